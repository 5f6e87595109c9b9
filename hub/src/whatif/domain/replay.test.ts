import fc from 'fast-check';
import { replayBurns, type ConsumptionOrder, type LotPoints, type Opening, type PastEvent, type PastLot, type Replay } from './replay';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minute));
const lot = (lotId: string, issuerId: string, points: bigint, more: Partial<PastLot> = {}): PastLot => ({ lotId, memberId: 'm', issuerId, soldBy: issuerId, pointKind: 'REGULAR', points, remaining: points, earnedAt: at(0), earnedOn: '2026-01-01', ...more });
const window = { windowId: 'w', businessDate: '2026-01-01' };
const burn = (minute: number, postingId: string, redeemerId: string, points: bigint, holdId?: string): PastEvent => ({ kind: 'BURN', at: at(minute), seq: BigInt(minute), postingId, redeemerId, memberId: 'm', points, ...window, ...(holdId !== undefined && { holdId }) });
const back = (minute: number, postingId: string, of: string, points: bigint, recorded: LotPoints[] = []): PastEvent => ({ kind: 'GIVE_BACK', at: at(minute), seq: BigInt(minute), postingId, of, redeemerId: 'B', points, recorded, ...window });
const parts = (replay: Replay): unknown => replay.moved.map((one) => [one.postingId, Object.fromEntries(one.parts.map((part) => [part.lotId, Number(part.points)]))]);

