import { addDays } from '../../src/kernel/business-date';
import { COALITION_FUND_PARTY, HUB_PARTY } from '../../src/kernel/parties';
import { sameAgain } from '../../src/settlement/domain/again';
import { calculate } from '../../src/settlement/domain/engine';
import type { Calculation, CalculationInput, LegGroup, LineState } from '../../src/settlement/domain/facts';
import { FoundSides, priceGroup, type PricingFacts } from '../../src/settlement/domain/pricing';
import { recordOf } from '../../src/settlement/domain/record';
import { inAll } from '../../src/settlement/domain/restated';
import { TermsTable, type TermsBody, type TermsVersion } from '../../src/terms';
import { LegBook, type TestLeg } from './leg-groups';

/** The id of a party of a test: one letter, or a name of the hub's. */
export function partyId(name: string): string {
  return name === 'HUB' ? HUB_PARTY : name === 'FUND' ? COALITION_FUND_PARTY : `0000000${name.charCodeAt(0).toString(16).slice(0, 1)}-000${name.charCodeAt(0).toString(16).slice(1)}-7000-8000-000000000abc`;
}

export const PLAIN_TERMS: TermsBody = {
  preset: 'PAY_AT_BURN', settlementValue: '500', clauses: [], fees: [], taxProfiles: {}, rateBasis: 'BURN', documentCycle: 'DAILY', netFees: true, reviewDays: 0, paymentDays: 14,
  earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, pointsAllowed: true }, burnRule: { holdsAllowed: true },
};

/** Terms at one price, with the usual fees. */
export function termsAt(price: string, changes: Partial<TermsBody> = {}): TermsBody {
  return { ...PLAIN_TERMS, settlementValue: price,
    clauses: [{ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: price }, { clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: price }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: price }],
    fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.015' }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0.035' }],
    taxProfiles: { ISSUER_FEE: 'ppn', ACCEPTANCE_FEE: 'ppn' }, ...changes };
}

/** A version of somebody's terms; it ends where the next one begins. */
export interface DatedTerms {
  readonly validFrom: string;
  readonly body: TermsBody;
}

/** A coalition that remembers lines, reserves, prices and positions from window to window, as the database does. */
export class EngineBooks {
  readonly lines = new Map<string, LineState>();
  readonly positions = new Map<string, bigint>();
  readonly reserves = new Map<string, { exact: string; levelMinor: bigint }>();
  readonly nights: Calculation[] = [];
  private readonly legs = new LegBook();
  readonly terms: TermsTable;

  /** @param taxFrom the night from which PPN follows its second version; it may lie amid a document cycle */
  constructor(bodies: Readonly<Record<string, TermsBody | readonly DatedTerms[]>>, private readonly cycleOf: (party: string, night: string) => string = (party, night) => `${party}~${night}`, private readonly taxFrom?: string) {
    const dated = (terms: TermsBody | readonly DatedTerms[]): readonly DatedTerms[] => ('preset' in terms ? [{ validFrom: '2025-01-01', body: terms }] : terms);
    this.terms = new TermsTable(Object.entries(bodies).flatMap(([name, terms]) => dated(terms).map(({ validFrom, body }, at, all): TermsVersion => {
      const next = all[at + 1];
      return { termsId: `${name}${at}`, partyId: partyId(name), version: at + 1, validFrom, ...(next && { validTo: next.validFrom }), termsHash: '', body };
    })));
  }

  /** @param options.terms the terms of this window, where they are not the others' */
  night(date: string, legs: readonly TestLeg[], options: { readonly shuffled?: boolean; readonly terms?: TermsTable } = {}): Calculation {
    const facts = this.facts(date, options.terms);
    const { cycles } = facts;
    const groups = [...this.legs.groups(legs, date), ...inAll(this.moves.splice(0))];
    const found = new FoundSides();
    const input: CalculationInput = { windowId: date, version: 1, currency: 'IDR', cashUnitMinor: 100n, businessDate: date, groups: options.shuffled ? [...groups].reverse() : groups, bookingCycles: cycles,
      // What was found once is kept for the first calculation and not for the second, so that each night tells whether keeping it changes anything.
      price: (key) => priceGroup(key, { ...facts, found }), priceAnew: () => (key) => priceGroup(key, facts),
      lines: new Map(this.lines), reserves: new Map(this.reserves), taxes: new Map([['ppn@v1', { rate: '0.12', dppNumerator: 11, dppDenominator: 12 }], ['ppn@v2', { rate: '0.2', dppNumerator: 1, dppDenominator: 1 }]]), positionsBefore: new Map(this.positions) };
    const result = calculate(input);
    const record = recordOf(input, result);
    if (!sameAgain(input, record)) throw new Error('I7: the same facts in the opposite order gave another record.');
    this.lastHash = record.calculationHash;
    for (const line of result.lines) this.lines.set(line.lineKey, { exact: line.exactAfter, amountMinor: line.amountBefore + line.delta, points: (this.lines.get(line.lineKey)?.points ?? 0n) + line.points, parts: line.parts });
    for (const one of result.reserves) this.reserves.set(one.issuerId, { exact: one.exactAfter, levelMinor: one.after });
    for (const position of result.positions) this.positions.set(position.partyId, position.after);
    this.legs.remember(legs, date, result);
    this.nights.push(result);
    return result;
  }

  lastHash = '';
  private readonly moves: LegGroup[] = [];

  /** Restates a window by corrected bodies of terms; the next night books it. @returns the clauses for which it is refused */
  restate(date: string, changed: Readonly<Record<string, TermsBody>>): readonly string[] {
    const facts = this.facts(date, this.corrected(date, changed));
    const { groups, refused } = this.legs.restate(date, (this.versions += 1), (key) => priceGroup(key, facts));
    if (refused.length === 0) this.moves.push(...groups);
    return refused;
  }

  private versions = 1;
  /** Every correction is a version of its own, and so are its clauses. */
  private corrections = 90;

  /** The terms with others for one day. */
  corrected(date: string, changed: Readonly<Record<string, TermsBody>>): TermsTable {
    return this.terms.over(Object.entries(changed).map(([name, body]): TermsVersion => ({ termsId: `${name}x${(this.corrections += 1)}`, partyId: partyId(name), version: this.corrections, correctsVersion: 1, validFrom: date, validTo: addDays(date, 1), termsHash: '', body })));
  }

  private facts(date: string, terms: TermsTable = this.terms): PricingFacts & { readonly cycles: Map<string, string> } {
    const names = [...'ABCDEFGH'];
    return { terms, codes: new Map(names.map((name) => [partyId(name), name])), cycles: new Map(names.map((name) => [partyId(name), this.cycleOf(name, date)])), taxVersion: () => (this.taxFrom !== undefined && date >= this.taxFrom ? 'ppn@v2' : 'ppn@v1') };
  }

  /** What stands on all lines of a kind between two parties, in rupiah. */
  amount(result: Calculation | undefined, kind: string, payer?: string, payee?: string): number {
    const lines = result ? result.lines.map((line) => ({ ...line, amount: line.delta })) : this.nights.flatMap((night) => night.lines.map((line) => ({ ...line, amount: line.delta })));
    return Number(lines.filter((line) => (line.kind === kind || line.lineType === kind) && (payer === undefined || line.payer === payer) && (payee === undefined || line.payee === payee)).reduce((sum, line) => sum + line.amount, 0n)) / 100;
  }
}
