export { KongsiClient, type Balance, type Hold, type KongsiOptions, type Member, type Posting } from './client';
export { KongsiApiError, KongsiConnectionError, isKongsiError, type Problem } from './errors';
export { proofOfPossession, signRequest, signerOf, type PrivateJwk, type Signer, type TokenRequest } from './token';
