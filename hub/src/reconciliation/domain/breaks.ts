import { sha256Hex } from '../../kernel/canonical';
import { isBreak, type BreakClass, type Entry, type Group } from './entry';
import { pointsOf } from './match';

export const PROPOSALS = ['POST_LATE', 'PROVE', 'CONFIRM', 'REVERSE', 'REVERSE_DIFFERENCE', 'POST_DIFFERENCE', 'CAPTURE', 'CORRECT_RECORD', 'DROP_DUPLICATE', 'NOTHING'] as const;
export type Proposal = (typeof PROPOSALS)[number];
export const CAUSES = ['TIMING', 'SAID_TWICE', 'SILENCE', 'LATER_FILE', 'ACCEPTED', 'RECORD_WRONG', 'TEST_SALE', 'WRITTEN_OFF', 'OTHER'] as const;
export type Cause = (typeof CAUSES)[number];
/** Causes that a person names; the others are found by matching or by rules. */
export const NAMED_CAUSES = ['ACCEPTED', 'RECORD_WRONG', 'TEST_SALE', 'WRITTEN_OFF', 'OTHER'] as const satisfies readonly Cause[];
/** The other side has so long to answer; silence explains. */
export const ANSWER_DAYS = 7;

/** What rules may ask of a break. */
export interface BreakTraits {
  readonly type: Entry['type'];
  readonly identical?: boolean;
  readonly adjacent?: boolean;
  /** The partner sent the token that its till signed. */
  readonly token?: boolean;
  /** The request that asked for the posting is kept, signed. */
  readonly evidence?: boolean;
  /** Of a duplicate: the entry that it repeats. */
  readonly repeats?: string;
  /** A corrected break whose correction a later matching has seen; what differs from then on is another break. */
  readonly seen?: boolean;
}

/** A difference as matching finds it. */
export interface FoundBreak {
  /** Names the break on its date: it is the same break as long as it is about the same entries. */
  readonly subject: string;
  readonly class: BreakClass;
  readonly owner: 'HUB' | 'PARTNER';
  readonly proposal: Proposal;
  readonly recordIds: readonly string[];
  readonly postingIds: readonly string[];
  readonly pointsTheirs: bigint;
  readonly pointsOurs: bigint;
  readonly amountTheirsMinor: bigint | undefined;
  readonly amountOursMinor: bigint | undefined;
  readonly traits: BreakTraits;
  /** Everything that was known when it was found; another text is new evidence. */
  readonly evidence: string;
}

/** What is known beside the entries themselves. */
export interface Proofs {
  readonly tokens: ReadonlyMap<string, string>;
  readonly signed: ReadonlySet<string>;
}

export function breakOf(group: Group, proofs: Proofs): FoundBreak | undefined {
  if (!isBreak(group.class)) return undefined;
  const { theirs, ours } = group;
  const recordIds = theirs.map((one) => one.id);
  const postingIds = ours.map((one) => one.id);
  // What the partner itself undid is never posted by its token.
  const token = theirs.some((one) => one.status === 'POSTED' && proofs.tokens.has(one.id));
  const traits: BreakTraits = { type: (theirs[0] ?? ours[0])?.type ?? 'EARN', ...(group.identical !== undefined && { identical: group.identical }), ...(group.class === 'TIMING' && { adjacent: true }), ...(token && { token }),
    ...(postingIds.some((id) => proofs.signed.has(id)) && { evidence: true }), ...(group.twin && { repeats: group.twin.id }) };
  return { subject: subjectOf(recordIds, postingIds), class: group.class, owner: ownerOf(group), proposal: proposalOf(group, token), recordIds, postingIds,
    pointsTheirs: pointsOf(theirs), pointsOurs: pointsOf(ours), amountTheirsMinor: amountOf(theirs), amountOursMinor: amountOf(ours), traits, evidence: JSON.stringify([group.class, theirs.map(told), ours.map(told), token]) };
}

/** A key of the database holds so much; the name of a break over more entries is their digest. */
const LONGEST_SUBJECT = 500;

function subjectOf(recordIds: readonly string[], postingIds: readonly string[]): string {
  const [mark, entries] = recordIds.length > 0 ? ['R:', recordIds.join(' ')] : ['P:', postingIds.join(' ')];
  return mark + (entries.length <= LONGEST_SUBJECT ? entries : sha256Hex(entries));
}

function told(one: Entry): string {
  return `${one.id} ${one.type} ${one.status} ${one.points} ${one.amountMinor ?? ''}`;
}

function amountOf(list: readonly Entry[]): bigint | undefined {
  if (list.length === 0 || list.some((one) => one.amountMinor === undefined)) return undefined;
  return list.reduce((sum, one) => sum + (one.amountMinor ?? 0n), 0n);
}

