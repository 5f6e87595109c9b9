import { plan } from '../../src/ledger/domain/plan';
import type { Intent, MemberFacts, OriginalPosting } from '../../src/ledger/domain/intent';
import type { Lot } from '../../src/ledger/domain/lot';
import { businessDate } from '../../src/kernel/business-date';
import type { TermsBody, TermsTable } from '../../src/terms';
import { partyId, termsAt } from './engine-books';
import type { TestLeg } from './leg-groups';
import { defaults } from './vectors';

/** A lot as the worked examples write it. */
export interface ExampleLot { readonly lotId: string; readonly memberId: string; readonly issuerId: string; readonly points: number; readonly earnedAt: string; readonly expiresAt: string }
/** A burn or a reversal as the worked examples write it. */
export interface ExamplePosting { readonly postingId: string; readonly type: string; readonly memberId?: string; readonly redeemerId?: string; readonly reversesPostingId?: string; readonly points: number; readonly occurredAt: string }
export interface ExampleLeg { readonly postingId: string; readonly lotId: string; readonly issuerId: string; readonly redeemerId: string; readonly points: number }

/** The terms that hold in the worked examples unless they say otherwise, at a price. */
export function exampleTerms(price: string = defaults.terms.settlementValue, changes: Partial<TermsBody> = {}): TermsBody {
  const plain = termsAt(price, { preset: defaults.terms.preset as TermsBody['preset'], rateBasis: defaults.terms.rateBasis as TermsBody['rateBasis'], netFees: defaults.terms.netFees });
  const rates: Record<string, string> = { ISSUER_FEE: defaults.terms.issuerFeeRate, ACCEPTANCE_FEE: defaults.terms.acceptanceFeeRate };
  return { ...plain, fees: plain.fees.map((fee) => ({ ...fee, rate: rates[fee.lineType] ?? '' })), ...changes };
}

interface Burn { readonly posting: OriginalPosting; readonly memberId: string }

/** Members, their lots and what they burned, moved by the ledger's own plan: nobody writes down which lot a burn takes. */
export class Scenario {
  private readonly lots = new Map<string, Lot & { readonly memberId: string }>();
  private readonly burns = new Map<string, Burn>();
  private readonly lotOfLeg = new Map<string, string>();
  private count = 0;

  constructor(private readonly terms: TermsTable, lots: readonly ExampleLot[]) {
    for (const { lotId, memberId, issuerId, points, earnedAt, expiresAt } of lots) this.lots.set(lotId, { lotId, memberId, issuerId: partyId(issuerId), pointKind: 'REGULAR', points: BigInt(points), remaining: BigInt(points), earnedAt: new Date(earnedAt), earnedOn: businessDate(new Date(earnedAt)), expiresAt: new Date(expiresAt) });
  }

  /** @returns the legs of the posting, as the settlement reads them */
  post(posting: ExamplePosting, receivedAt = posting.occurredAt): TestLeg[] {
    const burn = posting.reversesPostingId === undefined ? undefined : this.burns.get(posting.reversesPostingId);
    const memberId = posting.memberId ?? burn?.memberId ?? '';
    const common = { partnerId: posting.redeemerId === undefined ? (burn?.posting.partnerId ?? '') : partyId(posting.redeemerId), memberId, idempotencyKey: posting.postingId, fingerprint: Buffer.alloc(32), actorId: 'test', occurredAt: new Date(posting.occurredAt), externalId: posting.postingId, points: BigInt(posting.points) };
    const intent: Intent = posting.type === 'BURN' ? { ...common, verb: 'BURN', outletId: 'outlet', channel: 'STORE' } : { ...common, verb: 'REVERSAL', originalId: burn?.posting.postingId ?? '', reason: 'RETURN' };
    const own = [...this.lots.values()].filter((lot) => lot.memberId === memberId);
    const facts: MemberFacts = { now: new Date(receivedAt), window: { windowId: 'window', businessDate: businessDate(new Date(receivedAt)) }, memberStatus: 'ACTIVE', partnerSuspended: false, earnStopped: new Set(), balance: own.reduce((sum, lot) => sum + lot.remaining, 0n), held: 0n, lots: own, receivables: [], ...(burn && { original: burn.posting }) };
    const done = plan(intent, facts, this.terms, () => `${posting.postingId}-${(this.count += 1)}`);
    for (const [lotId, lot] of done.changedLots) this.lots.set(lotId, { ...lot, memberId });
    const [made] = done.postings;
    if (!made) throw new Error(`Posting ${posting.postingId} did nothing.`);
    if (posting.type === 'BURN') this.burns.set(posting.postingId, { memberId, posting: { postingId: made.postingId, type: 'BURN', partnerId: made.partnerId, key: posting.postingId, points: made.points, reversedPoints: 0n, refundedMinor: 0n, occurredOn: made.businessDate, legs: made.legs.map((leg) => ({ ...leg, reversed: 0n })) } });
    else if (burn) this.burns.set(posting.reversesPostingId ?? '', { ...burn, posting: { ...burn.posting, reversedPoints: burn.posting.reversedPoints + made.points, legs: burn.posting.legs.map((leg) => ({ ...leg, reversed: leg.reversed + made.legs.filter((one) => one.reversesLegId === leg.legId).reduce((sum, one) => sum + one.points, 0n) })) } });
    for (const leg of made.legs) this.lotOfLeg.set(leg.legId, leg.lotId);
    return made.legs.map((leg): TestLeg => ({ legId: leg.legId, issuerId: leg.issuerId, ...(leg.redeemerId && { redeemerId: leg.redeemerId }), points: leg.reversesLegId ? -leg.points : leg.points, businessDate: made.businessDate, lotEarnedOn: leg.lotEarnedOn, ...(leg.reversesLegId && { reversesLegId: leg.reversesLegId }) }));
  }

  /** The leg of a burn that took a lot. */
  legOf(postingId: string, lotId: string): OriginalPosting['legs'][number] {
    const leg = this.burns.get(postingId)?.posting.legs.find((one) => one.lotId === lotId);
    if (!leg) throw new Error(`Posting ${postingId} has no leg of lot ${lotId}.`);
    return leg;
  }

  /** Posts all of them; the legs as the worked examples write them, and as the settlement reads them. */
  play(postings: readonly ExamplePosting[], nameOf: (party: string) => string): { legs: TestLeg[]; written: ExampleLeg[] } {
    const all = postings.map((posting) => ({ posting, legs: this.post(posting) }));
    return { legs: all.flatMap((one) => one.legs), written: all.flatMap(({ posting, legs }) => legs.map((leg) => ({ postingId: posting.postingId, lotId: this.lotOfLeg.get(leg.legId) ?? '', issuerId: nameOf(leg.issuerId), redeemerId: nameOf(leg.redeemerId ?? ''), points: Number(leg.points) }))) };
  }

  remaining(lotId: string): number {
    return Number(this.lots.get(lotId)?.remaining);
  }
}
