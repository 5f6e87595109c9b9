import { isHubHeld } from '../../kernel/parties';
import type { TermsTable } from '../../terms';
import type { CalculationInput } from './facts';
import { FoundSides, priceGroup } from './pricing';

const MOST_PARTIES = 10;
const POINTS = 1_000n;
const TAX = 'rehearsed@v1';
/** More than all the points of a rehearsal need. */
const RESERVED = { exact: '1000000000000', levelMinor: 1_000_000_000_000n };
const NOBODYS_WINDOW = '00000000-0000-7000-8000-000000000000';

/** A night that never was: each of some brands burned points of each other by the terms in force on a date. Undefined where nobody has terms yet. */
export function rehearsalOf(terms: TermsTable, businessDate: string): CalculationInput | undefined {
  const parties = terms.current(businessDate).map((one) => one.partyId).filter((one) => !isHubHeld(one)).slice(0, MOST_PARTIES);
  if (parties.length === 0) return undefined;
  // A partner's cycle has the partner's id, which is as long as that of a cycle.
  const cycles = new Map(parties.map((one) => [one, one]));
  const priceAnew = (): CalculationInput['price'] => {
    const known = { terms, codes: new Map(), cycles, taxVersion: () => TAX, found: new FoundSides() };
    return (key) => priceGroup(key, known);
  };
  const groups = parties.flatMap((issuerId) => parties.map((redeemerId) => ({ event: 'BURN' as const, issuerId, redeemerId, businessDate, pointKind: 'REGULAR', late: false, points: POINTS, legs: 1, source: 'LEGS' as const })));
  return { windowId: NOBODYS_WINDOW, version: 1, currency: 'IDR', cashUnitMinor: 100n, businessDate, groups, price: priceAnew(), priceAnew, lines: new Map(), reserves: new Map(parties.map((one) => [one, RESERVED])), bookingCycles: cycles, taxes: new Map([[TAX, { rate: '0.12', dppNumerator: 11, dppDenominator: 12 }]]), positionsBefore: new Map() };
}
