import fc from 'fast-check';
import vectors from '../../../test/vectors/settlement.json';
import { HUB_PARTY, RATE_DIFFERENCE_PARTY } from '../../kernel/parties';
import { minorToValue } from '../../kernel/money';
import { calculate } from './engine';
import { LegBook, type TestLeg } from '../../../test/support/leg-groups';
import type { Calculation, CalculationInput, GroupKey, GroupPricing, LineState, SidePrice } from './facts';
import { net, netCash } from './netting';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each kind of vector has a shape of its own
const vector = (id: string): { given: any; expected: any } => (vectors as any).vectors.find((one: any) => one.id === id);
interface WireLeg { postingId: string; lotId: string; issuerId: string; redeemerId: string; points: number }

/** A coalition that remembers its lines and prices from window to window, as the database does. */
class Books {
  lines = new Map<string, LineState>();
  legs = new LegBook();
  positions = new Map<string, bigint>();
  constructor(readonly price: (key: GroupKey, cycle: string) => { pay: string; receive: string }) {}

  night(cycle: string, legs: TestLeg[]): Calculation {
    const groups = this.legs.groups(legs, '2026-01-15');
    const input: CalculationInput = { windowId: cycle, version: 1, currency: 'IDR', cashUnitMinor: 100n, businessDate: '2026-01-15', groups,
      price: (key) => this.pricing(key, cycle), lines: this.lines,
      taxes: new Map([['ppn-2025', { rate: '0.12', dppNumerator: 11, dppDenominator: 12 }]]), positionsBefore: this.positions };
    const result = calculate(input);
    // A calculation is a pure function of its facts: their order must not show.
    expect(calculate({ ...input, groups: [...groups].reverse() })).toEqual(result);
    for (const line of result.lines) this.lines.set(line.lineKey, { exact: line.exactAfter, amountMinor: line.amountBefore + line.delta, points: (this.lines.get(line.lineKey)?.points ?? 0n) + line.points, parts: line.parts });
    this.legs.remember(legs, '2026-01-15', result);
    for (const position of result.positions) this.positions.set(position.partyId, position.after);
    expect(result.positions.reduce((sum, one) => sum + one.change, 0n)).toBe(0n);
    return result;
  }

  private pricing(key: GroupKey, cycle: string): GroupPricing {
    const { pay, receive } = this.price(key, cycle);
    const side = (pointPrice: string, feeRate: string): SidePrice => ({ pointPrice, feeRate, termsRef: 'prog@v1 clause burn', feeRef: 'prog@v1 clause fee', taxProfileId: 'ppn-2025' });
    return { pay: side(pay, '0.015'), receive: side(receive, '0.035'), issuerCycleId: `${key.issuerId}-${cycle}`, redeemerCycleId: `${key.redeemerId ?? ''}-${cycle}`, issuerTax: 'ppn-2025', redeemerTax: 'ppn-2025' };
  }
}

const flat = (price: string) => (): { pay: string; receive: string } => ({ pay: price, receive: price });

function legsOf(wire: WireLeg[], reverses: Record<string, string> = {}): TestLeg[] {
  return wire.map((leg) => ({ legId: `${leg.postingId}-${leg.lotId}`, issuerId: leg.issuerId, redeemerId: leg.redeemerId, points: BigInt(leg.points), businessDate: '2026-01-15',
    ...(reverses[leg.postingId] && { reversesLegId: `${reverses[leg.postingId] ?? ''}-${leg.lotId}` }) }));
}

function columns(result: Calculation, party: string): Record<string, bigint> {
  const sum = (type: string): bigint => result.lines.filter((line) => line.lineType === type && line.payer === party).reduce((total, line) => total + line.delta, 0n);
  const position = result.positions.find((one) => one.partyId === party)?.change ?? 0n;
  const [issuerFee, acceptanceFee, ppn] = [sum('ISSUER_FEE'), sum('ACCEPTANCE_FEE'), sum('PPN')];
  return { position, issuerFee, acceptanceFee, ppn, cash: netCash(position, issuerFee + acceptanceFee, ppn, true) };
}

const w1 = vector('W1');
const reversesInW1 = { P2: 'P1' };

describe('one night of three brands', () => {
  const result = new Books(flat('500')).night('1', legsOf(w1.expected.legs, reversesInW1));

  test.each<Record<string, string>>(w1.expected.parties)('$partyId owes and is owed to the rupiah', (party) => {
    const got = columns(result, party['partyId'] ?? '');
    expect(Object.fromEntries(Object.entries(got).map(([name, value]) => [name, minorToValue(value)]))).toEqual({
      position: party['position'], issuerFee: party['issuerFee'], acceptanceFee: party['acceptanceFee'], ppn: party['ppn'], cash: party['netCash'] });
  });

  test('claims, netting and what the hub keeps', () => {
    const claims = result.matrix.map((cell) => ({ payer: cell.payer, payee: cell.payee, points: Number(cell.points), amount: minorToValue(cell.amount) }));
    expect(claims).toEqual(w1.expected.claims.filter((claim: { points: number }) => claim.points !== 0));
    const netting = net(result.matrix);
    expect(minorToValue(netting.gross)).toBe(w1.expected.netting.GROSS);
    expect(minorToValue(netting.bilateral.total)).toBe(w1.expected.netting.BILATERAL.total);
    expect(netting.bilateral.transfers.map((one) => ({ ...one, amount: minorToValue(one.amount) }))).toEqual(expect.arrayContaining(w1.expected.netting.BILATERAL.transfers));
    expect(minorToValue(netting.multilateral.total)).toBe(w1.expected.netting.MULTILATERAL.total);
    const hub = result.lines.filter((line) => line.payee === HUB_PARTY).reduce((sum, line) => sum + line.delta, 0n);
    expect(minorToValue(hub)).toBe(w1.expected.hub.netCash);
    expect(result.pointsBurned).toBe(400n);
  });
});

