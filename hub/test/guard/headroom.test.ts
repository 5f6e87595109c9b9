import fc from 'fast-check';
import { GuardNightService, IssuerGuard } from '../../src/guard';
import { readFigures } from '../../src/guard/guard.transactor';
import { coverage, earnFits, headroom, livePosition, usedOfCap, type HeadroomFacts } from '../../src/guard/domain/headroom';
import { addDays, businessDate } from '../../src/kernel/business-date';
import { OffsetClock } from '../../src/kernel/clock';
import { newUuid } from '../../src/kernel/ids';
import { reserveOf } from '../../src/kernel/parties';
import { Exact } from '../../src/kernel/rate';
import { ReportsService } from '../../src/reports';
import { TermsBook } from '../../src/terms';
import { givenCoalition, postingsOn, type Coalition, type Loose } from '../support/coalition';
import { vector } from '../support/vectors';

const idr = (value: string): { currency: string; value: string } => ({ currency: 'IDR', value });
const today = (): string => businessDate(new Date());
const yesterday = (): Date => new Date(Date.now() - 24 * 3_600_000);

describe('headroom by itself', () => {
  const minor = (value: string): bigint => BigInt(value.replace('.', ''));
  const { given, expected } = vector('W10');
  interface Attempt { readonly type: string; readonly preset?: string; readonly points: number; readonly issuePrice?: string; readonly reserveRate?: string }
  const withHolds = (holds: string): HeadroomFacts => ({ netDebitCap: minor(given.netDebitCap), position: minor(given.position), uncalculated: new Exact(0), met: 0n, openHolds: new Exact(minor(holds).toString()), pendingIssue: new Exact(0) });
  const facts = withHolds(given.openHolds);
  /** What an earn claims at once; nothing when it is paid at burn. */
  const claim = ({ preset, issuePrice = '0', reserveRate = '0', points }: Attempt): Exact => new Exact(preset === 'PAY_AT_ISSUE' ? issuePrice : preset === 'HYBRID_RESERVE' ? new Exact(reserveRate).mul(given.settlementValue) : 0).mul(100).mul(points);
  const answer = (left: Exact) => (one: Attempt): string => (claim(one).gte(0) && (one.type === 'BURN' || earnFits(left, claim(one))) ? 'ACCEPTED' : 'REFUSED:issuer_earn_stopped');

  test('W10: cap 60,000, position -40,000 and holds 15,000 leave 5,000', () => {
    expect(headroom(facts).toFixed()).toBe(minor(expected.headroom).toString());
    expect(livePosition(facts).toFixed()).toBe(minor(given.position).toString());
    expect((given.attempts as Attempt[]).map(answer(headroom(facts)))).toEqual(expected.attempts);
    const empty = headroom(withHolds(given.atZero.openHolds));
    expect(empty.toFixed()).toBe(minor(expected.atZero.headroom).toString());
    expect((given.atZero.attempts as Attempt[]).map(answer(empty))).toEqual(expected.atZero.attempts);
    expect(usedOfCap(facts)?.toFixed(4)).toBe('0.9167');
    expect(usedOfCap({ ...facts, netDebitCap: 0n })).toBeUndefined();
  });

  test('coverage is security over what is still to be paid, and nothing when nothing is outstanding', () => {
    expect(coverage({ collateral: 2_000_000n, paidReserve: 1_400_000n, liability: new Exact(80).mul(500).mul('0.85').mul(100) })?.toFixed()).toBe('1');
    expect(coverage({ collateral: 2_000_000n, paidReserve: 0n, liability: new Exact(0) })).toBeUndefined();
  });
});

