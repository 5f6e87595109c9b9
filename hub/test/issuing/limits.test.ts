import { addDays } from '../../src/kernel/business-date';
import type { Page } from '../../src/http/wire';
import type { CampaignBudgetUse, IssuingLimit, IssuingLimitDetail } from '../../src/issuing/issuing.wire';
import type { Window } from '../../src/settlement/settlement.wire';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';

const DAY = 86_400;
const reason = 'Agreed after a case of fraud.';

describe('limits on what is issued in a day, and budgets of campaigns', () => {
  let stack: Stack;
  let [a, b]: [Brand, Brand] = [undefined as never, undefined as never];
  let [maker, checker]: [Person, Person] = [undefined as never, undefined as never];
  let serial = 0;
  beforeAll(async () => {
    stack = await givenStack();
    [a, b] = [await stack.brand('A'), await stack.brand('B')];
    [maker, checker] = [await stack.person('rina', ['HUB_FINANCE']), await stack.person('budi', ['HUB_APPROVER'])];
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const today = async (): Promise<string> => (await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN')).data[0]?.businessDate ?? '';
  const propose = (body: object): Promise<IssuingLimit> => maker.post('/issuing-limits', { reason, ...body });
  const member = async (): Promise<string> => (await a.client.members.enrol({ name: 'Wulan', identifiers: [{ kind: 'CARD', value: `L${(serial += 1)}` }] })).id;
  const earn = (brand: Brand, memberId: string, points: number): Promise<{ id: string; points: number }> => brand.client.earns.create({ externalId: `L-${(serial += 1)}`, member: memberId, outletId: brand.outletId, points });

  test('a key earns so much a day: two people, from a later day, and the refusal says which limit and until when', async () => {
    const date = await today();
    const limit = await propose({ scope: 'KEY', partnerId: a.partnerId, maxPoints: 100, validFrom: addDays(date, 1) });
    await expect(propose({ scope: 'KEY', partnerId: a.partnerId, maxPoints: 100, validFrom: date })).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [{ pointer: '/validFrom', code: 'not_in_future' }] } });
    await expect(propose({ scope: 'TILL', maxPoints: 100, validFrom: addDays(date, 1) })).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [{ pointer: '/partnerId' }] } });
    await expect(propose({ scope: 'KEY', partnerId: b.partnerId, keyId: limit.id.replace('lim', 'key'), maxPoints: 1, validFrom: addDays(date, 1) })).rejects.toMatchObject({ code: 'not_found' });
    const both = await stack.person('sari', ['HUB_FINANCE', 'HUB_APPROVER']);
    const own = await both.post<IssuingLimit>('/issuing-limits', { scope: 'MEMBER', maxEarns: 1, validFrom: addDays(date, 1), reason });
    await expect(both.post(`/issuing-limits/${own.id}/approve`)).rejects.toMatchObject({ code: 'second_person_required' });
    expect((await both.post<IssuingLimit>(`/issuing-limits/${own.id}/withdraw`, { reason: 'Not agreed.' })).status).toBe('WITHDRAWN');
    await expect(checker.post(`/issuing-limits/${own.id}/approve`)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await checker.post(`/issuing-limits/${limit.id}/approve`);
    const memberId = await member();
    await earn(a, memberId, 500);
    await stack.advance(DAY);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await earn(a, memberId, 60);
    await expect(earn(a, memberId, 41)).rejects.toMatchObject({ code: 'limit_exceeded', problem: { limit: 'issuing_limit', scope: 'KEY', limitId: limit.id, maxPoints: 100, usedPoints: 60, businessDate: addDays(date, 1) } });
    await expect(a.client.quotes.create({ verb: 'EARN', member: memberId, outletId: a.outletId, points: 41 })).rejects.toMatchObject({ code: 'limit_exceeded' });
    await earn(a, memberId, 40);
    await earn(b, memberId, 1_000);
    const seen = await maker.get<IssuingLimitDetail>(`/issuing-limits/${limit.id}`);
    expect(seen.uses.map((one) => [one.points, one.earns])).toEqual([[100, 2]]);
    // A partner sees its own, without who made it; another one nothing of it.
    const [mine, stranger] = [await stack.person('ayu', ['PARTNER_OWNER'], a.partnerId), await stack.person('eve', ['PARTNER_OWNER'], b.partnerId)];
    expect((await mine.get<IssuingLimitDetail>(`/issuing-limits/${limit.id}`)).madeBy).toBe('HUB');
    await expect(stranger.get(`/issuing-limits/${limit.id}`)).rejects.toMatchObject({ code: 'not_found' });
    expect((await stranger.get<Page<IssuingLimit>>('/issuing-limits')).data.filter((one) => one.partnerId !== undefined)).toEqual([]);
    await expect(mine.post('/issuing-limits', { scope: 'KEY', partnerId: a.partnerId, validFrom: addDays(date, 9), reason })).rejects.toMatchObject({ code: 'role_required' });
    // One without bounds lifts it from its day on, and the next day counts anew.
    const lifted = await propose({ scope: 'KEY', partnerId: a.partnerId, validFrom: addDays(date, 3) });
    await checker.post(`/issuing-limits/${lifted.id}/approve`);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await stack.advance(DAY);
    await earn(a, memberId, 100);
    await expect(earn(a, memberId, 1)).rejects.toMatchObject({ code: 'limit_exceeded' });
    await stack.advance(DAY);
    await earn(a, memberId, 5_000);
  });

  test('a bonus ends with its budget, sales go on without it, and who pays for it sees the rest', async () => {
    const { rows } = await stack.db.owner.query<{ body: { earnRule: object } }>('SELECT body FROM terms_version WHERE party_id = $1', [b.partnerId.slice(4)]);
    const earnRule = { ...rows[0]?.body.earnRule, bonuses: [{ bonusId: 'raya', issuer: a.partnerId, multiplier: '1', budget: { code: 'raya-2026', points: 100 } }] };
    await stack.db.owner.query(`UPDATE terms_version SET body = body || $2::jsonb WHERE party_id = $1`, [b.partnerId.slice(4), JSON.stringify({ earnRule })]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const memberId = await member();
    const points = async (sale: number): Promise<number> => (await earn(b, memberId, sale)).points;
    const quoted = async (sale: number): Promise<number> => (await b.client.quotes.create({ verb: 'EARN', member: memberId, outletId: b.outletId, points: sale })).points;
    expect([await points(60), await quoted(50), await points(50), await quoted(40), await points(40), await points(1)]).toEqual([120, 50, 50, 80, 80, 1]);
    const expected = { code: 'raya-2026', bonusIds: ['raya'], budgetPoints: 100, givenPoints: 100, leftPoints: 0, earns: 2, issuerIds: [a.partnerId], partnerId: b.partnerId };
    for (const [sub, partnerId] of [['ayu', a.partnerId], ['eve', b.partnerId]] as const) {
      const person = await stack.person(sub, ['PARTNER_OWNER'], partnerId);
      expect((await person.get<{ data: CampaignBudgetUse[] }>('/campaign-budgets')).data).toEqual([expect.objectContaining(expected)]);
    }
    const c = await stack.brand('C');
    const stranger = await stack.person('oki', ['PARTNER_OWNER'], c.partnerId);
    expect((await stranger.get<{ data: CampaignBudgetUse[] }>('/campaign-budgets')).data).toEqual([]);
  });
});
