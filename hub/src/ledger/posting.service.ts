import type { Pool } from 'pg';
import { claimTokens, tokenReplayed } from '../access/replay.store';
import { inTransaction, type Tx } from '../db/tx';
import { businessDate } from '../kernel/business-date';
import type { OffsetClock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { suspendedPartners } from '../partners';
import type { TermsBook, TermsTable } from '../terms';
import type { Intent, MemberFacts, OpenWindow, OriginalPosting } from './domain/intent';
import { plan } from './domain/plan';
import { valueOf } from './domain/plan-parts';
import type { Effects } from './domain/effects';
import { Lane, laneOf } from './lanes';
import * as db from './posting.transactor';
import { holdView, postingView } from './posting.view';

/** What a caller is told: the answer as it was first given, or a refusal. */
export interface Outcome {
  readonly status: number;
  /** JSON of a Posting or Hold; of a stored refusal when `refusal` is set. */
  readonly body: string;
  readonly replayed: boolean;
  readonly refusal?: DomainError;
}

/** Refusals that are final: the same key gets them again. */
const STORED = new Set(['insufficient_points', 'member_frozen', 'member_closed', 'limit_exceeded', 'rule_not_met', 'issuer_earn_stopped', 'hold_not_open', 'capture_exceeds_hold',
  'reversal_exceeds_original', 'receipt_already_used', 'offline_window_expired']);

interface Queued {
  /** What may stand once in a transaction: member, key, token, externalId, receipt. */
  readonly names: readonly string[];
  readonly intent: Intent;
}

interface Claimed {
  readonly at: number;
  readonly intent: Intent;
}

/**
 * Carries intents into the books by group commit: a lane's intents share a transaction, and each is answered on its own after the commit.
 * Locks are taken in one order: keys, window, members.
 */
export class PostingService {
  private readonly lanes: Lane<Queued, Outcome>[];

  constructor(private readonly pool: Pool, private readonly terms: TermsBook, private readonly clock: OffsetClock, lanes = 2) {
    this.lanes = Array.from({ length: lanes }, () => new Lane<Queued, Outcome>((group) => this.carry(group.map((one) => one.intent))));
  }

  /** @returns the outcome; refusals of the domain are outcomes, faults of the machine are thrown */
  post(intent: Intent): Promise<Outcome> {
    const lane = this.lanes[laneOf(intent.memberId, this.lanes.length)];
    return (lane as Lane<Queued, Outcome>).submit({ names: namesOf(intent), intent });
  }

  private async carry(intents: readonly Intent[]): Promise<Outcome[]> {
    const terms = await this.terms.table();
    return inTransaction(this.pool, async (tx) => {
      const outcomes: Outcome[] = [];
      const claimed = await this.claim(tx, intents, outcomes);
      if (claimed.length > 0) await this.decide(tx, claimed, terms, outcomes);
      return outcomes;
    });
  }

  /** Tokens first, for a replayed token proves nothing; then keys; then the partner's own names of operations. */
  private async claim(tx: Tx, intents: readonly Intent[], outcomes: Outcome[]): Promise<Claimed[]> {
    const tokens = intents.flatMap((intent) => (intent.token && !intent.token.claimed ? [{ partnerId: intent.partnerId, ...intent.token }] : []));
    const freshTokens = tokens.length > 0 ? await claimTokens(tx, tokens) : new Set<string>();
    const trusted: Claimed[] = [];
    intents.forEach((intent, at) => {
      if (intent.token && !intent.token.claimed && !freshTokens.has(`${intent.partnerId} ${intent.token.jti}`)) outcomes[at] = refused(tokenReplayed());
      else trusted.push({ at, intent });
    });
    const keys = trusted.map(({ intent }) => keyOf(intent));
    const fresh = await db.claimKeys(tx, keys, this.clock.now());
    const known = trusted.filter(({ intent }) => !fresh.has(`${intent.partnerId} ${intent.idempotencyKey}`));
    const stored = known.length > 0 ? await db.storedAnswers(tx, known.map(({ intent }) => keyOf(intent))) : new Map<string, db.StoredAnswer>();
    for (const { at, intent } of known) outcomes[at] = replay(intent, stored.get(`${intent.partnerId} ${intent.idempotencyKey}`));
    const open = trusted.filter(({ at }) => outcomes[at] === undefined);
    return this.withoutKnownNames(tx, open, outcomes);
  }

  private async withoutKnownNames(tx: Tx, open: Claimed[], outcomes: Outcome[]): Promise<Claimed[]> {
    const named = open.flatMap(({ intent }) => ('externalId' in intent && intent.externalId ? [{ partnerId: intent.partnerId, externalId: intent.externalId }] : []));
    const taken = await db.externalIds(tx, named);
    const givenUp: db.KeyRow[] = [];
    for (const { at, intent } of open) {
      const other = 'externalId' in intent && intent.externalId ? taken.get(`${intent.partnerId} ${intent.externalId}`) : undefined;
      if (!other) continue;
      givenUp.push(keyOf(intent));
      const same = other.verb === intent.verb && other.memberId === intent.memberId && other.facts === factsOf(intent);
      const original = same ? await db.answerOf(tx, other) : undefined;
      outcomes[at] = original !== undefined ? { status: 200, body: original, replayed: true }
        : refused(new DomainError('external_id_conflict', { detail: 'This externalId names another operation of yours. Use a new one.', data: { postingId: `pst_${other.objectId}` }, fields: [{ pointer: '/externalId', code: 'in_use', detail: 'Send an externalId that you have not used.' }] }));
    }
    await db.storeAnswers(tx, [], givenUp);
    return open.filter(({ at }) => outcomes[at] === undefined);
  }

  private async decide(tx: Tx, claimed: readonly Claimed[], terms: TermsTable, outcomes: Outcome[]): Promise<void> {
    const window = await db.shareWindow(tx);
    this.clock.setOffset(window.offsetMs);
    const factsOfAll = await this.read(tx, claimed.map(({ intent }) => intent), window, terms);
    const accepted: (db.Accepted & { at: number })[] = [];
    const answers: db.Answer[] = [];
    const givenUp: db.KeyRow[] = [];
    claimed.forEach(({ at, intent }, index) => {
      try {
        accepted.push({ at, intent, effects: plan(intent, factsOfAll[index] as MemberFacts, terms, () => newUuid(this.clock.wall().getTime())) });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        outcomes[at] = refused(error);
        if (STORED.has(error.code)) answers.push({ partnerId: intent.partnerId, key: intent.idempotencyKey, status: 409, response: refusalText(error) });
        else givenUp.push(keyOf(intent));
      }
    });
    if (accepted.length > 0) {
      const seqs = await db.append(tx, accepted, window.windowId);
      const names: db.ExternalRow[] = [];
      for (const { at, intent, effects } of accepted) {
        const shown = shownTo(intent, effects, seqs, window, terms);
        outcomes[at] = { status: shown.status, body: shown.body, replayed: false };
        answers.push({ partnerId: intent.partnerId, key: intent.idempotencyKey, status: shown.status, response: shown.body, ...(shown.postingId && { postingId: shown.postingId }) });
        if ('externalId' in intent && intent.externalId && shown.objectId) names.push({ partnerId: intent.partnerId, externalId: intent.externalId, verb: intent.verb, objectId: shown.objectId, memberId: intent.memberId, facts: factsOf(intent), key: intent.idempotencyKey });
      }
      await db.keepExternalIds(tx, names);
    }
    await db.storeAnswers(tx, answers, givenUp);
  }

  /** Locks the members, then reads everything that the plans may look at. */
  private async read(tx: Tx, intents: readonly Intent[], window: OpenWindow, terms: TermsTable): Promise<MemberFacts[]> {
    const memberIds = intents.map((intent) => intent.memberId);
    const members = await db.lockMembers(tx, memberIds);
    const holds = await db.readHolds(tx, intents.flatMap((intent) => (intent.verb === 'CAPTURE' || intent.verb === 'RELEASE' ? [intent.holdId] : [])));
    const originals = await db.readOriginals(tx, intents.flatMap((intent) => (intent.verb === 'REVERSAL' ? [intent.originalId] : [])));
    const named = [...[...holds.values()].flatMap((hold) => hold.lots.map((lot) => lot.lotId)), ...[...originals.values()].flatMap((original) => original.legs.map((leg) => leg.lotId))];
    const lots = await db.readLots(tx, memberIds, named);
    const suspended = await suspendedPartners(tx, intents.map((intent) => intent.partnerId));
    const now = this.clock.now();
    const receiptOf = (intent: Intent): { partnerId: string; outletId: string; receiptNo: string; date: string } | undefined =>
      intent.verb === 'EARN' && intent.receiptNo ? { partnerId: intent.partnerId, outletId: intent.outletId, receiptNo: intent.receiptNo, date: businessDate(intent.occurredAt ?? now) } : undefined;
    const receipts = await db.receiptsInUse(tx, intents.flatMap((intent) => receiptOf(intent) ?? []));
    return intents.map((intent): MemberFacts => {
      const member = members.get(intent.memberId);
      const hold = 'holdId' in intent ? holds.get(intent.holdId) : undefined;
      const original = intent.verb === 'REVERSAL' ? priced(originals.get(intent.originalId), terms) : undefined;
      const receipt = receiptOf(intent);
      const used = receipt && receipts.get([receipt.partnerId, receipt.outletId, receipt.receiptNo, receipt.date].join(' '));
      return { now, window, partnerSuspended: suspended.has(intent.partnerId), balance: member?.balance ?? 0n, held: member?.held ?? 0n, lots: lots.get(intent.memberId) ?? [], ...(member && { memberStatus: member.status }),
        ...(hold && { hold }), ...(original && { original }), ...(used && { receiptPostingId: used }) };
    });
  }
}

function namesOf(intent: Intent): string[] {
  const own = [`key ${intent.idempotencyKey}`];
  if (intent.token && !intent.token.claimed) own.push(`token ${intent.token.jti}`);
  if ('externalId' in intent && intent.externalId) own.push(`external ${intent.externalId}`);
  if (intent.verb === 'EARN' && intent.receiptNo) own.push(`receipt ${intent.outletId} ${intent.receiptNo}`);
  return [intent.memberId, ...own.map((name) => `${intent.partnerId} ${name}`)];
}

function keyOf(intent: Intent): db.KeyRow {
  return { partnerId: intent.partnerId, key: intent.idempotencyKey, fingerprint: intent.fingerprint };
}

/** The earn rule of the sale's own date: a refund undoes what that rule gave. */
function priced(original: OriginalPosting | undefined, terms: TermsTable): OriginalPosting | undefined {
  if (!original || original.type !== 'EARN') return original;
  const rule = terms.at(original.partnerId, original.occurredOn)?.body.earnRule;
  return rule ? { ...original, amountPerPointMinor: BigInt(rule.amountPerPoint.value.replace('.', '')) } : original;
}

function shownTo(intent: Intent, effects: Effects, seqs: Map<string, bigint>, window: OpenWindow, terms: TermsTable): { status: number; body: string; postingId?: string; objectId?: string } {
  const main = effects.postings.find((one) => one.main);
  if (main) return { status: 201, body: JSON.stringify(postingView(intent, effects, seqs, window.windowId, terms.faceValue(main.businessDate))), postingId: main.postingId, objectId: main.postingId };
  if (!effects.hold) return { status: 200, body: '{}' };
  const value = effects.holdIsNew ? effects.holdValueMinor : valueOf(effects.hold.points, terms, businessDate(effects.hold.occurredAt));
  return { status: effects.holdIsNew ? 201 : 200, body: JSON.stringify(holdView(intent, effects, value)), ...(effects.holdIsNew && { objectId: effects.hold.holdId }) };
}

/** What must agree for a second request with the same externalId to get the first one's object. */
function factsOf(intent: Intent): string {
  const all = intent as { points?: bigint; amountMinor?: bigint; outletId?: string; originalId?: string };
  return [all.points ?? '', all.amountMinor ?? '', all.outletId ?? '', all.originalId ?? ''].join('|');
}

function refused(error: DomainError): Outcome {
  return { status: 0, body: '', replayed: false, refusal: error };
}

function refusalText(error: DomainError): string {
  return JSON.stringify({ code: error.code, facts: error.facts });
}

function replay(intent: Intent, stored: db.StoredAnswer | undefined): Outcome {
  if (!stored) return refused(new DomainError('idempotency_in_progress', { detail: 'The first request with this key is still running. Send it again in a second.' }));
  if (!stored.fingerprint.equals(intent.fingerprint)) return refused(new DomainError('idempotency_key_reused', { detail: 'This key was used for another request. Use a new key.' }));
  const body = JSON.parse(stored.response) as { code?: DomainError['code']; facts?: DomainError['facts'] };
  if (body.code) return { status: stored.status, body: stored.response, replayed: true, refusal: new DomainError(body.code, body.facts) };
  return { status: stored.status, body: stored.response, replayed: true };
}
