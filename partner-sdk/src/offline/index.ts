export { OfflineQueue, type Delivered, type OfflineQueueOptions, type OfflineSale, type Rejected } from './queue';
export { openFileStore } from './file-store';
export type { OfflineStore, StoredEntry, StoredOutcome } from './store';
