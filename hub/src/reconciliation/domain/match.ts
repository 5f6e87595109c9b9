import type { Entry, Group, MatchClass, MatchKey, MatchSettings } from './entry';

/** What is still to be matched, and what was found; both sides in the order of their ids, so that no result depends on the order of rows. */
interface Work {
  readonly settings: MatchSettings;
  theirs: Entry[];
  ours: Entry[];
  readonly taken: Set<Entry>;
  readonly groups: Group[];
}

interface Bucket {
  readonly theirs: Entry[];
  readonly ours: Entry[];
}

/**
 * Matches a partner's records of a business date with the hub's own, by `externalId`, then receipt, then till counter, then member, points and time.
 * Every entry of both sides stands in exactly one group of the answer. Pure, and in time that grows with the number of entries (and their sorting).
 */
export function match(theirs: readonly Entry[], ours: readonly Entry[], settings: MatchSettings): Group[] {
  const work = begin(theirs, ours, settings);
  passes(work, true);
  repeated(work);
  takenBack(work);
  refundedThere(work);
  for (const one of work.theirs) if (!work.taken.has(one)) work.groups.push({ class: 'MISSING_HERE', theirs: [one], ours: [] });
  for (const one of work.ours) if (!work.taken.has(one)) work.groups.push({ class: 'MISSING_THERE', theirs: [], ours: [one] });
  return work.groups;
}

/**
 * Finds entries that stand alone on their date among those of the neighbouring dates that stand alone there: the same sale, booked on either side of midnight.
 * Only what is equal is found; the answer names nothing else.
 */
export function matchAdjacent(theirs: readonly Entry[], ours: readonly Entry[], settings: MatchSettings): Group[] {
  const work = begin(theirs, ours, settings);
  passes(work, false);
  return work.groups.filter((group) => group.class.startsWith('MATCHED')).map((group): Group => ({ ...group, class: 'TIMING' }));
}

function begin(theirs: readonly Entry[], ours: readonly Entry[], settings: MatchSettings): Work {
  const ordered = (list: readonly Entry[]): Entry[] => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { settings, theirs: ordered(theirs), ours: ordered(ours), taken: new Set(), groups: [] };
}

function passes(work: Work, sameDate: boolean): void {
  byKey(work, 'EXTERNAL_ID', (one) => one.externalId);
  byKey(work, 'RECEIPT', (one) => (one.receiptNo === undefined || one.outletId === undefined ? undefined : `${one.type}\n${one.outletId}\n${one.receiptNo}${sameDate ? `\n${one.date}` : ''}`));
  byKey(work, 'COUNTER', (one) => (one.counter === undefined || one.tillId === undefined ? undefined : `${one.tillId}\n${one.counter}`));
  byMemberAndTime(work);
}

function bucketsOf(work: Work, keyOf: (one: Entry) => string | undefined): Iterable<Bucket> {
  const buckets = new Map<string, Bucket>();
  for (const one of work.theirs) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const bucket = buckets.get(key);
    if (bucket) bucket.theirs.push(one);
    else buckets.set(key, { theirs: [one], ours: [] });
  }
  for (const one of work.ours) {
    const key = keyOf(one);
    if (key !== undefined) buckets.get(key)?.ours.push(one);
  }
  return buckets.values();
}

function byKey(work: Work, key: MatchKey, keyOf: (one: Entry) => string | undefined): void {
  for (const bucket of bucketsOf(work, keyOf)) if (bucket.ours.length > 0) settle(work, key, bucket);
  rest(work);
}

/** What was taken is looked at no more. */
function rest(work: Work): void {
  if (work.taken.size === 0) return;
  work.theirs = work.theirs.filter((one) => !work.taken.has(one));
  work.ours = work.ours.filter((one) => !work.taken.has(one));
}

