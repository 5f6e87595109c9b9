export { journalDay, type Journal, type JournalEntry } from './journal';
export { openFileJournal } from './file-store';