describe('the guard on the posting path', () => {
  let c: Coalition;
  afterEach(() => c.db.drop());

  /** From today on partner `code` has terms with these changes. */
  const from = async (code: string, changes: object): Promise<void> => {
    await c.db.owner.query(`UPDATE terms_version SET valid_to = $2 WHERE party_id = $1 AND valid_to IS NULL`, [c.partner[code], today()]);
    await c.db.owner.query(`INSERT INTO terms_version (terms_id, party_id, version, valid_from, body, canonical, terms_hash, status, made_by, made_at)
      SELECT $2, party_id, 2, $3, body || $4, '', '', 'COUNTERSIGNED', 'maker', now() FROM terms_version WHERE party_id = $1`, [c.partner[code], newUuid(Date.now()), today(), JSON.stringify(changes)]);
    c.service = postingsOn(c.db, c.clock);
  };
  /** W10's facts: 80 points burned elsewhere, 30 held elsewhere; the lots were given yesterday under `PAY_AT_BURN`. */
  const givenW10 = async (preset: object = {}): Promise<string> => {
    c = await givenCoalition(['A', 'B'], (code) => (code === 'A' ? { netDebitCap: idr('60000.00') } : {}));
    const member = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: member, points: 1_200n, occurredAt: yesterday() });
    if (Object.keys(preset).length > 0) await from('A', preset);
    await c.accepted({ verb: 'BURN', partner: 'B', memberId: member, points: 80n });
    await c.accepted({ verb: 'HOLD', partner: 'B', memberId: member, points: 30n });
    return member;
  };
  const earn = (points: bigint, memberId: string): Loose => ({ verb: 'EARN', partner: 'A', memberId, points });
  const left = async (code = 'A'): Promise<string | undefined> => {
    const figure = (await readFigures(c.db.pool, [c.partner[code] ?? ''], today())).get(c.partner[code] ?? '');
    return figure && headroom({ netDebitCap: 6_000_000n, ...figure }).div(100).toFixed();
  };
  const drifted = (): Promise<string[]> => new IssuerGuard(c.db.pool, new TermsBook(c.db.pool, c.clock), c.clock).putRight();

  test('W10, paid at burn: an earn of any size is accepted; with holds of 20,000 every earn is refused and a burn is not', async () => {
    const member = await givenW10();
    expect(await left()).toBe('5000');
    await c.accepted(earn(1_000_000n, member));
    const hold = await c.accepted({ verb: 'HOLD', partner: 'B', memberId: member, points: 10n });
    expect(await left()).toBe('0');
    expect(await c.refused(earn(1n, member))).toBe('issuer_earn_stopped');
    await c.accepted({ verb: 'BURN', partner: 'B', memberId: member, points: 1_000n });
    expect(await left()).toBe('-500000');
    // A capture is a burn too, and turns what was held into what is owed.
    await c.accepted({ verb: 'CAPTURE', partner: 'B', memberId: member, holdId: (hold.id as string).slice(4), points: 4n });
    expect(await left()).toBe('-497000');
    expect(await drifted()).toEqual([]);
  });

  test.each([['PAY_AT_ISSUE', { preset: 'PAY_AT_ISSUE', clauses: [{ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '500' }] }, 10n, 11n], ['HYBRID_RESERVE', { preset: 'HYBRID_RESERVE', reserveRate: '0.40' }, 25n, 26n]])('W10, %s: what fits is accepted, one point more is refused', async (_name, preset, fits, tooMany) => {
    const member = await givenW10(preset);
    expect(await c.refused(earn(tooMany, member))).toBe('issuer_earn_stopped');
    expect(await left()).toBe('5000');
    await c.accepted(earn(fits, member));
    expect(await left()).toBe('0');
    expect(await c.refused(earn(1n, member))).toBe('issuer_earn_stopped');
    await c.accepted({ verb: 'BURN', partner: 'B', memberId: member, points: 1_000n });
    expect(await drifted()).toEqual([]);
  });

  test('points that vest later count as pending, and taking them back frees the headroom again', async () => {
    const vesting = { earnRule: { amountPerPoint: idr('10000.00'), pointsAllowed: true, vesting: { afterDays: 7 } } };
    const member = await givenW10({ preset: 'PAY_AT_ISSUE', clauses: [{ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '500' }], ...vesting });
    const given = await c.accepted({ ...earn(10n, member), key: 'pending' });
    const figure = (await readFigures(c.db.pool, [c.partner['A'] ?? ''], today())).get(c.partner['A'] ?? '');
    expect([figure?.pendingIssue.toFixed(), figure?.uncalculated.toFixed(), await left()]).toEqual(['500000', '-4000000', '0']);
    await c.accepted({ verb: 'REVERSAL', partner: 'A', memberId: member, originalId: (given.id as string).slice(4), points: 4n });
    expect(await left()).toBe('2000');
    await c.accepted({ verb: 'VEST', partner: 'A', memberId: member, lotId: given.legs[0].lotId.slice(4) });
    expect((await readFigures(c.db.pool, [c.partner['A'] ?? ''], today())).get(c.partner['A'] ?? '')?.pendingIssue.toFixed()).toBe('0');
    expect(await left()).toBe('2000');
    expect(await drifted()).toEqual([]);
  });

  test('a bonus lot is judged by its own issuer, and the seller is not told why', async () => {
    c = await givenCoalition(['A', 'B', 'C'], (code) => (code === 'A' ? { netDebitCap: idr('60000.00') } : {}));
    const member = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: member, points: 500n });
    await c.accepted({ verb: 'BURN', partner: 'B', memberId: member, points: 120n });
    await from('C', { earnRule: { amountPerPoint: idr('10000.00'), pointsAllowed: true, bonuses: [{ bonusId: 'double', issuer: `prt_${c.partner['A'] ?? ''}`, multiplier: '1' }] } });
    const refusal = await c.post({ verb: 'EARN', partner: 'C', memberId: member, points: 5n });
    expect([refusal.refusal?.code, refusal.refusal?.facts.data]).toEqual(['issuer_earn_stopped', { issuerId: `prt_${c.partner['A'] ?? ''}`, reason: 'HEADROOM' }]);
    expect(refusal.refusal?.facts.detail).not.toMatch(/headroom/i);
    await c.accepted({ verb: 'EARN', partner: 'B', memberId: member, points: 5n });
  });

  test('earns at the same moment in two processes never pass a headroom that fits one of them', async () => {
    await givenW10({ preset: 'PAY_AT_ISSUE', clauses: [{ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '500' }] });
    const other = postingsOn(c.db, new OffsetClock());
    const members = await Promise.all(Array.from({ length: 24 }, () => c.member()));
    const mine = c.service;
    // Nobody can write a figure for a moment, so that all of them would have read before the first one wrote.
    const gate = await c.db.owner.connect();
    await gate.query('BEGIN');
    await gate.query('LOCK TABLE guard_move IN SHARE MODE');
    const running = Promise.all(members.map((memberId, at) => {
      c.service = at % 2 === 0 ? mine : other;
      return c.post(earn(3n, memberId));
    }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await gate.query('COMMIT');
    gate.release();
    const outcomes = await running;
    expect(outcomes.filter((one) => one.refusal === undefined)).toHaveLength(3);
    expect(outcomes.flatMap((one) => one.refusal?.code ?? [])).toEqual(Array.from({ length: 21 }, () => 'issuer_earn_stopped'));
    expect(await left()).toBe('500');
  });

  test('partners without a cap are never locked, and leave no row', async () => {
    c = await givenCoalition(['A', 'B'], (code) => (code === 'A' ? { netDebitCap: idr('60000.00') } : { preset: 'PAY_AT_ISSUE' }));
    const member = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'B', memberId: member, points: 1_000_000n });
    expect((await c.db.owner.query('SELECT (SELECT count(*)::int FROM guard_issuer) AS issuers, (SELECT count(*)::int FROM guard_move) AS moves')).rows).toEqual([{ issuers: 0, moves: 0 }]);
    // Somebody holds A's row: B's earns and every burn go on.
    const saver = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: saver, points: 100n });
    const holder = await c.db.owner.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM guard_issuer FOR UPDATE');
    await c.accepted({ verb: 'EARN', partner: 'B', memberId: member, points: 10n });
    await c.accepted({ verb: 'BURN', partner: 'B', memberId: saver, points: 50n });
    await holder.query('ROLLBACK');
    holder.release();
    expect(await left()).toBe('35000');
  });

  test('after any sequence of sales, holds, refunds and expiries the kept figures are those of the books', async () => {
    const presets = [{ preset: 'PAY_AT_BURN', expireRate: '0.1' }, { preset: 'PAY_AT_ISSUE', breakageShare: '0.25', clauses: [{ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '333.3' }] }, { preset: 'HYBRID_RESERVE' }];
    c = await givenCoalition(['A', 'B', 'C'], (code) => ({ netDebitCap: idr('999999999.00'), ...presets['ABC'.indexOf(code)],
      earnRule: { amountPerPoint: idr('10000.00'), pointsAllowed: true, expiresAfterDays: 30, ...(code === 'C' && { vesting: { afterDays: 3 } }), bonuses: [{ bonusId: 'more', issuer: 'HUB', multiplier: '0.5' }] } }));
    // Lots are let expire by hand, at instants that no posting knows.
    c.db.leaveUnchecked();
    const members = [await c.member(), await c.member()];
    const partner = fc.constantFrom('A', 'B', 'C');
    const step = fc.record({ verb: fc.constantFrom('EARN', 'EARN', 'BURN', 'HOLD', 'CAPTURE', 'RELEASE', 'REVERSAL', 'EXPIRE', 'VEST'), partner, who: fc.integer({ min: 0, max: 1 }), points: fc.bigInt(1n, 60n), pick: fc.nat() });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      for (const { verb, partner: code, who, points, pick } of steps) {
        const memberId = members[who] ?? '';
        const one = async (sql: string): Promise<Record<string, string> | undefined> => {
          const { rows } = await c.db.owner.query<Record<string, string>>(sql, [memberId]);
          return rows[pick % Math.max(rows.length, 1)];
        };
        const code_ = (partnerId: string | undefined): string => Object.keys(c.partner).find((name) => c.partner[name] === partnerId) ?? code;
        const hold = verb === 'CAPTURE' || verb === 'RELEASE' ? await one(`SELECT hold_id, partner_id FROM hold WHERE member_id = $1 AND status = 'HELD'`) : undefined;
        const original = verb === 'REVERSAL' ? await one(`SELECT posting_id, partner_id FROM posting WHERE member_id = $1 AND type IN ('EARN', 'BURN')`) : undefined;
        const lot = verb === 'VEST' ? await one(`SELECT lot_id, issuer_id FROM lot WHERE member_id = $1 AND vests_at > now() AND vested_at IS NULL`) : undefined;
        if (verb === 'EXPIRE' && pick % 3 === 0) await c.db.owner.query(`UPDATE lot SET expires_at = now() - interval '1 second' WHERE lot_id = (SELECT lot_id FROM lot WHERE member_id = $1 AND remaining > 0 AND (vests_at IS NULL OR vested_at IS NOT NULL) LIMIT 1)`, [memberId]);
        await c.post({ verb, memberId, points, partner: code_((hold ?? original)?.['partner_id'] ?? lot?.['issuer_id']), ...(hold && { holdId: hold['hold_id'] }), ...(original && { originalId: original['posting_id'] }), ...(lot && { lotId: lot['lot_id'] }), ...(verb === 'EXPIRE' && { until: new Date() }) } as Loose).catch(() => undefined);
      }
      expect(await drifted()).toEqual([]);
    }), { numRuns: 25 });
    for (const code of ['A', 'B', 'C']) await c.post({ verb: 'EARN', partner: code, memberId: members[0] ?? '', points: 1n });
    expect((await c.db.owner.query(`SELECT count(DISTINCT party_id)::int AS n FROM (SELECT party_id FROM guard_sum UNION ALL SELECT party_id FROM guard_move) m`)).rows).toEqual([{ n: 3 }]);
  });

  test('a disputed claim counts as if it were upheld until it is decided', async () => {
    await givenW10();
    c.db.leaveUnchecked();
    for (const amount of [1_500_000, -500_000]) await c.db.owner.query(`INSERT INTO position_movement (movement_id, kind, dispute_id, payer_id, payee_id, points, amount_minor, made_at) VALUES (uuidv7(), 'DISPUTED', uuidv7(), $1, $2, 30, $3, now())`, [c.partner['B'], c.partner['A'], amount]);
    expect(await left()).toBe('15000');
  });

  test('a reserve covers points once the settlement that paid it is settled', async () => {
    c = await givenCoalition(['A', 'B'], (code) => (code === 'A' ? { preset: 'HYBRID_RESERVE', collateral: idr('10000.00') } : {}));
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: await c.member(), points: 100n });
    const terms = new TermsBook(c.db.pool, c.clock);
    const nights = new GuardNightService(c.db.pool, c.clock, terms, new IssuerGuard(c.db.pool, terms, c.clock), new ReportsService(c.db.pool, c.clock, terms));
    const state = async (): Promise<[string, string | undefined]> => {
      const own = (await nights.states()).find((one) => one.issuerId === c.partner['A']);
      return [String(own?.paidReserve), own?.coverage?.toFixed(4)];
    };
    expect(await state()).toEqual(['0', '0.2000']);
    // Two windows fund the reserve with 20,000 and 5,000; the first is settled.
    c.db.leaveUnchecked();
    const reserve = reserveOf(c.partner['A'] ?? '');
    for (const [no, minor, settled] of [[0, 2_000_000, true], [-1, 500_000, false]] as const) {
      const [windowId, settlementId] = [newUuid(Date.now()), newUuid(Date.now())];
      await c.db.owner.query(`INSERT INTO settlement_window (window_id, window_no, business_date, cut_off_at, state, opened_at) VALUES ($1, $2, $3, now(), 'CLOSED', now())`, [windowId, no, addDays(today(), no - 2)]);
      await c.db.owner.query(`INSERT INTO position (window_id, version, party_id, before_minor, change_minor, after_minor) VALUES ($1, 1, $2, 0, $3, $3)`, [windowId, reserve, minor]);
      if (!settled) continue;
      await c.db.owner.query(`INSERT INTO settlement (settlement_id, state, settlement_hash, gross_minor, bilateral_minor, multilateral_minor, made_by, created_at) VALUES ($1, 'SETTLED', '', 0, 0, 0, 'test', now())`, [settlementId]);
      await c.db.owner.query(`INSERT INTO settlement_scope (settlement_id, window_id) VALUES ($1, $2)`, [settlementId, windowId]);
    }
    expect(await state()).toEqual(['2000000', '0.6000']);
  });

  test('a figure that somebody changed is found and put right', async () => {
    await givenW10();
    await c.accepted(earn(1n, await c.member()));
    await c.db.owner.query(`UPDATE guard_sum SET claims = claims + 700`);
    await c.db.owner.query(`INSERT INTO guard_move VALUES ($1, $2, 100, 0)`, [c.partner['A'], addDays(today(), 0)]);
    expect(await drifted()).toEqual([c.partner['A']]);
    expect(await drifted()).toEqual([]);
    expect(await left()).toBe('5000');
  });
});
