import type { ProofResult } from '@kongsi/partner-sdk/proof';
import { hubFile, hubGet, type Schemas } from './api';

/** What this browser has seen of the hub's log: the checkpoint that it proved last, under which key, and when. */
export interface Seen {
  readonly key: string;
  readonly note: string;
  readonly at: string;
}

export interface Checked {
  readonly result: ProofResult;
  /** The very bytes that were verified, to be saved as they are. */
  readonly bundle: Uint8Array<ArrayBuffer>;
  readonly keys: Schemas['HubKeys'];
  /** The checkpoint with which the log was compared; absent on the first check in this browser. */
  readonly since?: Seen;
  /** The hub signs with another key than the one of the kept checkpoint, so the two were not compared. */
  readonly otherKey?: Seen;
  readonly checkedAt: string;
}

const SEEN = 'kongsi.checkpoint';

function seen(): Seen | undefined {
  try {
    return JSON.parse(window.localStorage.getItem(SEEN) ?? '') as Seen;
  } catch {
    return undefined;
  }
}

/** The number of entries that a checkpoint covers: the second line of its note. */
const sizeOf = (note: string): number => Number(note.split('\n')[1]);

/**
 * Fetches the proof of an issued document and verifies it in the page by the SDK's own verifier, which asks nobody. A checkpoint that was proved before in this browser is compared: the log
 * may only have been appended to since. What was proved is kept for the next time.
 * @param path of the document, such as `/invoices/inv_…`
 * @throws Refused when the hub has no proof of it
 */
export async function checkProof(path: string): Promise<Checked> {
  const [keys, latest, { verifyProof }] = await Promise.all([hubGet<Schemas['HubKeys']>('/log/keys'), hubGet<Schemas['LogCheckpoint']>('/log/checkpoint'), import('@kongsi/partner-sdk/proof')]);
  const before = seen();
  const known = before !== undefined && keys.keys.includes(before.key);
  const older = known && sizeOf(before.note) < latest.size;
  const { blob } = await hubFile(`${path}/proof${older ? `?since=${sizeOf(before.note)}` : ''}`);
  const bundle = new Uint8Array(await blob.arrayBuffer());
  const result = await verifyProof(bundle, { hubKeys: keys.keys, ...(known && { since: before.note }) });
  const checkedAt = new Date().toISOString();
  if (result.status === 'VERIFIED') keep({ key: keys.keys[0] ?? '', note: (JSON.parse(new TextDecoder().decode(bundle)) as { checkpoint: string }).checkpoint, at: checkedAt });
  return { result, bundle, keys, checkedAt, ...(known && { since: before }), ...(before !== undefined && !known && { otherKey: before }) };
}

function keep(one: Seen): void {
  window.localStorage.setItem(SEEN, JSON.stringify(one));
}
