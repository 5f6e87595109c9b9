import fc from 'fast-check';
import { partyToWire } from '../../src/kernel/parties';
import { addDays, businessDate } from '../../src/kernel/business-date';
import type { RequestContext } from '../../src/access/request-context';
import { AccountingService, CsvService, ReportsService } from '../../src/reports';
import type { KpiReport } from '../../src/reports/reports.wire';
import { TermsBook } from '../../src/terms';
import { givenCoalition, type Coalition, type Loose } from '../support/coalition';

const today = (): string => businessDate(new Date());
const DAY = 24 * 3_600_000;

describe('figures of the programme', () => {
  let c: Coalition;
  let reports: ReportsService;
  let books: AccountingService;
  beforeEach(async () => {
    c = await givenCoalition(['A', 'B', 'C'], (code) => ({ ...(code === 'A' && { collateral: { currency: 'IDR', value: '10000.00' } }), earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 30, pointsAllowed: true, ...(code === 'C' && { bonuses: [{ bonusId: 'of-a', issuer: `prt_${c?.partner['A'] ?? ''}`, multiplier: '0.5' }] }) } }));
    const terms = new TermsBook(c.db.pool, c.clock);
    reports = new ReportsService(c.db.pool, c.clock, terms);
    books = new AccountingService(c.db.pool, c.clock, terms, reports);
  });
  afterEach(() => c.db.drop());

  const as = (code?: string): RequestContext => ({ requestId: 'r', ip: '', fingerprint: Buffer.alloc(0), bodyDigest: Buffer.alloc(0), caller: { kind: 'USER', subject: 'rina', name: 'Rina', roles: new Set(), ...(code !== undefined && { partnerId: c.partner[code] ?? '' }) } });
  const operator = (): RequestContext => as();
  const span = (): [string, string] => [addDays(today(), -5), addDays(today(), 1)];
  const identity = (report: KpiReport): void => {
    const { issued, burned, expired, takenBack } = report.flows;
    expect(report.closingOutstanding).toBe(report.openingOutstanding + issued.points - burned.points - expired.points - takenBack.points);
    expect(report.days.at(-1)?.outstanding ?? report.openingOutstanding).toBe(report.closingOutstanding);
  };

  test('after any history: outstanding is issued less burned, expired and taken back for every filter, and members, partners and operator see the same sum', async () => {
    await c.db.owner.query(`UPDATE terms_version SET body = body || '{"transferRule":{"minPoints":1,"maxPoints":1000}}' WHERE party_id = '00000000-0000-7000-8000-000000000001'`);
    // Lots are let expire by hand, at instants that no posting knows.
    c.db.leaveUnchecked();
    const members = [await c.member(), await c.member(), await c.member()];
    const step = fc.record({ verb: fc.constantFrom('EARN', 'EARN', 'BURN', 'HOLD', 'REVERSAL', 'EXPIRE', 'TRANSFER'), partner: fc.constantFrom('A', 'B', 'C'), who: fc.integer({ min: 0, max: 2 }), points: fc.bigInt(1n, 50n), pick: fc.nat(), ago: fc.integer({ min: 0, max: 2 }) });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), fc.nat(), async (steps, cut) => {
      for (const { verb, partner, who, points, pick, ago } of steps) {
        const memberId = members[who] ?? '';
        const original = verb === 'REVERSAL' ? (await c.db.owner.query<{ posting_id: string; partner_id: string }>(`SELECT posting_id, partner_id FROM posting WHERE member_id = $1 AND type IN ('EARN', 'BURN', 'EXPIRE')`, [memberId])).rows : [];
        const chosen = original[pick % Math.max(1, original.length)];
        if (verb === 'EXPIRE') await c.db.owner.query(`UPDATE lot SET expires_at = now() - interval '1 second' WHERE lot_id = (SELECT lot_id FROM lot WHERE member_id = $1 AND remaining > 0 LIMIT 1)`, [memberId]);
        const code = Object.keys(c.partner).find((name) => c.partner[name] === chosen?.partner_id) ?? partner;
        await c.post({ verb, memberId, points, partner: code, ...(verb === 'EARN' && { occurredAt: new Date(Date.now() - ago * DAY) }), ...(chosen && { originalId: chosen.posting_id }), ...(verb === 'EXPIRE' && { until: new Date() }), ...(verb === 'TRANSFER' && { toMemberId: members[(who + 1) % 3] }) } as Loose).catch(() => undefined);
      }
      const last = (await reports.kpis(operator(), {}, ...span())).asOfSequence;
      const sequence = last === 0 ? 0 : cut % (last + 1);
      const whole = await reports.kpis(operator(), { sequence }, ...span());
      identity(whole);
      // I14: partners add up to the operator, as each sees itself and as the operator sees each.
      const own = await Promise.all(['A', 'B', 'C'].map((code) => reports.kpis(as(code), { sequence }, ...span())));
      const seen = await Promise.all(['A', 'B', 'C'].map((code) => reports.kpis(operator(), { sequence, partnerId: `prt_${c.partner[code] ?? ''}` }, ...span())));
      own.forEach(identity);
      expect(own.map((one) => [one.flows, one.days, one.closingOutstanding, one.pointsLiability])).toEqual(seen.map((one) => [one.flows, one.days, one.closingOutstanding, one.pointsLiability]));
      const { rows: hub } = await c.db.owner.query<{ n: string }>(`SELECT coalesce(sum(CASE credit_account WHEN 'MEMBER' THEN points ELSE -points END), 0)::text AS n FROM leg WHERE seq <= $1 AND issuer_id = '00000000-0000-7000-8000-000000000001'`, [sequence]);
      expect(own.reduce((sum, one) => sum + one.closingOutstanding, Number(hub[0]?.n))).toBe(whole.closingOutstanding);
      // And so do members.
      const { rows } = await c.db.owner.query<{ n: string }>(`SELECT coalesce(sum(delta), 0)::text AS n FROM member_leg WHERE seq <= $1`, [sequence]);
      expect(Number(rows[0]?.n)).toBe(whole.closingOutstanding);
      // Outlets: each brand has one, so its lots are those of its outlet unless another brand gave them.
      const outlets = await Promise.all(['A', 'B', 'C'].map((code) => reports.kpis(as(code), { sequence, outletId: `out_${c.outlet[code] ?? ''}` }, ...span())));
      outlets.forEach(identity);
      outlets.forEach((one, at) => expect(one.closingOutstanding).toBeLessThanOrEqual(own[at]?.closingOutstanding ?? 0));
      // Liability counts the same points, by issuer, age and tier.
      const liability = await reports.liability(operator(), { sequence }, today());
      expect(liability.totals.outstanding).toBe(whole.closingOutstanding);
      for (const parts of [liability.byIssuer, liability.byAge, liability.byTier]) {
        expect(parts.reduce((sum, one) => sum + one.outstanding, 0)).toBe(liability.totals.outstanding);
        expect(parts.reduce((sum, one) => sum + BigInt(one.liability.value.replace('.', '')), 0n)).toBe(BigInt(liability.totals.liability.value.replace('.', '')));
      }
      expect(whole.pointsLiability).toEqual(liability.totals.liability);
      // What is outstanding now is told by lots and holds as it is by the legs.
      const now = await reports.liability(operator(), {}, today());
      expect([...(await reports.liabilities()).values()].reduce((sum, one) => sum + one.outstanding, 0n)).toBe(BigInt(now.totals.outstanding));
      for (const [issuerId, one] of await reports.liabilities()) expect(Number(one.outstanding)).toBe(now.byIssuer.find((each) => each.key === partyToWire(issuerId))?.outstanding);
    }), { numRuns: 10 });
  }, 240_000);

  test('a late posting stands under its own date and in the restated column', async () => {
    const member = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: member, points: 100n });
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: member, points: 40n, occurredAt: new Date(Date.now() - 2 * DAY) });
    const report = await reports.kpis(operator(), {}, ...span());
    expect(report.flows.issued).toEqual({ points: 140, restated: 40 });
    expect(report.days.map((day) => [day.businessDate, day.issued, day.restated, day.outstanding])).toEqual([[addDays(today(), -2), 40, 40, 40], [today(), 100, 0, 140]]);
    // The report of the earlier date changes, and says by how much.
    expect((await reports.liability(operator(), {}, addDays(today(), -2))).totals).toMatchObject({ outstanding: 40, restated: 40 });
    expect((await reports.liability(operator(), { sequence: 1 }, addDays(today(), -2))).totals).toMatchObject({ outstanding: 0, restated: 0 });
  });

  test('an estimate changes reports, keeps its versions and posts nothing', async () => {
    const member = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: member, points: 1_000n });
    await c.accepted({ verb: 'BURN', partner: 'B', memberId: member, points: 200n });
    const picture = async (): Promise<unknown> => (await c.db.owner.query(`SELECT (SELECT count(*) FROM posting) AS p, (SELECT count(*) FROM leg) AS l, (SELECT count(*) FROM claim) AS c`)).rows;
    const before = await picture();
    const estimate = (urr: string): Promise<unknown> => books.estimate(operator(), { issuerId: `prt_${c.partner['A'] ?? ''}`, issueMonth: `${today().slice(0, 7)}-01`, urr, reason: 'Cohorts of last year.' });
    expect((await reports.liability(as('A'), {}, undefined)).totals).toEqual({ outstanding: 800, restated: 0, breakageEstimate: 0, liability: { currency: 'IDR', value: '400000.00' } });
    await estimate('0.85');
    await estimate('0.9');
    expect((await reports.liability(as('A'), {}, undefined)).totals).toEqual({ outstanding: 800, restated: 0, breakageEstimate: 80, liability: { currency: 'IDR', value: '360000.00' } });
    expect((await books.estimates(as('A'), undefined)).data.map((one) => [one.version, one.urr, one.author, one.reason])).toEqual([[2, '0.9', 'user:rina', 'Cohorts of last year.'], [1, '0.85', 'user:rina', 'Cohorts of last year.']]);
    expect(await picture()).toEqual(before);
    await expect(c.db.pool.query(`UPDATE urr_version SET urr = 0.1`)).rejects.toMatchObject({ code: '42501' });
    for (const [change, code] of [[{ urr: '1.01' }, 'validation_failed'], [{ issueMonth: '2026-01-02' }, 'validation_failed'], [{ issueMonth: '2999-01-01' }, 'validation_failed'], [{ issuerId: 'prt_00000000-0000-7000-8000-00000000000a' }, 'not_found']] as const) {
      await expect(books.estimate(operator(), { issuerId: `prt_${c.partner['A'] ?? ''}`, issueMonth: `${today().slice(0, 7)}-01`, urr: '0.5', reason: 'Cohorts of last year.', ...change })).rejects.toMatchObject({ code });
    }
    expect((await reports.kpis(as('A'), {}, ...span())).ratios.find((one) => one.kpi === 'coverageRatio')).toEqual({ kpi: 'coverageRatio', numerator: '10000', denominator: '360000', value: '0.0278' });
  });

  test('W9 and W6 from the books of a month: sales, points, and the estimate', async () => {
    const member = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: member, amountMinor: 100_000_000n });
    await books.estimate(operator(), { issuerId: `prt_${c.partner['A'] ?? ''}`, issueMonth: `${today().slice(0, 7)}-01`, urr: '0.85', reason: 'Cohorts of last year.' });
    const [month] = (await books.accounting(as('A'), {}, undefined)).data;
    expect(month).toMatchObject({ issued: 100, burned: 0, urr: '0.85', preset: 'PAY_AT_BURN', issuer: { standAlonePriceOfPoints: { value: '42500.00' }, deferred: { value: '40767.00' }, revenueNow: { value: '959233.00' }, released: { value: '0.00' }, stillDeferred: { value: '40767.00' } } });
    expect(month?.hub).toBeUndefined();
    await c.accepted({ verb: 'BURN', partner: 'B', memberId: member, points: 85n });
    expect((await books.accounting(as('A'), {}, undefined)).data[0]?.issuer).toMatchObject({ released: { value: '40767.00' }, stillDeferred: { value: '0.00' } });
    await c.db.owner.query(`UPDATE terms_version SET body = body || '{"preset":"PAY_AT_ISSUE","clauses":[{"clauseId":"i","event":"ISSUE","side":"PAY","pointPrice":"500"},{"clauseId":"r","event":"BURN","side":"RECEIVE","pointPrice":"475"}]}' WHERE party_id = $1`, [c.partner['A']]);
    const fresh = new TermsBook(c.db.pool, c.clock);
    const anew = new AccountingService(c.db.pool, c.clock, fresh, new ReportsService(c.db.pool, c.clock, fresh));
    const hub = (await anew.accounting(operator(), { partnerId: `prt_${c.partner['A'] ?? ''}` }, undefined)).data[0]?.hub;
    expect(hub).toMatchObject({ issueClaims: { value: '50000.00' }, redemptionClaims: { value: '40375.00' }, fundBalance: { value: '9625.00' }, expectedFutureCost: { value: '0.00' }, principal: { revenue: { value: '50000.00' } }, agent: { marginAtIssue: { value: '2500.00' } } });
    expect((await anew.accounting(as('A'), {}, undefined)).data[0]?.hub).toBeUndefined();
  });

  test('a partner sees its own figures whole, nobody else\'s, and of shared members only large groups', async () => {
    await expect(reports.kpis(as('B'), { partnerId: `prt_${c.partner['A'] ?? ''}` }, ...span())).rejects.toMatchObject({ code: 'not_found' });
    await expect(reports.liability(as('B'), { outletId: `out_${c.outlet['A'] ?? ''}` }, undefined)).rejects.toMatchObject({ code: 'not_found' });
    await expect(reports.kpis(operator(), { sequence: 99 }, ...span())).rejects.toMatchObject({ code: 'parameter_invalid' });
    await expect(reports.kpis(operator(), {}, today(), today())).rejects.toMatchObject({ code: 'parameter_invalid' });
    await expect(reports.insights(as('A'), undefined, today())).rejects.toMatchObject({ code: 'parameter_invalid' });
    const visits = async (count: number, at: string): Promise<void> => {
      for (const member of await Promise.all(Array.from({ length: count }, () => c.member()))) {
        await c.accepted({ verb: 'EARN', partner: 'A', memberId: member, points: 10n });
        await c.accepted({ verb: 'BURN', partner: at, memberId: member, points: 5n });
      }
    };
    await visits(20, 'B');
    await visits(19, 'C');
    await c.db.owner.query(`UPDATE posting SET business_date = business_date - 40`);
    c.db.leaveUnchecked();
    const insights = await reports.insights(as('A'), undefined, addDays(today(), -40));
    // The large group is hidden as well: alone it would give the other away.
    expect(insights.data.map((one) => one.suppressed)).toEqual([true, true]);
    await c.db.owner.query(`UPDATE terms_version SET body = body || '{"statisticsMinimum":10}' WHERE party_id = '00000000-0000-7000-8000-000000000001'`);
    const looser = new ReportsService(c.db.pool, c.clock, new TermsBook(c.db.pool, c.clock));
    expect((await looser.insights(as('A'), undefined, addDays(today(), -40))).data.map((one) => [one.members, one.pointsBurnedThere])).toEqual([[20, 100], [20, 100]]);
  });

  test('the files hold the figures of the screens, and add up', async () => {
    const member = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: member, points: 100n });
    await c.accepted({ verb: 'BURN', partner: 'B', memberId: member, points: 30n });
    const files = new CsvService(reports);
    const rows = (text: string): string[][] => text.trimEnd().split('\r\n').map((line) => line.split(','));
    const kpis = rows((await files.kpis(as('A'), {}, ...span())).text);
    expect(kpis[0]).toEqual(['businessDate', 'issued', 'burned', 'expired', 'takenBack', 'outstanding', 'restated']);
    expect(kpis[1]).toEqual([today(), '100', '30', '0', '0', '70', '0']);
    expect(kpis[2]).toEqual(['total', '100', '30', '0', '0', '70', '0']);
    const liability = rows((await files.liability(as('A'), {}, undefined)).text);
    expect(liability.at(-1)).toEqual(['total', '', '', '', '', '', '70', '0', '', '', '0', 'IDR', '35000.00']);
    expect(liability[1]?.slice(3)).toEqual(['M0_3', 'NONE', 'REGULAR', '70', '0', '1', '500', '0', 'IDR', '35000.00']);
  });
});
