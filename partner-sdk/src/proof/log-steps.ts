import type { AnyBundle, LegFacts } from './bundle';
import type { DocumentLeaf, PostingLeaf, RulingLeaf, TaxLeaf, TermsLeaf } from './leaves';
import { fromBase64Url, sameBytes, textOf } from './bytes';
import { parseCanonical } from './canonical';
import { openCheckpoint, type Checkpoint, type VerifierKey } from './checkpoint';
import { legCommitment, SALT_BYTES } from './commitment';
import { holds, ProofFailure } from './failure';
import { leafHash, verifyConsistency, verifyInclusion } from './merkle';
import { readDocumentLeaf, readPostingLeaf, readRulingLeaf, readTaxLeaf, readTermsLeaf } from './read';
import { ShapeError, type Reader } from './shape';

const HASH_BYTES = 32;

/** Everything that the log says, by leaf index. */
export interface LoggedFacts {
  readonly postings: ReadonlyMap<number, PostingLeaf>;
  readonly terms: ReadonlyMap<number, TermsLeaf>;
  readonly taxes: ReadonlyMap<number, TaxLeaf>;
  readonly documents: ReadonlyMap<number, DocumentLeaf>;
  readonly rulings: ReadonlyMap<number, RulingLeaf>;
  /** Documents of other cycles that a netting statement sums up. */
  readonly netted: ReadonlyMap<number, DocumentLeaf>;
}

/** A leg whose commitment was opened, with what its posting's leaf says. */
export interface ProvedLeg {
  /** Index of the posting's leaf. */
  readonly index: number;
  readonly facts: LegFacts;
  readonly posting: PostingLeaf;
}

/** Step 1: the checkpoint is signed by the hub. */
export async function proveCheckpoint(bundle: AnyBundle, keys: readonly VerifierKey[]): Promise<Checkpoint> {
  const opened = await openCheckpoint(bundle.checkpoint, keys);
  if ('refused' in opened) throw new ProofFailure(1, 'checkpoint', `The checkpoint is refused: ${opened.refused}.`);
  return opened;
}

/** Step 2: every older checkpoint, and the one that the partner kept, is of a log that this one only appended to. */
export async function proveHistory(bundle: AnyBundle, checkpoint: Checkpoint, keys: readonly VerifierKey[], since?: string): Promise<Checkpoint | undefined> {
  const known = [checkpoint];
  let last = 0;
  for (const [at, { checkpoint: note, path }] of bundle.history.entries()) {
    const name = `older checkpoint ${at + 1}`;
    const older = await openCheckpoint(note, keys);
    if ('refused' in older) throw new ProofFailure(2, name, `It is refused: ${older.refused}.`);
    holds(older.origin === checkpoint.origin, 2, name, `It is of another log, ${older.origin}.`);
    holds(older.size > last && older.size < checkpoint.size, 2, name, 'Older checkpoints rise in size and are smaller than the one that the bundle is proved under.');
    holds(verifyConsistency(older.size, checkpoint.size, hashes(path, 2, name), older.root, checkpoint.root), 2, name, `The log of ${checkpoint.size} entries is no continuation of the log of ${older.size} entries: entries were changed or removed.`);
    last = older.size;
    known.push(older);
  }
  if (since === undefined) return undefined;
  const kept = await openCheckpoint(since, keys);
  if ('refused' in kept) throw new ProofFailure(2, 'kept checkpoint', `The checkpoint that you kept is refused: ${kept.refused}.`);
  holds(kept.origin === checkpoint.origin, 2, 'kept checkpoint', `It is of another log, ${kept.origin}.`);
  holds(kept.size <= checkpoint.size, 2, 'kept checkpoint', `It covers ${kept.size} entries, the bundle only ${checkpoint.size}. Ask the hub for a bundle that is made under a later checkpoint.`);
  const same = known.find((one) => one.size === kept.size);
  holds(same !== undefined, 2, 'kept checkpoint', `The bundle has no proof from the checkpoint of ${kept.size} entries that you kept. Ask the hub for a bundle since that checkpoint.`);
  holds(sameBytes(same.root, kept.root), 2, 'kept checkpoint', `Fork: the hub signed two different logs of ${kept.size} entries. Keep both files, they are the evidence.`);
  return kept;
}

