/** The log's arithmetic and the verifier alone, for a browser, a witness or whoever makes bundles. */
export { claimLineKey, feeLineKey, HUB, lotLineKey, PROOF_FORMAT, PROOF_FORMAT_2, PROOF_FORMAT_3, RATE_DIFFERENCE, type AnyBundle, type Booking, type ClaimLine, type DisclosedLeg, type DocumentLeaf, type FeeLine, type JointClaim, type LegFacts, type LineStep, type LoggedLeaf, type LoggedText, type LotKind, type LotLine, type LotMove, type LotStep, type MoneyCorrection, type OlderCheckpoint, type PostingLeaf, type PpnLine, type ProofBundle, type ProofBundle2, type ProofBundle3, type RulingLeaf, type StatedBase, type StatedCharge, type StatedLine, type TaxLeaf, type TermsLeaf, type Totals } from './bundle';
export { canonicalJson, parseCanonical, sha256Hex } from './canonical';
export { checkpointText, noteSigner, openCheckpoint, parseVerifierKey, signCheckpoint, verifierKey, verifierKeyText, type Checkpoint, type NoteSigner, type VerifierKey } from './checkpoint';
export { commitTo, legCommitment, memberCommitment, newSalt } from './commitment';
export { consistencyPath, emptyRoot, inclusionPath, leafHash, MemoryLog, nodeHash, rootOf, verifyConsistency, verifyInclusion, type NodeReader } from './merkle';
export { verifyProof, type ProofResult, type ProofSummary, type VerifyOptions } from './verify';
