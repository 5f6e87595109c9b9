/** What the hub signed of its log at one moment. */
export interface LogCheckpoint {
  /** How many entries the log had. */
  size: number;
  /** Signed note (C2SP signed-note): origin, size, root, window; then the signature. Keep it, and ask for consistency with it later. */
  note: string;
  madeAt: string;
}

/** Shows that the log of one checkpoint was only appended to since another. */
export interface ConsistencyProof {
  from: LogCheckpoint;
  to: LogCheckpoint;
  /** RFC 9162 consistency path, base64url hashes. */
  path: string[];
}

/** The hub's public keys for signed notes. Save them when you join, beside your proofs: a proof cannot vouch for its own key. */
export interface HubKeys {
  format: 'kongsi-hub-keys/1';
  keys: string[];
}