describe('a reversal after the invoices were issued', () => {
  test('credits at the original rates', () => {
    const books = new Books(flat('500'));
    books.night('1', legsOf(w1.expected.legs, reversesInW1));
    const { expected } = vector('W2');
    const result = books.night('2', legsOf(expected.legs, { P5: 'P4' }));
    for (const party of expected.parties) {
      const got = columns(result, party.partyId);
      expect([got['position'], got['issuerFee'], got['acceptanceFee'], got['ppn'], got['cash']].map((value) => minorToValue(value ?? 0n)))
        .toEqual([party.positionChange, party.issuerFeeChange, party.acceptanceFeeChange, party.ppnChange, party.netCash]);
    }
    // The deltas stand on the lines of the original's cycle, so they are credit notes of its invoices.
    expect(result.lines.every((line) => !line.lineKey.includes('-2|'))).toBe(true);
  });

  test('in three parts credits the same, step by step', () => {
    const books = new Books(flat('500'));
    books.night('1', legsOf(w1.expected.legs, reversesInW1));
    const { expected } = vector('W2-PARTS');
    expected.steps.forEach((step: { legs: WireLeg[]; parties: Record<string, string>[] }, at: number) => {
      const result = books.night(String(at + 2), legsOf(step.legs, { P5: 'P4', P6: 'P4', P7: 'P4' }));
      for (const party of step.parties) {
        const got = columns(result, party['partyId'] ?? '');
        expect([got['position'], got['issuerFee'], got['acceptanceFee'], got['ppn'], got['cash']].map((value) => minorToValue(value ?? 0n)))
          .toEqual([party['positionChange'], party['issuerFeeChange'], party['acceptanceFeeChange'], party['ppnChange'], party['netCash']]);
      }
    });
  });

  test('is priced by the original terms when the price has changed', () => {
    let price = '500';
    const books = new Books(() => ({ pay: price, receive: price }));
    const burn: WireLeg = { postingId: 'P1', lotId: 'L1', issuerId: 'A', redeemerId: 'B', points: 100 };
    const { expected } = vector('W3');
    expect(minorToValue(books.night('1', legsOf([burn])).matrix[0]?.amount ?? 0n)).toBe(expected.burnClaim);
    price = '450';
    const credit = books.night('2', legsOf([{ ...burn, postingId: 'P2', points: -50 }], { P2: 'P1' })).matrix[0]?.amount ?? 0n;
    expect(minorToValue(-credit)).toBe(expected.reversalCredit);
  });
});

test('two prices leave the hub the rate difference', () => {
  const { expected } = vector('W4');
  const burn: WireLeg = { postingId: 'P1', lotId: 'L1', issuerId: 'A', redeemerId: 'B', points: 100 };
  for (const [basis, pay] of [['BURN', '450'], ['LOT_ISSUE', '500']] as const) {
    const result = new Books(() => ({ pay, receive: '450' })).night('1', legsOf([burn]));
    const change = (party: string): string => minorToValue(result.positions.find((one) => one.partyId === party)?.change ?? 0n);
    expect({ issuer: change('A'), redeemer: change('B'), rateDifference: change(RATE_DIFFERENCE_PARTY) }).toEqual(expected[basis]);
  }
});

test('random coalitions: nights add up, positions sum to zero, a full reversal in any parts credits exactly what was charged', () => {
  const party = fc.constantFrom('A', 'B', 'C', 'D', HUB_PARTY);
  const burns = fc.array(fc.record({ issuerId: party, redeemerId: fc.constantFrom('A', 'B', 'C', 'D'), points: fc.integer({ min: 1, max: 5000 }), cut: fc.integer({ min: 1, max: 4999 }) }), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(burns, fc.constantFrom('500', '48.37', '0.3333333333', '475.25'), (all, price) => {
    const books = new Books(flat(price));
    const wire = all.map((one, at) => ({ ...one, postingId: `P${at}`, lotId: 'L' }));
    const charged = books.night('1', legsOf(wire));
    const reverses = Object.fromEntries(wire.flatMap((one) => [[`R${one.postingId}`, one.postingId], [`S${one.postingId}`, one.postingId]]));
    const first = books.night('2', legsOf(wire.map((one) => ({ ...one, postingId: `R${one.postingId}`, points: -Math.min(one.points, one.cut) })), reverses));
    const rest = wire.filter((one) => one.points > one.cut).map((one) => ({ ...one, postingId: `S${one.postingId}`, points: one.cut - one.points }));
    const second = books.night('3', legsOf(rest, reverses));
    for (const line of charged.lines) {
      const credited = [first, second].flatMap((night) => night.lines).filter((one) => one.lineKey === line.lineKey).reduce((sum, one) => sum + one.delta, 0n);
      expect(credited).toBe(-line.delta);
    }
    expect([...books.positions.values()].every((position) => position === 0n)).toBe(true);
  }), { numRuns: 300 });
});
