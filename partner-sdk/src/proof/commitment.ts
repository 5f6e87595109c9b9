import { sha256 } from '@noble/hashes/sha2.js';
import type { LegFacts } from './bundle';
import { bytesOf, concat } from './bytes';
import { canonicalJson } from './canonical';

export const SALT_BYTES = 16;

/** SHA-256(salt || RFC 8785 JSON): it binds a value and tells nothing of it to who lacks the salt. */
export function commitTo(salt: Uint8Array, value: unknown): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new RangeError(`A salt has ${SALT_BYTES} bytes.`);
  return sha256(concat(salt, bytesOf(canonicalJson(value))));
}

/** The commitment to a leg, of which no field names the member. */
export function legCommitment(salt: Uint8Array, leg: LegFacts): Uint8Array {
  return commitTo(salt, leg);
}

/** The commitment to the member of a posting. */
export function memberCommitment(salt: Uint8Array, memberId: string): Uint8Array {
  return commitTo(salt, { memberId });
}

/** A new salt from the platform's source of randomness. */
export function newSalt(): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(SALT_BYTES));
}
