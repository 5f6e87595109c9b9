import type { Pool } from 'pg';
import { verifyOfflineToken, type OfflineFacts, type OfflineToken } from '../access/offline-token';
import { viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction, type Tx } from '../db/tx';
import type { Page } from '../http/wire';
import { businessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseId, wireId } from '../kernel/ids';
import { exactMinor, valueToMinor } from '../kernel/money';
import { rate } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import type { TermsBook, TermsTable } from '../terms';
import { MOST_MINOR } from './domain/effects';
import { flagsOf, type ChainFlag } from './domain/till-chain';
import type { TillCounter } from './offline.wire';
import * as store from './till-chain.store';

/** A token that has arrived: what it asks for, and what the till's chain says of it. */
export interface Arrived {
  readonly token: OfflineToken;
  readonly flag: ChainFlag | undefined;
  readonly withinLimits: boolean;
}

/** Takes in what tills signed while they were alone, and knows what is still missing. */
export class OfflineService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly lookUps: Omit<OfflineFacts, 'wallSecondsOf'>) {}

  /**
   * Verifies the tokens of an upload and writes down that they are here, whatever becomes of what they ask for.
   * @param partnerId bare id of the partner that uploads
   * @returns one answer for each, in their order
   */
  async arrive(partnerId: string, compacts: readonly string[]): Promise<(Arrived | Error)[]> {
    const aheadSeconds = Math.floor((this.clock.wall().getTime() - this.clock.now().getTime()) / 1000);
    const facts: OfflineFacts = { ...this.lookUps, wallSecondsOf: (seconds) => seconds + aheadSeconds };
    const tokens = await Promise.all(compacts.map((compact) => verifyOfflineToken(compact, wireId('prt', partnerId), facts).catch((error: unknown) => error as Error)));
    const proven = tokens.filter((one): one is OfflineToken => !(one instanceof Error));
    if (proven.length === 0) return tokens as Error[];
    const table = await this.terms.table();
    const known = await inTransaction(this.pool, (tx) => this.keep(tx, partnerId, proven, table));
    return tokens.map((one) => (one instanceof Error ? one : { token: one, ...(known.get(one.digest.toString('hex')) as Omit<Arrived, 'token'>) }));
  }

  private async keep(tx: Tx, partnerId: string, tokens: readonly OfflineToken[], terms: TermsTable): Promise<Map<string, Omit<Arrived, 'token'>>> {
    const arrivals = [...new Map(tokens.map((token) => [token.digest.toString('hex'), arrivalOf(token, terms)])).values()];
    await store.lockTills(tx, arrivals.map((one) => one.tillId));
    const before = await store.linksAround(tx, partnerId, arrivals);
    const here = new Map(before.map((one) => [one.digest, one]));
    const fresh = arrivals.filter((one) => !here.has(one.digest));
    const counted = withLimits(fresh, await store.usedLimits(tx, partnerId, fresh), partnerId, terms);
    const flags = flagsOf([...before, ...counted]);
    if (counted.length > 0) await store.keepArrivals(tx, partnerId, counted.map((one) => ({ ...one, flag: flags.get(one) })), this.clock.now());
    // A known link is judged again only where its own predecessor is among what was read.
    const judged = new Set(arrivals.flatMap((one) => [`${one.tillId} ${one.kid} ${one.seq}`, `${one.tillId} ${one.kid} ${one.seq + 1n}`]));
    for (const link of before) if (judged.has(`${link.tillId} ${link.kid} ${link.seq}`) && flags.get(link) !== link.flag) await store.moveFlag(tx, partnerId, link, flags.get(link));
    return new Map([...before, ...counted].map((one) => [one.digest, { flag: flags.get(one), withinLimits: one.withinLimits }]));
  }

  /** The counters of tills and what is missing in them: a partner's own, or all for the operator. */
  async counters(context: RequestContext | undefined, query: ListQuery, gapsOnly: boolean): Promise<Page<TillCounter>> {
    const { partnerId } = viewerOf(context);
    const page = pageAsked(query, { partnerId, gapsOnly }, { tillId: 'till_id' }, 'tillId');
    return pageOf(await store.countersPage(this.pool, partnerId, gapsOnly, page.offset, page.limit + 1), page, (row) => ({ tillId: wireId('trm', row.tillId), tillName: row.tillName, outletId: wireId('out', row.outletId), partnerId: wireId('prt', row.partnerId), kid: row.kid,
      highest: Number(row.highest), arrived: Number(row.arrived), missing: row.missing ?? [], broken: row.broken ?? [], lastArrivedAt: row.lastArrivedAt.toISOString() }));
  }
}

function arrivalOf(token: OfflineToken, terms: TermsTable): store.Arrival {
  const date = businessDate(token.capturedAt);
  return { tillId: parseId('trm', token.tillId) ?? '', kid: token.kid, seq: token.seq, digest: token.digest.toString('hex'), prev: token.prev.toString('hex'), jti: token.jti, op: token.op, capturedAt: token.capturedAt, businessDate: date,
    valueMinor: token.op === 'EARN' ? saleMinor(token.body, () => terms.faceValue(date)) : 0n };
}

/** What a sale counts against the value of a day: its amount, or the face value of its points. What is malformed counts nothing, and what no money can say counts as the most that it can; both are refused later, and never take their neighbours with them. */
function saleMinor(body: OfflineToken['body'], faceValue: () => string): bigint {
  const { amount, points } = body as { amount?: { value?: unknown }; points?: unknown };
  if (typeof amount?.value === 'string' && /^\d{1,16}\.\d{2}$/.test(amount.value)) return valueToMinor(amount.value);
  if (!Number.isSafeInteger(points) || (points as number) <= 0) return 0n;
  const worth = roundHalfUp(exactMinor(BigInt(points as number), rate(faceValue())));
  return worth > MOST_MINOR ? MOST_MINOR : worth;
}

/** Earns of a till and day, in the order in which they arrive; one that goes over the limits uses nothing of them. */
function withLimits(fresh: readonly store.Arrival[], used: ReadonlyMap<string, store.DayUse>, partnerId: string, terms: TermsTable): (store.Arrival & { withinLimits: boolean })[] {
  const uses = new Map(used);
  return fresh.map((one) => {
    const limits = one.op === 'EARN' ? terms.at(partnerId, one.businessDate)?.body.offlineLimits : undefined;
    const day = `${one.tillId} ${one.businessDate}`;
    const use = uses.get(day) ?? { count: 0, valueMinor: 0n };
    const next = { count: use.count + 1, valueMinor: use.valueMinor + one.valueMinor };
    const withinLimits = one.op !== 'EARN' || !limits || (next.count <= (limits.earnsPerDay ?? Infinity) && (limits.valuePerDay === undefined || next.valueMinor <= valueToMinor(limits.valuePerDay.value)));
    if (one.op === 'EARN' && withinLimits) uses.set(day, next);
    return { ...one, withinLimits };
  });
}

/** @throws DomainError when the till has used up its day, or asks for what needs the hub at once */
export function mayPost({ token, withinLimits }: Arrived): void {
  if (token.op === 'BURN') throw new DomainError('offline_burn_not_allowed', { detail: 'Points are burned only while the hub can be reached. Take another payment, and burn when the till is online again.' });
  if (!withinLimits) throw new DomainError('limit_exceeded', { detail: 'The till has used up what its terms let it earn offline in a day. Post the sale online, or ask the operator to adjust.', data: { limit: 'offline_limits' } });
}