/** Who has to move: the hub for what it has not, the partner for what it has not and where the two differ. */
function ownerOf({ class: kind, theirs }: Group): 'HUB' | 'PARTNER' {
  return kind === 'MISSING_HERE' || kind === 'TIMING' || (kind === 'DUPLICATE' && theirs.length === 0) ? 'HUB' : 'PARTNER';
}

function proposalOf({ class: kind, theirs, ours }: Group, token: boolean): Proposal {
  const ended = (list: readonly Entry[]): boolean => list.some((one) => ['REVERSED', 'RELEASED', 'TIMED_OUT'].includes(one.status));
  switch (kind) {
    case 'MISSING_HERE': return token ? 'POST_LATE' : ended(theirs) ? 'NOTHING' : 'PROVE';
    case 'MISSING_THERE': return 'CONFIRM';
    case 'AMOUNT_DIFFERS': return pointsOf(theirs) < pointsOf(ours) ? 'REVERSE_DIFFERENCE' : pointsOf(theirs) > pointsOf(ours) ? 'POST_DIFFERENCE' : 'CORRECT_RECORD';
    case 'STATUS_DIFFERS': return ended(theirs) ? 'REVERSE' : ours.some((one) => ['HELD', 'TIMED_OUT', 'RELEASED'].includes(one.status)) ? 'CAPTURE' : 'CORRECT_RECORD';
    case 'DUPLICATE': return 'DROP_DUPLICATE';
    default: return 'NOTHING';
  }
}

/** A break as it is kept. */
export interface KnownBreak {
  readonly breakId: string;
  readonly state: 'OPEN' | 'EXPLAINED' | 'CORRECTED';
  readonly evidenceHash: string;
  readonly recordIds: readonly string[];
  readonly postingIds: readonly string[];
  readonly pointsTheirs: bigint;
  readonly amountTheirsMinor: bigint | undefined;
  /** People corrected it, and no matching has seen the correction yet. */
  readonly fresh: boolean;
}

/** What a matching changes in the breaks of its day. */
export interface BreakChanges {
  readonly opened: readonly FoundBreak[];
  /** Told anew; an explained one is open again. */
  readonly changed: readonly { readonly known: KnownBreak; readonly found: FoundBreak; readonly reopens: boolean }[];
  /** Corrected ones, as they look with their correction: they stay closed. */
  readonly seen: readonly { readonly known: KnownBreak; readonly found: FoundBreak }[];
  /** Open ones that are no longer there: a posting was made since, or the partner told it otherwise. */
  readonly gone: readonly { readonly known: KnownBreak; readonly postingId: string | undefined }[];
}

/**
 * A corrected break is closed for good. The first matching after people corrected it sees their correction in its facts; whatever differs beyond that, on the
 * partner's side at once, is a break of its own.
 * @param known breaks of the day, the oldest first
 * @param found the breaks of the day as they are now
 * @param hashOf of the evidence
 * @param groups all groups, by which it is told what became of a break that is gone
 */
export function changesOf(known: readonly KnownBreak[], found: readonly FoundBreak[], groups: readonly Group[], hashOf: (evidence: string) => string): BreakChanges {
  const last = new Map(known.map((one) => [subjectOf(one.recordIds, one.postingIds), one]));
  const still = new Set(found.map((one) => one.subject));
  const [opened, changed, seen]: [FoundBreak[], { known: KnownBreak; found: FoundBreak; reopens: boolean }[], { known: KnownBreak; found: FoundBreak }[]] = [[], [], []];
  for (const one of found) {
    const before = last.get(one.subject);
    if (!before) opened.push(one);
    else if (before.evidenceHash === hashOf(one.evidence)) continue;
    else if (before.state !== 'CORRECTED') changed.push({ known: before, found: one, reopens: before.state === 'EXPLAINED' });
    else if (before.fresh && before.pointsTheirs === one.pointsTheirs && before.amountTheirsMinor === one.amountTheirsMinor) seen.push({ known: before, found: { ...one, traits: { ...one.traits, seen: true } } });
    else opened.push({ ...one, subject: `${one.subject} after ${before.breakId}` });
  }
  const lost = known.filter((one) => one.state === 'OPEN' && !still.has(subjectOf(one.recordIds, one.postingIds)));
  if (lost.length === 0) return { opened, changed, seen, gone: [] };
  const postingsOf = new Map<string, readonly string[]>();
  for (const group of groups) for (const one of [...group.theirs, ...group.ours]) postingsOf.set(one.id, group.ours.map((our) => our.id));
  const gone = lost.map((one) => {
    const now = [...one.recordIds, ...one.postingIds].flatMap((id) => postingsOf.get(id) ?? []);
    return { known: one, postingId: now.find((id) => id.startsWith('pst_') && !one.postingIds.includes(id)) };
  });
  return { opened, changed, seen, gone };
}