/** Step 3: every leaf is in the log under the checkpoint, and is cited by something. */
export function proveLeaves(bundle: AnyBundle, checkpoint: Checkpoint): LoggedFacts {
  let last = -1;
  const texts = new Map<number, unknown>();
  for (const { index, bytes, path } of bundle.leaves) {
    const name = `leaf ${index}`;
    holds(index > last, 3, name, 'Leaves stand by rising index, each once.');
    last = index;
    const decoded = fromBase64Url(bytes);
    holds(decoded !== undefined, 3, name, 'Its bytes are not base64url.');
    holds(verifyInclusion(index, checkpoint.size, leafHash(decoded), hashes(path, 3, name), checkpoint.root), 3, name, 'It is not in the log at this place: its bytes, its path or its index were changed.');
    const value = parseCanonical(textOf(decoded) ?? '');
    holds(value !== undefined, 3, name, 'Its bytes are not canonical JSON.');
    texts.set(index, value);
  }
  const rulings = ('rulings' in bundle && bundle.rulings) || [];
  const netted = (('netted' in bundle && bundle.netted) || []).map((one) => one.leaf);
  for (const [name, list] of [['terms', bundle.terms.map((one) => one.leaf)], ['taxes', bundle.taxes], ['documents', bundle.documents.map((one) => one.leaf)], ['rulings', rulings], ['netted documents', netted]] as const) {
    const late = list.find((leaf, at) => at > 0 && leaf < (list[at - 1] ?? 0));
    holds(late === undefined, 3, `leaf ${late ?? ''}`, `The ${name} of a bundle stand by rising leaf.`);
  }
  const cited = new Set<number>();
  const read = <T>(indexes: readonly number[], reader: Reader<T>): Map<number, T> => new Map([...new Set(indexes)].map((index) => {
    holds(texts.has(index), 3, `leaf ${index}`, 'It is cited and is not in the bundle.');
    holds(!cited.has(index), 3, `leaf ${index}`, 'It is cited as two things.');
    cited.add(index);
    return [index, ofForm(reader, texts.get(index), `leaf ${index}`)];
  }));
  const logged = { postings: read(bundle.legs.map((leg) => leg.leaf), readPostingLeaf), terms: read(once(bundle.terms.map((one) => one.leaf)), readTermsLeaf), taxes: read(once(bundle.taxes), readTaxLeaf),
    documents: read(once(bundle.documents.map((one) => one.leaf)), readDocumentLeaf), rulings: read(once(rulings), readRulingLeaf), netted: read(once(netted), readDocumentLeaf) };
  const idle = [...texts.keys()].find((index) => !cited.has(index));
  holds(idle === undefined, 3, `leaf ${idle ?? ''}`, 'Nothing in the bundle rests on it.');
  return logged;
}

/** Step 4: every disclosed leg is the one that its posting's leaf committed to. */
export function proveLegs(bundle: AnyBundle, logged: LoggedFacts): ProvedLeg[] {
  const ids = new Set<string>();
  let last = [-1, -1];
  return bundle.legs.map(({ leaf, position, salt, facts }) => {
    const name = `leg ${facts.legId} of leaf ${leaf}`;
    const posting = logged.postings.get(leaf);
    const commitment = posting?.legCommitments[position];
    const saltBytes = fromBase64Url(salt);
    holds(leaf > (last[0] ?? 0) || (leaf === last[0] && position > (last[1] ?? 0)), 4, name, 'Legs stand by rising leaf and position, each once.');
    last = [leaf, position];
    holds(posting !== undefined && commitment !== undefined, 4, name, 'Its posting committed to no leg at this position.');
    holds(saltBytes?.length === SALT_BYTES, 4, name, `Its salt is not ${SALT_BYTES} bytes.`);
    const hash = legCommitment(saltBytes, facts);
    holds(sameBytes(hash, fromBase64Url(commitment) ?? new Uint8Array()), 4, name, 'It is not the leg that was logged: its facts, its salt or its position were changed.');
    holds(facts.postingId === posting.postingId && facts.seq === posting.sequence, 4, name, 'It names another posting than the one it was logged with.');
    holds(!ids.has(facts.legId), 4, name, 'The same leg was disclosed before.');
    ids.add(facts.legId);
    return { index: leaf, facts, posting };
  });
}

function hashes(path: readonly string[], step: 2 | 3, name: string): Uint8Array[] {
  return path.map((text) => {
    const hash = fromBase64Url(text);
    holds(hash?.length === HASH_BYTES, step, name, 'A hash of its path is malformed.');
    return hash;
  });
}

function once(indexes: readonly number[]): readonly number[] {
  const twice = indexes.find((index, at) => indexes.indexOf(index) !== at);
  holds(twice === undefined, 3, `leaf ${twice ?? ''}`, 'It is cited twice.');
  return indexes;
}

function ofForm<T>(reader: Reader<T>, value: unknown, name: string): T {
  try {
    return reader(value, name);
  } catch (error) {
    if (error instanceof ShapeError) throw new ProofFailure(3, name, `It is no entry of the kind that it is cited as: ${error.message}.`);
    throw error;
  }
}
