import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import { sha256Hex } from '../../src/kernel/canonical';
import { newUuid } from '../../src/kernel/ids';
import type { RestatementDetail } from '../../src/settlement/restatement.wire';
import type { FirstNight } from './first-night';
import type { Person, Stack } from './stack';

/** Brands whose terms are corrected. */
export interface WithTerms {
  readonly stack: Stack;
  readonly brands: Readonly<Record<string, { readonly partnerId: string }>>;
}

/** Countersigned corrections of the first versions of brands' terms, changed in their text; they are logged as they stand. @returns their ids */
export async function correctedTerms({ brands, stack }: WithTerms, from: RegExp, to: string, codes: readonly string[] = ['A', 'B', 'C']): Promise<string[]> {
  const made: string[] = [];
  for (const code of codes) {
    const partyId = brands[code]?.partnerId.slice(4);
    const { rows } = await stack.db.owner.query<{ canonical: string; last: number }>('SELECT canonical, (SELECT max(version) FROM terms_version WHERE party_id = $1) AS last FROM terms_version WHERE party_id = $1 AND version = 1', [partyId]);
    const first = JSON.parse(rows[0]?.canonical ?? '{}') as { body: object };
    const [termsId, version] = [newUuid(Date.now()), (rows[0]?.last ?? 1) + 1];
    const canonical = canonicalJson(JSON.parse(JSON.stringify({ ...first, version, correctsVersion: 1 }).replaceAll(from, to)));
    await stack.db.owner.query(`INSERT INTO terms_version (terms_id, party_id, version, valid_from, body, canonical, terms_hash, status, made_by, made_at, checked_by, checked_at, countersigned_by, countersigned_at, corrects_version) SELECT $1, party_id, $2, valid_from, $6, $3, $4, 'COUNTERSIGNED', 'user:rina', now(), 'user:budi', now(), 'user:owner', now(), 1 FROM terms_version WHERE party_id = $5 AND version = 1`,
      [termsId, version, canonical, sha256Hex(canonical), partyId, JSON.stringify((JSON.parse(canonical) as { body: object }).body)]);
    made.push(`tms_${termsId}`);
  }
  return made;
}

/** Puts a restatement of a window in force: one person proposes it, another approves. */
export async function restated({ maker, checker }: { readonly maker: Person; readonly checker: Person }, windowId: string, termsIds: readonly string[], taxes?: readonly string[]): Promise<void> {
  const one = await maker.post<RestatementDetail>('/restatements', { windowId, termsIds, ...(taxes && { taxes }), reason: 'The contract said otherwise from the start.' });
  await checker.post(`/restatements/${one.id}/approve`, { differenceHash: one.differenceHash });
}

/** Corrections to another price of a point. */
export function atPrice(night: FirstNight, price: string): Promise<string[]> {
  return correctedTerms(night, /"pointPrice":"[0-9]+"/g, `"pointPrice":"${price}"`);
}
