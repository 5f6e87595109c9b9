/** The log's arithmetic and the verifier alone, for a browser, a witness or whoever makes bundles. */
export { PROOF_FORMAT, PROOF_FORMAT_2, PROOF_FORMAT_3, type AnyBundle, type Booking, type ClaimLine, type DisclosedLeg, type FeeLine, type JointClaim, type LegFacts, type LineStep, type LoggedLeaf, type LoggedText, type LotKind, type LotLine, type LotMove, type LotStep, type MoneyCorrection, type OlderCheckpoint, type PpnLine, type ProofBundle, type ProofBundle2, type ProofBundle3, type StatedBase, type StatedCharge, type StatedLine, type Totals } from './bundle';
export type { DocumentLeaf, PostingLeaf, RulingLeaf, TaxLeaf, TermsLeaf } from './leaves';
export { claimLineKey, feeLineKey, HUB, lotLineKey, RATE_DIFFERENCE } from './keys';
export { canonicalJson, parseCanonical, sha256Hex } from './canonical';
export { checkpointText, noteSigner, openCheckpoint, parseVerifierKey, signCheckpoint, verifierKey, verifierKeyText, type Checkpoint, type NoteSigner, type VerifierKey } from './checkpoint';
export { commitTo, legCommitment, memberCommitment, newSalt } from './commitment';
export { consistencyPath, emptyRoot, inclusionPath, leafHash, MemoryLog, nodeHash, rootOf, verifyConsistency, verifyInclusion, type NodeReader } from './merkle';
export { verifyProof, type ProofResult, type ProofSummary, type VerifyOptions } from './verify';