/** Entries with one key: the whole against the whole where one side has one entry; else equal ones in pairs; what is left over repeats another, or waits for the next key. */
function settle(work: Work, key: MatchKey, { theirs, ours }: Bucket): void {
  const single = theirs.length === 1 || ours.length === 1;
  if (single && (theirs.length === ours.length || sumsAgree(theirs, ours))) return take(work, key, theirs, ours);
  const [leftTheirs, leftOurs] = pairEqual(work, key, theirs, ours);
  if (leftTheirs.length === 1 || leftOurs.length === 1) {
    if (leftTheirs.length > 0 && leftOurs.length > 0) return take(work, key, leftTheirs, leftOurs);
  }
  const pairs = Math.min(leftTheirs.length, leftOurs.length);
  for (let at = 0; at < pairs; at += 1) take(work, key, [leftTheirs[at] as Entry], [leftOurs[at] as Entry]);
  repeats(work, key, leftTheirs.slice(pairs), theirs, 'THEIRS');
  repeats(work, key, leftOurs.slice(pairs), ours, 'OURS');
}

function pairEqual(work: Work, key: MatchKey, theirs: readonly Entry[], ours: readonly Entry[]): [Entry[], Entry[]] {
  const waiting = listsBy([...ours].reverse(), worth);
  const left = theirs.filter((one) => {
    const other = waiting.get(worth(one))?.pop();
    if (other) take(work, key, [one], [other]);
    return !other;
  });
  return [left, ours.filter((one) => !work.taken.has(one))];
}

function worth(one: Entry): string {
  return `${one.type} ${one.points}`;
}

/** A left-over entry repeats its neighbour unless it has a name of its own; then it waits for the next key. */
function repeats(work: Work, key: MatchKey, left: readonly Entry[], all: readonly Entry[], side: 'THEIRS' | 'OURS'): void {
  if (left.length === 0) return;
  const [same, named, place] = [listsBy(all, contentOf), listsBy(all, (one) => one.externalId ?? ''), new Map(all.map((one, at) => [one, at]))];
  const other = (list: readonly Entry[] | undefined, one: Entry): Entry | undefined => (list?.[0] === one ? list[1] : list?.[0]);
  for (const one of left) {
    // The first in order that has its name, or none.
    const neighbours = [other(named.get(''), one), one.externalId === undefined ? undefined : other(named.get(one.externalId), one)].filter((entry) => entry !== undefined).sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
    const twin = other(same.get(contentOf(one)), one) ?? neighbours[0];
    if (twin) takeDuplicate(work, one, twin, side, key);
  }
}

function listsBy(list: readonly Entry[], keyOf: (one: Entry) => string): Map<string, Entry[]> {
  const lists = new Map<string, Entry[]>();
  for (const one of list) {
    const known = lists.get(keyOf(one));
    if (known) known.push(one);
    else lists.set(keyOf(one), [one]);
  }
  return lists;
}

function takeDuplicate(work: Work, one: Entry, twin: Entry, side: 'THEIRS' | 'OURS', key: MatchKey): void {
  work.taken.add(one);
  work.groups.push({ class: 'DUPLICATE', key, theirs: side === 'THEIRS' ? [one] : [], ours: side === 'OURS' ? [one] : [], twin, identical: contentOf(one) === contentOf(twin) });
}

/** Everything but the name of the row. */
function contentOf({ type, status, externalId, outletId, tillId, counter, receiptNo, memberId, points, amountMinor, at }: Entry): string {
  return [type, status, externalId, outletId, tillId, counter, receiptNo, memberId, points, amountMinor, at].join('\n');
}

/** One key twice on the partner's side and not at all here: the first is missing here, the others repeat it. */
function repeated(work: Work): void {
  for (const keyOf of [(one: Entry) => one.externalId, (one: Entry) => (one.externalId === undefined && one.receiptNo !== undefined && one.outletId !== undefined ? `${one.type}\n${one.outletId}\n${one.receiptNo}\n${one.points}\n${one.at}` : undefined)]) {
    const first = new Map<string, Entry>();
    for (const one of work.theirs) {
      const key = keyOf(one);
      if (key === undefined) continue;
      const twin = first.get(key);
      if (twin) takeDuplicate(work, one, twin, 'THEIRS', one.externalId === undefined ? 'RECEIPT' : 'EXTERNAL_ID');
      else first.set(key, one);
    }
    rest(work);
  }
}

