import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { tokenReplayed, usesOfTokens, type UsedToken } from '../access/replay.store';
import { concernsAll, inTransaction, LostRace, OutcomeUnknown, Sent, type Connection, type Tx } from '../db/tx';
import { businessDate } from '../kernel/business-date';
import type { OffsetClock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { valueToMinor } from '../kernel/money';
import { openBalances } from '../members';
import type { TermsBook, TermsTable } from '../terms';
import { keepDecisions, lockUndecided } from './decisions.transactor';
import type { Effects } from './domain/effects';
import { membersOf, receiptIdentity, type HoldState, type Intent, type MemberFacts, type OpenReceivable, type OriginalPosting } from './domain/intent';
import type { Lot } from './domain/lot';
import { plan } from './domain/plan';
import { NotGuardedYet, type EarnGuard, type EarnWatch } from './earn-guard';
import { valueOf } from './domain/plan-parts';
import type { Posting } from './ledger.wire';
import { Lanes } from './lanes';
import * as read from './posting.reader';
import * as db from './posting.transactor';
import { holdView, postingView, recordOf, type PostingRecord } from './posting.view';

/** What a caller is told: the answer as it was first given, or a refusal. */
export class Outcome {
  /** @param answer a Posting or Hold; empty when `refusal` is set */
  constructor(readonly status: number, readonly answer: object, readonly replayed = false, readonly refusal?: DomainError) {}

  /** The answer as JSON. */
  get body(): string {
    return JSON.stringify(this.answer);
  }
}

/** Refusals that are final: the same key gets them again. */
const STORED = new Set(['insufficient_points', 'member_frozen', 'member_closed', 'limit_exceeded', 'rule_not_met', 'issuer_earn_stopped', 'hold_not_open', 'capture_exceeds_hold',
  'reversal_exceeds_original', 'receipt_already_used', 'offline_window_expired']);

/** How long a caller waits for an outcome that was lost, before it is told that nobody knows. */
const RESOLVE_MS = 5_000;

/** How often intents are looked at again because others took their names meanwhile. */
const RACES = 3;

interface Queued {
  /** What may stand once in a transaction: member, key, token, externalId, receipt. */
  readonly names: readonly string[];
  readonly memberId: string;
  readonly partnerId: string;
  readonly intent: Intent;
}

/**
 * Carries intents into the books by group commit: a lane's intents share a transaction, and each is answered on its own after the commit.
 * Locks are taken in one order: window, members, names.
 */
export class PostingService {
  private readonly lanes: Lanes<Queued, Outcome>;

  constructor(private readonly pool: Pool, private readonly terms: TermsBook, private readonly clock: OffsetClock, private readonly guard: EarnGuard, lanes = 2) {
    this.lanes = new Lanes(lanes, (group) => this.carry(group.map((one) => one.intent)), concernsAll);
  }

  /**
   * @param inTurn whether the caller posts several without waiting and counts on it that those of one member are carried out in their order
   * @returns the outcome; refusals of the domain are outcomes, faults of the machine are thrown
   */
  post(intent: Intent, { inTurn = false } = {}): Promise<Outcome> {
    const { memberId, partnerId } = intent;
    return this.lanes.submit({ names: namesOf(intent), memberId, partnerId, intent }, inTurn);
  }

  private async carry(intents: readonly Intent[]): Promise<Outcome[]> {
    const terms = await this.terms.table();
    let unknown: { readonly since: number } | undefined;
    for (let races = 0; ;) {
      try {
        return await inTransaction(this.pool, (tx) => this.decide(tx, intents.map((intent): Entry => ({ intent, postingId: this.id() })), terms));
      } catch (error) {
        // Members that were made elsewhere get their balance in a transaction of its own: rows are never locked out of their order.
        if (error instanceof BalanceMissing) await openBalances(this.pool, error.memberIds);
        else if (error instanceof NotGuardedYet) await this.guard.takeUp(error.issuerIds);
        else if (!unknown && nameIsTaken(error) && races < RACES) races += 1;
        else if (!unknown && nameIsTaken(error) && intents.length === 1) return [refused(new DomainError('idempotency_in_progress', { detail: 'Another request with this key is still running. Send it again in a second.' }))];
        else if (unknown || error instanceof OutcomeUnknown) unknown = await this.again(error, unknown);
        else throw error;
      }
    }
  }

  /**
   * After a COMMIT whose outcome nobody saw, the same intents go again under their keys: the claim waits for the lost transaction and then sees
   * whether it stands. Until that succeeds every fault leaves the outcome unknown.
   */
  private async again(error: unknown, unknown: { readonly since: number } | undefined): Promise<{ readonly since: number }> {
    const now = this.clock.wall().getTime();
    if (unknown && now - unknown.since > RESOLVE_MS) throw new OutcomeUnknown('The outcome of a COMMIT could not be found out.', { cause: error });
    await wait(unknown ? 200 : 20);
    return unknown ?? { since: now };
  }

  private async decide(tx: Tx, entries: readonly Entry[], terms: TermsTable): Promise<Sent<Outcome[]>> {
    const opened = await this.open(tx, entries);
    const { window } = opened.scene;
    await this.settleKnown(tx, entries, opened);
    const now = this.clock.now();
    const decisions = entries.flatMap((entry) => (entry.outcome ? [] : entry.intent.decides ?? []));
    const undecided = decisions.length > 0 ? await lockUndecided(tx, decisions) : new Set();
    const watch = await this.guard.watch(tx, entries.flatMap((entry) => (entry.outcome ? [] : [entry.intent])), { now, windowDate: window.businessDate, terms });
    const accepted: (db.Accepted & { entry: Entry })[] = [];
    const numbers = [...opened.scene.seqs];
    for (const entry of entries) {
      if (entry.outcome) continue;
      try {
        if (entry.intent.decides && !undecided.has(entry.intent.decides.id)) throw new DomainError('transition_not_allowed', { detail: 'Somebody has decided this meanwhile. Read it again.' });
        const effects = plan(entry.intent, { ...factsOf(entry, opened, now, terms), ...budgetsOf(watch, entry.intent) }, terms, () => this.id(), entry.postingId);
        watch?.admit(entry.intent, effects);
        if (numbers.length < effects.postings.length) numbers.push(...(await db.drawNumbers(tx, effects.postings.length)));
        const receiver = 'toMemberId' in entry.intent ? receiverOf(entry.intent.toMemberId, opened) : undefined;
        accepted.push({ entry, intent: entry.intent, effects, ...(receiver && { receiver }), records: effects.postings.map((posting) => recordOf(entry.intent, effects, posting, numbers.shift() as bigint, window.windowId)) });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refuse(entry, error);
      }
    }
    for (const { entry, intent, effects, records } of accepted) this.answer(entry, intent, effects, records, terms);
    const kept = entries.flatMap(({ claim, posted, stored, outcome }): db.KeptClaim[] => (claim && posted ? [{ ...claim, status: 201, accepted: true }] : claim && stored ? [{ ...claim, ...stored, accepted: !outcome?.refusal }] : []));
    const late = entries.flatMap(({ intent, outcome }) => (outcome?.refusal?.code === 'offline_window_expired' && !outcome.replayed ? [{ intent, id: this.id() }] : []));
    const made = accepted.flatMap(({ intent: { decides }, effects, records }) => (decides ? [{ decision: decides, postingId: records[effects.postings.findIndex((one) => one.main)]?.postingId }] : []));
    // Claims, locks and plans have decided everything; what is written now needs no answer before the COMMIT that follows it.
    const written = Promise.all([db.append(tx, { accepted, kept, tokens: opened.newTokens, now }), watch?.write(tx), db.quarantine(tx, late, now), made.length > 0 && keepDecisions(tx, made, now)]);
    return new Sent(entries.map((entry) => entry.outcome as Outcome), written);
  }

  /**
   * Locks and reads; all statements are sent together and run one after the other: the window, the members, and only then what the plans may look at,
   * names and tokens too. A statement sees what the one before it waited for, so a second request for the same member finds what the first one took;
   * for the rare one about another member the unique keys decide when names are written down.
   */
  private async open(tx: Tx, entries: readonly Entry[]): Promise<Opened> {
    const intents = entries.map((one) => one.intent);
    const memberIds = [...new Set(intents.flatMap(membersOf))].sort();
    const tokens = intents.flatMap((intent) => (intent.token && !intent.token.claimed ? [{ partnerId: intent.partnerId, ...intent.token }] : []));
    const holdIds = intents.flatMap((intent) => (intent.verb === 'CAPTURE' || intent.verb === 'RELEASE' ? [intent.holdId] : []));
    const [began, offset] = [this.clock.now(), this.clock.offset];
    const earning = intents.flatMap((intent) => (intent.verb === 'EARN' ? [intent.memberId] : []));
    const burning = intents.flatMap((intent) => ((intent.verb === 'BURN' || intent.verb === 'HOLD') && intent.points !== undefined ? [{ memberId: intent.memberId, points: intent.points }] : []));
    const partly = new Set([...earning, ...burning.map((one) => one.memberId)]);
    const originalIds = intents.flatMap((intent) => (intent.verb === 'REVERSAL' ? [intent.originalId] : []));
    const claims = entries.map((entry) => (entry.claim = claimOf(entry, began)));
    const [, members, uses, taken, scene, statuses, holds, originals, lots, receivables, sent] = await Promise.all([
      db.shareWindow(tx),
      db.lockMembers(tx, memberIds),
      usesOfTokens(tx, tokens),
      read.readTaken(tx, claims),
      db.readScene(tx, intents.map((intent) => intent.partnerId), intents.flatMap((intent) => (intent.token ? [intent.token.kid] : [])), intents.length),
      db.memberStates(tx, memberIds), read.readHolds(tx, holdIds), read.readOriginals(tx, originalIds), read.readLots(tx, { memberIds: memberIds.filter((one) => !partly.has(one)), earning, burning, at: began, holdIds, originalIds }),
      read.openReceivables(tx, earning),
      read.sentToday(tx, intents.flatMap((intent) => (intent.verb === 'TRANSFER' ? [intent.memberId] : [])), businessDate(began)),
    ]);
    this.clock.setOffset(scene.offsetMs);
    if (scene.offsetMs !== offset || businessDate(this.clock.now()) !== businessDate(began)) throw new LostRace('The day or the clock has changed since receipts and lots were looked at by it.');
    const adjustment = intents.find((intent) => intent.verb === 'ADJUSTMENT');
    if (adjustment) await db.lockAdjustments(tx);
    const adjusted = adjustment && (await read.adjustedToday(tx, adjustment.actorId, adjustment.memberId, businessDate(this.clock.now())));
    const unopened = [...statuses.keys()].filter((memberId) => !members.has(memberId));
    if (unopened.length > 0) throw new BalanceMissing(unopened);
    const newTokens = tokens.filter((_token, at) => uses[at] === undefined);
    const replayed = new Set(tokens.flatMap((token, at) => (uses[at] !== undefined && uses[at] !== token.requestId ? [`${token.partnerId} ${token.jti}`] : [])));
    return { newTokens, replayed, taken, members, scene, statuses, holds, originals, lots, receipts: new Map(), receivables, sent, ...(adjusted && { adjusted }) };
  }

  /** Decides what needs no plan: replayed tokens, revoked keys, known keys and known names. A taken receipt is left to the plan, which says what is wrong in the order in which everybody is told. */
  private async settleKnown(tx: Tx, entries: readonly Entry[], { replayed, taken, scene, receipts }: Opened): Promise<void> {
    for (const [at, entry] of entries.entries()) {
      const { intent, postingId } = entry;
      const { key, name, receipt } = taken[at] as read.Taken;
      if (intent.token && !intent.token.claimed && replayed.has(`${intent.partnerId} ${intent.token.jti}`)) refuse(entry, tokenReplayed());
      else if (intent.token && scene.revoked.has(intent.token.kid)) refuse(entry, new DomainError('key_revoked', { detail: 'The key was revoked. Register a new one.' }));
      else if (key) entry.outcome = await this.replay(tx, intent, key);
      else if (name) entry.outcome = await this.sameName(tx, intent, name);
      else if (receipt) receipts.set(postingId, receipt.postingId);
    }
  }

  /** A second request for an operation that is there already: its first answer when they agree, else a refusal. */
  private async sameName(tx: Tx, intent: Intent, other: NonNullable<read.Taken['name']>): Promise<Outcome> {
    if (other.verb === intent.verb && other.memberId === intent.memberId && other.factsHash === hashOfFacts(intent)) {
      const answer = other.response !== null ? (JSON.parse(other.response) as object) : await this.retold(tx, other.postingId ?? '');
      if (answer) return new Outcome(200, answer, true);
    }
    return refused(new DomainError('external_id_conflict', { detail: 'This externalId names another operation of yours. Use a new one.', ...(other.postingId !== null && { data: { postingId: `pst_${other.postingId}` } }), fields: [{ pointer: '/externalId', code: 'in_use', detail: 'Send an externalId that you have not used.' }] }));
  }

  private async replay(tx: Tx, intent: Intent, stored: read.StoredAnswer): Promise<Outcome> {
    if (!stored.fingerprint.equals(intent.fingerprint)) return refused(new DomainError('idempotency_key_reused', { detail: 'This key was used for another request. Use a new key.' }));
    return this.toldAgain(tx, stored);
  }

  /** The answer that a finished request got, word for word. */
  async toldAgain(connection: Connection, stored: read.StoredAnswer): Promise<Outcome> {
    if (stored.response === null) return new Outcome(stored.status, (await this.retold(connection, stored.postingId ?? '')) ?? {}, true);
    const body = JSON.parse(stored.response) as { code?: DomainError['code']; facts?: DomainError['facts'] };
    return new Outcome(stored.status, body, true, body.code && new DomainError(body.code, body.facts));
  }

  private async retold(connection: Connection, postingId: string): Promise<Posting | undefined> {
    const record = (await read.recordedPostings(connection, [postingId])).get(postingId);
    return record && postingView(record, await this.terms.table());
  }

  /** Sets the answer of an accepted intent. */
  private answer(entry: Entry, intent: Intent, effects: Effects, records: readonly PostingRecord[], terms: TermsTable): void {
    const record = records[effects.postings.findIndex((one) => one.main)];
    const { hold } = effects;
    if (record) {
      entry.outcome = new Outcome(201, postingView(record, terms));
      entry.posted = true;
    } else {
      const value = !hold ? 0n : effects.holdIsNew ? effects.holdValueMinor : valueOf(hold.points, terms, businessDate(hold.occurredAt));
      entry.outcome = new Outcome(effects.holdIsNew ? 201 : 200, hold ? holdView(intent, effects, value) : {});
      entry.stored = { status: entry.outcome.status, response: entry.outcome.body };
    }
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

/** One intent on its way through a transaction. */
interface Entry {
  readonly intent: Intent;
  readonly postingId: string;
  outcome?: Outcome;
  /** What it takes for itself, if nothing of it is taken already. */
  claim?: db.Claim;
  /** Accepted: its answer is told from its posting. */
  posted?: boolean;
  /** An answer that is no posting, to be kept under the key. */
  stored?: { readonly status: number; readonly response: string };
}

interface Opened {
  /** Tokens that nobody has used before. */
  readonly newTokens: readonly UsedToken[];
  /** `partner jti` of tokens that another request has used. */
  readonly replayed: ReadonlySet<string>;
  /** What stands in the way of each intent, in their order. */
  readonly taken: readonly read.Taken[];
  readonly members: ReadonlyMap<string, db.LockedMember>;
  readonly scene: db.Scene;
  readonly statuses: ReadonlyMap<string, db.MemberState>;
  readonly holds: ReadonlyMap<string, HoldState>;
  readonly originals: ReadonlyMap<string, OriginalPosting>;
  readonly lots: ReadonlyMap<string, Lot[]>;
  /** By the posting that an intent would be: the one that earned on its receipt. */
  readonly receipts: Map<string, string>;
  readonly receivables: ReadonlyMap<string, OpenReceivable[]>;
  readonly sent: ReadonlyMap<string, { readonly points: bigint; readonly count: number }>;
  /** Of the one adjustment that a transaction may carry. */
  readonly adjusted?: { readonly byActor: bigint; readonly byMember: bigint };
}

function receiverOf(memberId: string, { members, statuses }: Opened): NonNullable<MemberFacts['receiver']> {
  const member = members.get(memberId);
  const status = statuses.get(memberId)?.status;
  return { memberId, balance: member?.balance ?? 0n, held: member?.held ?? 0n, ...(status && { status }) };
}

class BalanceMissing extends Error {
  constructor(readonly memberIds: readonly string[]) {
    super('A member has no balance yet.');
  }
}

/** Refusals that are final stand under the key; with any other the key stays free. */
function refuse(entry: Entry, error: DomainError): void {
  entry.outcome = refused(error);
  // What two people let in late is theirs to try again, once its cause is cured.
  if (STORED.has(error.code) && !entry.intent.approvedLate) entry.stored = { status: 409, response: JSON.stringify({ code: error.code, facts: error.facts }) };
}

/** Somebody else took a key, an externalId, a receipt or a token between our look and our write: looked at again, it is there. */
function nameIsTaken(error: unknown): boolean {
  const { code, table } = error as { code?: string; table?: string };
  return code === '23505' && (table === 'idempotency' || table === 'partner_token_replay');
}

function claimOf({ intent, postingId }: Pick<Entry, 'intent' | 'postingId'>, now: Date): db.Claim {
  const externalId = 'externalId' in intent ? intent.externalId : undefined;
  return { partnerId: intent.partnerId, key: intent.idempotencyKey, fingerprint: intent.fingerprint, postingId, ...(externalId && { named: { externalId, verb: intent.verb, memberId: intent.memberId, factsHash: hashOfFacts(intent) } }),
    ...(intent.verb === 'EARN' && intent.receiptNo && { receipt: { outletId: intent.outletId, receiptNo: receiptIdentity(intent.receiptNo), date: businessDate(intent.occurredAt ?? now) } }) };
}

function factsOf({ intent, postingId }: Entry, opened: Opened, now: Date, terms: TermsTable): MemberFacts {
  const { scene, members, statuses, holds, originals, lots, receipts } = opened;
  const member = members.get(intent.memberId);
  const status = statuses.get(intent.memberId);
  const hold = 'holdId' in intent ? holds.get(intent.holdId) : undefined;
  const original = intent.verb === 'REVERSAL' ? priced(originals.get(intent.originalId), terms) : undefined;
  const sent = intent.verb === 'TRANSFER' ? opened.sent.get(intent.memberId) : undefined;
  const used = receipts.get(postingId);
  return { now, window: scene.window, partnerSuspended: scene.suspended.has(intent.partnerId), earnStopped: scene.earnStopped, balance: member?.balance ?? 0n, held: member?.held ?? 0n, lots: lots.get(intent.memberId) ?? [], receivables: opened.receivables.get(intent.memberId) ?? [], ...(status && { memberStatus: status.status, spendLocked: status.spendLocked, ...(status.mergedInto !== null && { mergedInto: status.mergedInto }) }),
    ...(intent.verb === 'ADJUSTMENT' && opened.adjusted && { adjusted: opened.adjusted }), ...('toMemberId' in intent && { receiver: receiverOf(intent.toMemberId, opened) }),
    ...(sent && { sent }), ...(hold && { hold }), ...(original && { original }), ...(used && { receiptPostingId: used }) };
}

/** What is left of campaigns' budgets when an earn is planned: after what was committed, and what its neighbours in the transaction have been given. */
function budgetsOf(watch: EarnWatch | undefined, intent: Intent): Pick<MemberFacts, 'budgetLeft'> {
  return intent.verb === 'EARN' && watch?.budgetLeft ? { budgetLeft: (code) => watch.budgetLeft?.(intent, code) ?? 0n } : {};
}

function namesOf(intent: Intent): string[] {
  const own = [`key ${intent.idempotencyKey}`];
  if (intent.token && !intent.token.claimed) own.push(`token ${intent.token.jti}`);
  if ('externalId' in intent && intent.externalId) own.push(`external ${intent.externalId}`);
  if (intent.verb === 'EARN' && intent.receiptNo) own.push(`receipt ${intent.outletId} ${receiptIdentity(intent.receiptNo)}`);
  // Adjustments of a day are summed, so a transaction carries one.
  const shared = intent.verb === 'ADJUSTMENT' ? ['adjustments'] : [];
  return [...membersOf(intent), ...shared, ...own.map((name) => `${intent.partnerId} ${name}`)];
}

/** The earn rule of the sale's own date: a refund undoes what that rule gave. */
function priced(original: OriginalPosting | undefined, terms: TermsTable): OriginalPosting | undefined {
  if (!original || original.type !== 'EARN') return original;
  const rule = terms.at(original.partnerId, original.occurredOn)?.body.earnRule;
  return rule ? { ...original, amountPerPointMinor: valueToMinor(rule.amountPerPoint.value), ...(rule.refundPolicy && { refundPolicy: rule.refundPolicy }) } : original;
}

/** What must agree for a second request with the same externalId to get the first one's object. */
function hashOfFacts(intent: Intent): bigint {
  const all = intent as { points?: bigint; amountMinor?: bigint; outletId?: string; originalId?: string; toMemberId?: string };
  return createHash('sha256').update([all.points ?? '', all.amountMinor ?? '', all.outletId ?? '', all.originalId ?? '', ...(all.toMemberId === undefined ? [] : [all.toMemberId])].join('|')).digest().readBigInt64BE();
}

function refused(error: DomainError): Outcome {
  return new Outcome(0, {}, false, error);
}
