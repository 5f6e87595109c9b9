import { givenCoalition, type Coalition } from '../support/coalition';
import { givenStack, type Stack } from '../support/stack';

describe('points between people', () => {
  let c: Coalition;
  beforeAll(async () => {
    c = await givenCoalition(['A', 'B', 'C']);
    await c.db.owner.query(`UPDATE terms_version SET body = body::jsonb || '{"transferRule": {"minPoints": 100, "maxPoints": 1000, "minDaysLeft": 30}, "adjustmentLimit": 500}' WHERE party_id = '00000000-0000-7000-8000-000000000001'`);
  });
  afterAll(async () => {
    await c.db.drop();
  });
  const balance = async (memberId: string): Promise<number> => Number((await c.db.owner.query<{ balance: string }>('SELECT balance FROM member_balance WHERE member_id = $1', [memberId])).rows[0]?.balance ?? 0);

  test('a transfer keeps issuer, expiry and order of every lot, within the rules of sending', async () => {
    const [from, to] = [await c.member(), await c.member()];
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: from, points: 150n });
    await c.accepted({ verb: 'EARN', partner: 'B', memberId: from, points: 2000n });
    for (const [points, code] of [[99n, 'rule_not_met'], [1001n, 'rule_not_met']] as const) expect(await c.refused({ verb: 'TRANSFER', partner: 'A', memberId: from, toMemberId: to, points })).toBe(code);
    expect(await c.refused({ verb: 'TRANSFER', partner: 'A', memberId: from, toMemberId: from, points: 100n })).toBe('validation_failed');
    expect(await c.refused({ verb: 'TRANSFER', partner: 'A', memberId: to, toMemberId: from, points: 100n })).toBe('insufficient_points');
    const sent = await c.accepted({ verb: 'TRANSFER', partner: 'C', memberId: from, toMemberId: to, points: 200n, key: 'send-1' });
    expect([sent.type, sent.points, sent.toMemberId, sent.balance.available]).toEqual(['TRANSFER', 200, `mem_${to}`, 1950]);
    expect(await c.post({ verb: 'TRANSFER', partner: 'C', memberId: from, toMemberId: to, points: 200n, key: 'send-1' })).toMatchObject({ replayed: true, body: JSON.stringify(sent) });
    expect(await balance(to)).toBe(200);
    const burn = await c.accepted({ verb: 'BURN', partner: 'C', memberId: to, points: 180n });
    expect(burn.legs.map((leg: { issuerId: string; points: number }) => [leg.issuerId.slice(4), leg.points])).toEqual([[c.partner['A'], 150], [c.partner['B'], 30]]);
  });

  test('members who send to each other at the same moment never wait for each other in a circle', async () => {
    const members = await Promise.all(Array.from({ length: 6 }, () => c.member()));
    await Promise.all(members.map((memberId) => c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 5000n })));
    const outcomes = await Promise.all(Array.from({ length: 120 }, (_none, at) => c.post({ verb: 'TRANSFER', partner: 'A', memberId: members[at % 6] ?? '', toMemberId: members[(at * 5 + 1) % 6] ?? '', points: 100n })));
    expect(outcomes.filter((one) => one.refusal && one.refusal.code !== 'validation_failed')).toEqual([]);
    expect((await Promise.all(members.map(balance))).reduce((sum, one) => sum + one, 0)).toBe(30_000);
  });

  test('adjustments add up over a person and over a member, also when they come at once; above the limit a second person is needed', async () => {
    const memberId = await c.member();
    const issuerId = c.partner['B'];
    const adjust = (actorId: string, points: bigint, more: object = {}): Parameters<Coalition['post']>[0] => ({ verb: 'ADJUSTMENT', partner: 'A', memberId, issuerId, direction: 'CREDIT', reason: 'GOODWILL', actorId, points, ...more });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => c.post(adjust('user:rina', 100n))));
    expect(outcomes.filter((one) => !one.refusal)).toHaveLength(5);
    expect(new Set(outcomes.flatMap((one) => one.refusal?.code ?? []))).toEqual(new Set(['second_person_required']));
    expect(await c.refused(adjust('user:budi', 1n))).toBe('second_person_required');
    expect(await c.refused(adjust('user:rina', 1n, { approverId: 'user:rina' }))).toBe('second_person_required');
    expect((await c.accepted(adjust('user:rina', 900n, { approverId: 'user:budi' }))).points).toBe(900);
    expect(await c.refused(adjust('user:sari', 2000n, { approverId: 'user:budi', direction: 'DEBIT' }))).toBe('insufficient_points');
    await c.accepted(adjust('user:sari', 400n, { approverId: 'user:budi', direction: 'DEBIT' }));
    expect(await balance(memberId)).toBe(1000);
  });

  test('a merged member gives all to the survivor, with its debts; its own id earns and spends no more', async () => {
    const [old, survivor] = [await c.member(), await c.member()];
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: old, points: 50n });
    const gone = await c.accepted({ verb: 'EARN', partner: 'B', memberId: old, points: 30n });
    await c.accepted({ verb: 'BURN', partner: 'C', memberId: old, points: 60n });
    await c.accepted({ verb: 'REVERSAL', partner: 'B', memberId: old, originalId: gone.id.slice(4) });
    const hold = await c.accepted({ verb: 'HOLD', partner: 'C', memberId: old, points: 1n }).catch(() => undefined);
    if (hold) {
      expect(await c.refused({ verb: 'MERGE', partner: 'A', memberId: old, toMemberId: survivor })).toBe('transition_not_allowed');
      await c.accepted({ verb: 'RELEASE', partner: 'C', memberId: old, holdId: hold.id.slice(4) });
    }
    const before = await balance(old);
    await c.accepted({ verb: 'MERGE', partner: 'A', memberId: old, toMemberId: survivor });
    expect([await balance(old), await balance(survivor)]).toEqual([0, before]);
    const late = await c.post({ verb: 'EARN', partner: 'A', memberId: old, points: 1n });
    expect([late.refusal?.code, late.refusal?.facts.data]).toEqual(['member_closed', { survivor: `mem_${survivor}` }]);
    const owed = (await c.db.owner.query<{ points: string }>(`SELECT points FROM receivable WHERE member_id = $1`, [survivor])).rows.map((row) => Number(row.points));
    const earned = await c.accepted({ verb: 'EARN', partner: 'B', memberId: survivor, points: 100n });
    expect(await balance(survivor)).toBe(before + earned.points - owed.reduce((sum, one) => sum + one, 0));
  });

  test('locked spending lets earn, capture and reverse', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 200n });
    const burn = await c.accepted({ verb: 'BURN', partner: 'B', memberId, points: 20n });
    const hold = await c.accepted({ verb: 'HOLD', partner: 'B', memberId, points: 10n });
    await c.db.owner.query('UPDATE member SET spend_locked = true WHERE member_id = $1', [memberId]);
    for (const verb of ['BURN', 'HOLD'] as const) expect(await c.refused({ verb, partner: 'B', memberId, points: 1n })).toBe('spend_locked');
    expect(await c.refused({ verb: 'TRANSFER', partner: 'B', memberId, toMemberId: memberId, points: 100n })).toBe('spend_locked');
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 5n });
    await c.accepted({ verb: 'CAPTURE', partner: 'B', memberId, holdId: hold.id.slice(4) });
    await c.accepted({ verb: 'REVERSAL', partner: 'B', memberId, originalId: burn.id.slice(4) });
  });
});