describe('burns of the past in another order', () => {
  const opening: Opening = { lots: [lot('L1', 'A', 100n, { expiresAt: at(9_000), earnedAt: at(-50) }), lot('L2', 'B', 100n, { expiresAt: at(8_000), earnedAt: at(-40) }), lot('L3', 'A', 100n, { earnedAt: at(-60) })], holds: [] };
  const orders: [ConsumptionOrder, object][] = [['EXPIRY_FIRST', { L2: 100, L1: 50 }], ['EARNED_FIRST', { L3: 100, L1: 50 }], ['OWN_FIRST', { L2: 100, L1: 50 }], ['OTHERS_FIRST', { L1: 100, L3: 50 }]];
  test.each(orders)('%s', (order, expected) => {
    expect(parts(replayBurns(opening, [burn(1, 'b', 'B', 150n)], order))).toEqual([['b', expected]]);
  });

  test('what a burn lacks is told, and nothing is put in its place', () => {
    const replay = replayBurns(opening, [burn(1, 'b1', 'B', 250n), burn(2, 'b2', 'B', 51n), back(3, 'r', 'b2', 10n), burn(4, 'b3', 'B', 50n)], 'EXPIRY_FIRST');
    expect(replay.notReplayed.map((one) => [one.postingId, one.reason, one.asked, one.found])).toEqual([['b2', 'LACKS_POINTS', 51n, 50n], ['r', 'BURN_NOT_REPLAYED', 10n, 0n]]);
    expect(replay.moved.map((one) => one.postingId)).toEqual(['b1', 'b3']);
  });

  test('a partner that leaves gives and takes nothing any more; what it gave before stays valid', () => {
    const events: PastEvent[] = [{ kind: 'LOT', at: at(1), seq: 1n, lot: lot('L4', 'A', 40n) }, { kind: 'LOT', at: at(1), seq: 2n, lot: lot('L5', 'HUB', 40n, { soldBy: 'A' }) }, burn(2, 'b1', 'A', 10n), burn(3, 'b2', 'B', 300n), burn(4, 'b3', 'B', 1n)];
    const replay = replayBurns(opening, events, 'EXPIRY_FIRST', 'A');
    expect(replay.notReplayed.map((one) => [one.postingId, one.reason, one.found])).toEqual([['b1', 'PARTNER_LEFT', 0n], ['b3', 'LACKS_POINTS', 0n]]);
    expect(parts(replay)).toEqual([['b2', { L2: 100, L1: 100, L3: 100 }]]);
  });

  test('a reversal gives the last leg back first; of a burn before the first window exactly what came back', () => {
    const replay = replayBurns(opening, [burn(1, 'b', 'B', 150n), back(2, 'r1', 'b', 60n), back(3, 'r2', 'before', 7n, [{ lotId: 'L3', points: 7n }])], 'EXPIRY_FIRST');
    expect(parts(replay)).toEqual([['b', { L2: 100, L1: 50 }], ['r1', { L1: 50, L2: 10 }], ['r2', { L3: 7 }]]);
    expect(replay.lots.get('L2')?.remaining).toBe(10n);
    expect(replay.lots.get('L3')?.remaining).toBe(107n);
  });

  test('a hold freezes its lots; a capture takes them in their order and frees the rest; a release frees all', () => {
    const hold: PastEvent = { kind: 'HOLD', at: at(1), seq: 1n, holdId: 'h', memberId: 'm', redeemerId: 'B', points: 150n };
    expect(parts(replayBurns(opening, [hold, burn(2, 'b', 'A', 100n), burn(3, 'c', 'B', 120n, 'h')], 'EXPIRY_FIRST'))).toEqual([['b', { L1: 50, L3: 50 }], ['c', { L2: 100, L1: 20 }]]);
    expect(replayBurns(opening, [hold, { kind: 'RELEASE', at: at(2), seq: 2n, holdId: 'h' }], 'EXPIRY_FIRST').lots.get('L2')?.remaining).toBe(100n);
  });

  test('what another order leaves over ends at its time, and never twice', () => {
    const due: Opening = { lots: [lot('L1', 'A', 100n, { expiresAt: at(10) }), lot('L2', 'B', 100n)], holds: [] };
    const night = (minute: number): PastEvent => ({ kind: 'CUT_OFF', at: at(minute), seq: BigInt(minute), windowId: 'w' });
    expect(replayBurns(due, [burn(1, 'b', 'B', 100n), night(20), night(30)], 'OWN_FIRST').expired).toEqual([{ lotId: 'L1', points: 100n, windowId: 'w', businessDate: '2026-01-01' }]);
    expect(replayBurns(due, [burn(1, 'b', 'B', 100n), night(20)], 'EXPIRY_FIRST').expired).toEqual([]);
  });

  test('no order makes or loses a point, and none takes more than a lot has', () => {
    const anyEvent = fc.record({ kind: fc.constantFrom('BURN', 'BURN', 'LOT', 'GIVE_BACK', 'TAKE', 'HOLD', 'CUT_OFF'), a: fc.nat(6), points: fc.bigInt(1n, 60n), redeemer: fc.constantFrom('A', 'B', 'C') });
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 30 }), fc.constantFrom<ConsumptionOrder>('EXPIRY_FIRST', 'EARNED_FIRST', 'OWN_FIRST', 'OTHERS_FIRST'), fc.constantFrom(undefined, 'A'), (happened, order, leaving) => {
      let given = opening.lots.reduce((sum, one) => sum + one.points, 0n);
      const burns: string[] = [];
      const events = happened.map(({ kind, a, points, redeemer }, minute): PastEvent => {
        const common = { at: at(minute), seq: BigInt(minute) };
        if (kind === 'LOT') return { ...common, kind, lot: lot(`N${minute}`, redeemer, points, { expiresAt: at(minute + 1 + a * 5) }) };
        if (kind === 'TAKE') return { ...common, kind, lotId: `L${1 + (a % 3)}`, points };
        if (kind === 'HOLD') return { ...common, kind, holdId: `h${minute}`, memberId: 'm', redeemerId: redeemer, points };
        if (kind === 'CUT_OFF') return { ...common, kind, windowId: 'w' };
        if (kind === 'GIVE_BACK' && burns.length > 0) return { ...common, kind, postingId: `r${minute}`, of: burns[a % burns.length] ?? '', redeemerId: redeemer, points, recorded: [], ...window };
        burns.push(`b${minute}`);
        return { ...common, kind: 'BURN', postingId: `b${minute}`, memberId: 'm', redeemerId: redeemer, points, ...window };
      });
      const replay = replayBurns(opening, events, order, leaving);
      for (const event of events) if (event.kind === 'LOT' && event.lot.issuerId !== leaving) given += event.lot.points;
      const sum = (kind: string): bigint => replay.moved.filter((one) => one.kind === kind).flatMap((one) => one.parts).reduce((total, part) => total + part.points, 0n);
      const left = [...replay.lots.values()].reduce((total, one) => total + one.remaining, 0n);
      const ended = replay.expired.reduce((total, one) => total + one.points, 0n);
      // What holds set aside and refunds took is not told; it never makes the sum larger.
      expect(left + sum('BURN') - sum('GIVE_BACK') + ended <= given).toBe(true);
      expect([...replay.lots.values()].every((one) => one.remaining >= 0n)).toBe(true);
      if (!events.some((one) => one.kind === 'TAKE' || one.kind === 'HOLD')) expect(left + sum('BURN') - sum('GIVE_BACK') + ended).toBe(given);
    }), { numRuns: 1_000 });
  });
});
