import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import { sha256Hex } from '../../src/kernel/canonical';
import type { Stack } from './stack';

/** The sandbox logs terms when a brand joins; a test that changes them in place lets the log begin with the text that holds. */
export async function logTermsAsTheyAre({ stack }: { readonly stack: Stack }): Promise<void> {
  const { rows } = await stack.db.owner.query<{ terms_id: string; party_id: string; version: number; valid_from: string; body: object; canonical: string }>('SELECT terms_id, party_id, version, valid_from::text, body, canonical FROM terms_version');
  for (const row of rows) {
    const text = canonicalJson({ ...(JSON.parse(row.canonical) as object), body: row.body });
    await stack.db.owner.query('UPDATE terms_version SET canonical = $2, terms_hash = $3 WHERE terms_id = $1', [row.terms_id, text, sha256Hex(text)]);
  }
}
