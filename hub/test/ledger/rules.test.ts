import { UpkeepService } from '../../src/ledger';
import { OffsetClock } from '../../src/kernel/clock';
import { TermsBook } from '../../src/terms';
import { addDays, businessDate, startOfBusinessDate } from '../../src/kernel/business-date';
import { givenCoalition, type Coalition } from '../support/coalition';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';

const COALITION = '00000000-0000-7000-8000-000000000001';

describe('rules of single verbs', () => {
  let c: Coalition;
  beforeAll(async () => {
    c = await givenCoalition(['A', 'B', 'C']);
    const rule = (code: string, earnRule: object): Promise<unknown> => c.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body::jsonb, '{earnRule}', $2::jsonb) WHERE party_id = $1`, [c.partner[code], JSON.stringify({ amountPerPoint: { currency: 'IDR', value: '10000.00' }, pointsAllowed: true, ...earnRule })]);
    const [yesterday, tomorrow] = [addDays(businessDate(new Date()), -1), addDays(businessDate(new Date()), 1)];
    await rule('A', { bonuses: [{ bonusId: 'fresh', issuer: 'HUB', multiplier: '2', categories: ['FRUIT', 'VEGETABLES'] }, { bonusId: 'over', issuer: 'HUB', multiplier: '9', validTo: businessDate(new Date()) }, { bonusId: 'soon', issuer: 'HUB', multiplier: '9', validFrom: tomorrow }, { bonusId: 'now', issuer: 'HUB', multiplier: '0.1', validFrom: yesterday, validTo: tomorrow }] });
    await rule('B', { vesting: { untilEvent: 'STAYED' } });
    await rule('C', { receivableDays: 30 });
    await c.db.owner.query(`UPDATE terms_version SET body = body::jsonb || '{"transferRule": {"minPoints": 1, "maxPoints": 1000, "maxPerDay": 500, "maxTransfersPerDay": 4}}' WHERE party_id = $1`, [COALITION]);
  });
  afterAll(async () => {
    await c.db.drop();
  });

  test('a bonus of categories counts what was paid for their lines in money, and only while it is given', async () => {
    const lines = [{ category: 'FRUIT', amountMinor: 6_000_000n }, { category: 'VEGETABLES', amountMinor: 2_500_000n }, { category: 'TOBACCO', amountMinor: 10_000_000n }, { amountMinor: 1_500_000n }];
    const points = async (more: object): Promise<number[]> => (await c.accepted({ verb: 'EARN', partner: 'A', memberId: await c.member(), ...more })).legs.map((leg: { points: number }) => leg.points);
    // Rp200,000 give 20; fruit and vegetables of Rp85,000 give twice 8; a tenth of 20 is 2.
    expect(await points({ amountMinor: 20_000_000n, lines })).toEqual([20, 16, 2]);
    // Half was paid in points: Rp42,500 of them are left in money.
    expect(await points({ amountMinor: 20_000_000n, tenderMinor: 10_000_000n, lines })).toEqual([10, 8, 1]);
    expect(await points({ amountMinor: 20_000_000n, lines: [{ category: 'TOBACCO', amountMinor: 20_000_000n }] })).toEqual([20, 2]);
    expect(await points({ points: 20n })).toEqual([20, 2]);
  });

  test('a refund of such a sale gives back each lot\'s share', async () => {
    const memberId = await c.member();
    const earn = await c.accepted({ verb: 'EARN', partner: 'A', memberId, amountMinor: 20_000_000n, lines: [{ category: 'FRUIT', amountMinor: 20_000_000n }] });
    expect(earn.points).toBe(62);
    expect((await c.accepted({ verb: 'REVERSAL', partner: 'A', memberId, originalId: earn.id.slice(4), amountMinor: 10_000_000n })).points).toBe(31);
    expect((await c.accepted({ verb: 'REVERSAL', partner: 'A', memberId, originalId: earn.id.slice(4), amountMinor: 10_000_000n })).balance.available).toBe(0);
  });

  test.each([['by the issuer without the event', 'B', undefined, 'rule_not_met'], ['by the issuer with another event', 'B', 'BOOKED', 'rule_not_met'], ['by another brand with the event', 'A', 'STAYED', 'not_found'], ['by the issuer with the event', 'B', 'STAYED', 'accepted']])('a lot that waits for an event, %s: %s', async (_title, partner, event, expected) => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'B', memberId, points: 7n });
    const lotId = (await c.db.owner.query<{ lot_id: string }>('SELECT lot_id FROM lot WHERE member_id = $1', [memberId])).rows[0]?.lot_id;
    const vest = { verb: 'VEST' as const, partner, memberId, lotId, ...(event && { event }) };
    if (expected !== 'accepted') expect(await c.refused(vest)).toBe(expected);
    else expect((await c.post(vest)).refusal).toBeUndefined();
  });

  test('a member sends no more in a day than the coalition allows, also at the same moment', async () => {
    const [from, to] = [await c.member(), await c.member()];
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: from, points: 5000n });
    const send = (points: bigint): Promise<string> => c.post({ verb: 'TRANSFER', partner: 'A', memberId: from, toMemberId: to, points }).then((outcome) => outcome.refusal?.code ?? 'accepted');
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => send(200n)));
    expect([outcomes.filter((one) => one === 'accepted').length, new Set(outcomes)]).toEqual([2, new Set(['accepted', 'limit_exceeded'])]);
    expect([await send(100n), await send(1n)]).toEqual(['accepted', 'limit_exceeded']);
    const other = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: other, points: 5000n });
    for (let at = 0; at < 4; at += 1) await c.accepted({ verb: 'TRANSFER', partner: 'A', memberId: other, toMemberId: to, points: 1n });
    const refused = await c.post({ verb: 'TRANSFER', partner: 'A', memberId: other, toMemberId: to, points: 1n });
    expect(refused.refusal?.facts.data).toEqual({ rule: 'max_transfers_per_day', limit: 4, used: 4 });
  });

  test('what is owed is written off on the day that the terms name, once, and repaid before it', async () => {
    const owing = async (partner: string): Promise<string> => {
      const memberId = await c.member();
      const earn = await c.accepted({ verb: 'EARN', partner, memberId, points: 10n });
      await c.accepted({ verb: 'BURN', partner: 'A', memberId, points: 10n });
      await c.accepted({ verb: 'REVERSAL', partner, memberId, originalId: earn.id.slice(4) });
      return memberId;
    };
    const [early, late, paid] = [await owing('C'), await owing('A'), await owing('C')];
    await c.accepted({ verb: 'EARN', partner: 'C', memberId: paid, points: 4n });
    const open = async (memberId: string): Promise<number> => Number((await c.db.owner.query<{ open: string }>(`SELECT v.points - coalesce((SELECT sum(a.points) FROM receivable_application a WHERE a.receivable_id = v.posting_id), 0) AS open FROM receivable v WHERE v.member_id = $1`, [memberId])).rows[0]?.open);
    const night = async (days: number): Promise<void> => {
      const until = startOfBusinessDate(addDays(businessDate(new Date()), days));
      const clock = new OffsetClock({ wall: () => until });
      await new UpkeepService(c.db.pool, clock, new TermsBook(c.db.pool, clock)).night(until);
    };
    await night(29);
    expect([await open(early), await open(paid)]).toEqual([10, 6]);
    await night(30);
    await night(30);
    expect([await open(early), await open(late), await open(paid)]).toEqual([0, 10, 0]);
    await night(89);
    expect(await open(late)).toBe(10);
    await night(90);
    expect(await open(late)).toBe(0);
    const { rows } = await c.db.owner.query<{ points: string; actor: string }>(`SELECT points, actor FROM receivable_application WHERE kind = 'WRITTEN_OFF' ORDER BY at, points`);
    expect(rows.map((row) => [Number(row.points), row.actor])).toEqual([[6, 'night'], [10, 'night'], [10, 'night']]);
    expect((await c.accepted({ verb: 'EARN', partner: 'C', memberId: early, points: 5n })).balance.available).toBe(5);
  });
});

describe('rules over HTTP', () => {
  let stack: Stack;
  let brand: Brand;
  let support: Person;
  beforeAll(async () => {
    stack = await givenStack();
    brand = await stack.brand('Pasar Segar');
    support = await stack.person('tari', ['HUB_SUPPORT']);
  });
  afterAll(async () => {
    await stack.stop();
  });

  test('a debt is written off by its issuer or the operator, by nobody else, and once', async () => {
    const other = await stack.brand('Kopi Kita');
    const { id } = await brand.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: 'C-1' }] });
    await brand.client.earns.create({ externalId: 'E1', member: id, outletId: brand.outletId, points: 10 });
    await other.client.burns.create({ externalId: 'B1', member: id, outletId: other.outletId, points: 10 });
    const refund = await brand.client.reversals.create({ externalId: 'R1', original: { externalId: 'E1' }, reason: 'RETURN' });
    expect(refund.receivablePoints).toBe(10);
    const path = `/v1/receivables/${refund.id}/write-off`;
    await expect(other.client.request('POST', path, { reason: 'Not ours at all.' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await brand.client.request('POST', path, { reason: 'The member has moved away.' })).toMatchObject({ points: 10, open: 0 });
    await expect(support.post(`/receivables/${refund.id}/write-off`, { reason: 'Once more.' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
  });

  test('a basket with a negative line is refused and names it', async () => {
    const { id } = await brand.client.members.enrol({ name: 'Budi', identifiers: [{ kind: 'CARD', value: 'C-2' }] });
    const money = (value: string): { currency: string; value: string } => ({ currency: 'IDR', value });
    await expect(brand.client.earns.create({ externalId: 'E2', member: id, outletId: brand.outletId, amount: money('20000.00'), lines: [{ lineNo: 1, amount: money('30000.00') }, { lineNo: 2, amount: money('-10000.00') }] })).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [{ pointer: '/lines/1/amount/value' }] } });
  });

  test('a change that nobody decides lapses, and says so in the books', async () => {
    const { id } = await brand.client.members.enrol({ name: 'Ani', identifiers: [{ kind: 'CARD', value: 'C-3' }] });
    const asked = await fetch(`${stack.origin}/v1/adjustments`, { method: 'POST', headers: { authorization: `Bearer ${support.token}`, 'content-type': 'application/json', 'idempotency-key': 'adj-1' }, body: JSON.stringify({ member: id, issuer: 'HUB', direction: 'CREDIT', points: 5000, reasonCode: 'GOODWILL' }) });
    expect(asked.status).toBe(202);
    await stack.advance(5 * 86_400);
    expect((await stack.db.owner.query<{ status: string }>('SELECT status FROM change_request')).rows).toEqual([{ status: 'EXPIRED' }]);
    const { id: changeId } = (await asked.json()) as { id: string };
    const approver = await stack.person('budi', ['HUB_APPROVER']);
    await expect(approver.post(`/change-requests/${changeId}/approve`)).rejects.toMatchObject({ code: 'transition_not_allowed' });
  });
});
