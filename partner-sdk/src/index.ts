export type { components as HubSchemas } from './generated/hub';
export { KongsiClient, type Balance, type Batch, type BatchItem, type Hold, type KongsiOptions, type Member, type Posting, type Quote } from './client';
export { KongsiApiError, KongsiConnectionError, isKongsiError, type Problem } from './errors';
export { List, type Page } from './pages';
export { proofOfPossession, remoteSignerOf, signOffline, signRequest, signWindow, signerOf, type OfflineRequest, type PrivateJwk, type RemoteSigner, type Signer, type TokenRequest } from './token';
export { verifyProof, type ProofResult, type ProofSummary, type VerifyOptions } from './proof/verify';
export type { ProofBundle } from './proof/bundle';