/** Two lists in order of time are walked once: an entry takes the earliest of the other side that is near enough, which leaves the fewest alone. */
function byMemberAndTime(work: Work): void {
  const near = work.settings.driftMinutes * 60_000;
  const inTime = (a: Entry, b: Entry): number => a.at - b.at || (a.id < b.id ? -1 : 1);
  for (const { theirs, ours } of bucketsOf(work, (one) => (one.memberId === undefined ? undefined : `${one.type}\n${one.memberId}\n${one.points}`))) {
    if (ours.length === 0) continue;
    theirs.sort(inTime);
    ours.sort(inTime);
    for (let i = 0, j = 0; i < theirs.length && j < ours.length; ) {
      const [a, b] = [theirs[i] as Entry, ours[j] as Entry];
      if (Math.abs(a.at - b.at) <= near) {
        take(work, 'MEMBER_TIME', [a], [b]);
        i += 1;
        j += 1;
      } else if (a.at < b.at) i += 1;
      else j += 1;
    }
  }
  rest(work);
}

/** A partner that marks the sale itself as reversed writes no second record: the hub's reversal then belongs to the sale. */
function takenBack(work: Work): void {
  const undone = new Map<string, number>();
  work.groups.forEach((group, at) => {
    if (group.theirs.some((one) => state(one) === 'ENDED')) for (const one of group.ours) undone.set(one.id, at);
  });
  for (const one of work.ours) {
    const at = one.type !== 'REVERSAL' || one.reverses === undefined ? undefined : undone.get(one.reverses);
    if (at === undefined) continue;
    const group = work.groups[at] as Group;
    work.taken.add(one);
    work.groups[at] = { ...group, ours: [...group.ours, one] };
  }
  rest(work);
}

/** A partner that writes its refunds as records of their own leaves the sale as it was: it is reversed on both sides when its reversals are matched. */
function refundedThere(work: Work): void {
  const told = new Set(work.groups.flatMap((group) => (group.theirs.length > 0 ? group.ours.flatMap((one) => (one.type === 'REVERSAL' ? (one.reverses ?? []) : [])) : [])));
  work.groups.forEach((group, at) => {
    if (group.class !== 'STATUS_DIFFERS' || states(group.theirs) !== 'POSTED' || !group.ours.every((one) => one.status === 'POSTED' || (one.status === 'REVERSED' && told.has(one.id)))) return;
    work.groups[at] = { ...group, class: classOf(group.theirs, group.ours.map((one) => ({ ...one, status: 'POSTED' as const })), work.settings) };
  });
}

function take(work: Work, key: MatchKey, theirs: readonly Entry[], ours: readonly Entry[]): void {
  for (const one of theirs) work.taken.add(one);
  for (const one of ours) work.taken.add(one);
  work.groups.push({ class: classOf(theirs, ours, work.settings), key, theirs, ours });
}

function classOf(theirs: readonly Entry[], ours: readonly Entry[], settings: MatchSettings): MatchClass {
  const points = pointsOf(theirs) - pointsOf(ours);
  const amount = amountGap(theirs, ours);
  const type = theirs[0]?.type;
  if (abs(points) > settings.tolerancePoints || abs(amount) > settings.toleranceMinor || [...theirs, ...ours].some((one) => one.type !== type)) return 'AMOUNT_DIFFERS';
  if (states(theirs) !== states(ours)) return 'STATUS_DIFFERS';
  if (points !== 0n || amount !== 0n) return 'MATCHED_TOLERANCE';
  return theirs.length === 1 && ours.length === 1 ? 'MATCHED' : 'MATCHED_SPLIT';
}

function sumsAgree(theirs: readonly Entry[], ours: readonly Entry[]): boolean {
  return pointsOf(theirs) === pointsOf(ours);
}

export function pointsOf(list: readonly Entry[]): bigint {
  let sum = 0n;
  for (const one of list) sum += one.points;
  return sum;
}

/** Rupiah are compared where both sides know them. */
function amountGap(theirs: readonly Entry[], ours: readonly Entry[]): bigint {
  let gap = 0n;
  for (const one of theirs) {
    if (one.amountMinor === undefined) return 0n;
    gap += one.amountMinor;
  }
  for (const one of ours) {
    if (one.amountMinor === undefined) return 0n;
    gap -= one.amountMinor;
  }
  return gap;
}

/** Reversed, released and timed out are all the end of a sale; how it ended is the hub's business. */
function state(one: Entry): 'POSTED' | 'HELD' | 'ENDED' {
  return one.status === 'POSTED' || one.status === 'HELD' ? one.status : 'ENDED';
}

function states(list: readonly Entry[]): string {
  return [...new Set(list.map(state))].sort().join(' ');
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