describe('acts of the operator over HTTP', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await givenStack();
  });
  afterAll(async () => {
    await stack.stop();
  });
  const ask = async <T>(token: string, path: string, body: object, key?: string): Promise<{ status: number; body: T }> => {
    const answer = await fetch(`${stack.origin}/v1${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) }, body: JSON.stringify(body), redirect: 'manual' });
    return { status: answer.status, body: (await answer.json()) as T };
  };

  test('an adjustment above the limit waits for another person, is posted once, burned and settled', async () => {
    const [rina, budi] = [await stack.person('rina', ['HUB_SUPPORT']), await stack.person('budi', ['HUB_APPROVER'])];
    const brand = await stack.brand('Kopi');
    const member = await brand.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'PHONE', value: '+628111222333' }] });
    const request = { member: member.id, issuer: 'HUB', direction: 'CREDIT', points: 5000, reasonCode: 'GOODWILL' };
    const waits = await ask<{ id: string; status: string }>(rina.token, '/adjustments', request, 'adj-1');
    expect([waits.status, waits.body.status]).toEqual([202, 'PENDING']);
    expect((await ask<{ id: string }>(rina.token, '/adjustments', request, 'adj-1')).body.id).toBe(waits.body.id);
    expect((await ask<{ code: string }>(rina.token, `/change-requests/${waits.body.id}/approve`, {})).body.code).toBe('role_required');
    const done = await Promise.all([1, 2].map(() => ask<{ status: string; postingId?: string }>(budi.token, `/change-requests/${waits.body.id}/approve`, {})));
    expect(done.some((one) => one.body.status === 'APPROVED')).toBe(true);
    expect((await budi.get<{ data: { status: string }[] }>('/change-requests')).data.map((one) => one.status)).toEqual(['APPROVED']);
    const burn = await brand.client.burns.create({ externalId: 'B-1', member: member.id, outletId: brand.outletId, points: 1200 });
    expect(burn.balance?.available).toBe(3800);
    await stack.advance(86_400);
    const { rows } = await stack.db.owner.query<{ status: string; reason: string | null }>(`SELECT status, reason FROM night_run ORDER BY window_id LIMIT 1`).catch(async () => stack.db.owner.query<{ status: string; reason: string | null }>(`SELECT status, NULL AS reason FROM night_run ORDER BY window_id LIMIT 1`));
    expect(rows[0]?.status).toBe('DONE');
  });

  test('a merged member leads to its survivor', async () => {
    const rina = await stack.person('rina', ['HUB_SUPPORT', 'HUB_ADMIN']);
    const brand = await stack.brand('Roti');
    const [old, survivor] = [await brand.client.members.enrol({ name: 'A', identifiers: [{ kind: 'CARD', value: 'K-1' }] }), await brand.client.members.enrol({ name: 'A', identifiers: [{ kind: 'CARD', value: 'K-2' }] })];
    await brand.client.earns.create({ externalId: 'E-1', member: 'card:K-1', outletId: brand.outletId, amount: { currency: 'IDR', value: '500000.00' } });
    const asked = await ask<{ id: string; kind: string; status: string; merge: object }>(rina.token, `/members/${old.id}/merge`, { survivor: survivor.id, reason: 'Two cards of one person.' }, 'merge-1');
    expect([asked.status, asked.body]).toMatchObject([202, { kind: 'MERGE', status: 'PENDING', merge: { member: old.id, survivor: survivor.id } }]);
    // One person alone moves nothing.
    expect((await brand.client.members.balance(old.id)).available).toBe(50);
    await expect(rina.post(`/change-requests/${asked.body.id}/approve`)).rejects.toMatchObject({ code: 'second_person_required' });
    expect(await (await stack.person('budi', ['HUB_APPROVER'])).post(`/change-requests/${asked.body.id}/approve`)).toMatchObject({ status: 'APPROVED', decidedBy: 'user:budi' });
    const answer = await fetch(`${stack.origin}/v1/members/${old.id}`, { headers: { authorization: `Bearer ${rina.token}` }, redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `/v1/members/${survivor.id}`]);
    const burn = await brand.client.burns.create({ externalId: 'B-9', member: 'card:K-1', outletId: brand.outletId, points: 1 });
    expect(burn.memberId).toBe(survivor.id);
  });

  test('a transfer by the operator waits for a second person, and is refused whole when the points are gone', async () => {
    const [rina, budi] = [await stack.person('rina', ['HUB_SUPPORT']), await stack.person('budi', ['HUB_APPROVER'])];
    const brand = await stack.brand('Teh');
    await stack.db.owner.query(`UPDATE terms_version SET body = body::jsonb || '{"transferRule": {"minPoints": 1, "maxPoints": 1000}}' WHERE party_id = '00000000-0000-7000-8000-000000000001'`);
    const [from, to] = [await brand.client.members.enrol({ name: 'A', identifiers: [{ kind: 'CARD', value: 'T-1' }] }), await brand.client.members.enrol({ name: 'B', identifiers: [{ kind: 'CARD', value: 'T-2' }] })];
    await brand.client.earns.create({ externalId: 'T-E', member: from.id, outletId: brand.outletId, points: 70 });
    const send = async (key: string): Promise<string> => {
      const { status, body } = await ask<{ id: string; kind: string }>(rina.token, '/transfers', { externalId: key, member: from.id, toMember: to.id, points: 50 }, key);
      expect([status, body.kind]).toEqual([202, 'TRANSFER']);
      return body.id;
    };
    const [first, second] = [await send('T-S1'), await send('T-S2')];
    expect((await brand.client.members.balance(to.id)).available).toBe(0);
    await expect(rina.post(`/change-requests/${first}/approve`)).rejects.toMatchObject({ code: 'role_required' });
    const approved = await budi.post<{ status: string; postingId: string }>(`/change-requests/${first}/approve`);
    expect([approved.status, (await brand.client.members.balance(to.id)).available]).toEqual(['APPROVED', 50]);
    expect((await stack.db.owner.query(`SELECT actor_id, approver_id FROM posting WHERE posting_id = $1`, [approved.postingId.slice(4)])).rows).toEqual([{ actor_id: 'user:rina', approver_id: 'user:budi' }]);
    await expect(budi.post(`/change-requests/${second}/approve`)).rejects.toMatchObject({ code: 'insufficient_points' });
    expect(await rina.post(`/change-requests/${second}/withdraw`)).toMatchObject({ status: 'WITHDRAWN' });
    // A partner's key, whose app its members use, sends at once.
    expect(await brand.client.request('POST', '/v1/transfers', { externalId: 'T-S3', member: from.id, toMember: to.id, points: 20 }, { idempotencyKey: 'T-S3' })).toMatchObject({ object: 'posting', type: 'TRANSFER' });
  });
});
