import { addDays } from '../../src/kernel/business-date';
import type { NettingStatement } from '../../src/invoicing/invoicing.wire';
import type { Page } from '../../src/http/wire';
import type { SettlementGroup, SettlementGroupChange } from '../../src/settlement/settlement-groups.wire';
import type { Obligation, Position, Settlement, SettlementLine, Window } from '../../src/settlement/settlement.wire';
import { expectAddsUp } from '../support/adds-up';
import { givenFirstNight, idr, type FirstNight } from '../support/first-settlement';
import { givenNights, type Nights } from '../support/nights';
import type { Person } from '../support/stack';

const REASON = 'Agreed by the members\u2019 meeting.';
const openDate = async (maker: Person): Promise<string> => (await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN')).data[0]?.businessDate ?? '';
const own = async (maker: Person): Promise<SettlementGroup> => (await maker.get<{ data: SettlementGroup[] }>('/settlement-groups')).data[0] as SettlementGroup;
/** Approves everything that a group has to settle, by two people: what the schedule proposed where a cycle ended among the nights of the test, and the rest. */
const settle = async (maker: Person, checker: Person, groupId: string): Promise<{ settlements: Settlement[]; obligations: Obligation[] }> => {
  await maker.post('/settlements', { groupId }).catch((error: { code?: string }) => expect(error.code).toBe('transition_not_allowed'));
  const { data } = await maker.get<Page<Settlement>>(`/settlements?status=PROPOSED&groupId=${groupId}&limit=100`);
  const settlements: Settlement[] = [];
  for (const { id, settlementHash } of data) {
    await maker.post(`/settlements/${id}/approve`, { settlementHash });
    settlements.push(await checker.post<Settlement>(`/settlements/${id}/approve`, { settlementHash }));
  }
  const lists = await Promise.all(data.map((one) => maker.get<{ data: Obligation[] }>(`/settlements/${one.id}/obligations`)));
  return { settlements, obligations: lists.flatMap((one) => one.data) };
};
/** The settlement of a group that moves something; empty weeks have settlements, too. */
const moving = ({ settlements, obligations }: { settlements: Settlement[]; obligations: Obligation[] }): { settlement: Settlement; obligations: Obligation[] } => {
  const settlement = settlements.find((one) => obligations.some((row) => row.settlementId === one.id && row.partyId !== 'HUB')) as Settlement;
  return { settlement, obligations: obligations.filter((one) => one.settlementId === settlement.id) };
};

describe('W1 settled by each way of netting', () => {
  let night: FirstNight;
  beforeEach(async () => {
    night = await givenFirstNight();
  });
  afterEach(async () => {
    expect(night.stack.logged).toEqual([]);
    await night.stack.stop();
  });
  const nameOf = (id: string): string => Object.entries(night.brands).find(([, brand]) => brand.partnerId === id)?.[0] ?? id;
  /** The coalition's own group nets so from the window after the next. */
  const netting = async (mode: string): Promise<void> => {
    const group = await own(night.maker);
    const change = await night.maker.post<SettlementGroupChange>(`/settlement-groups/${group.id}/rules`, { netting: mode, validFrom: addDays(await openDate(night.maker), 1), reason: REASON });
    await night.checker.post(`/settlement-group-changes/${change.id}/approve`);
    await night.closeNight();
    await night.closeNight();
  };

  test.each([
    ['BILATERAL', ['A B NET 33500.00', 'A C NET -60000.00', 'B A NET -33500.00', 'B C NET -6500.00', 'C A NET 60000.00', 'C B NET 6500.00', 'HUB HUB NET 11101.00'], '100000.00'],
    ['GROSS', ['A B PAYS -16500.00', 'A B RECEIVES 50000.00', 'A C PAYS -60000.00', 'B A PAYS -50000.00', 'B A RECEIVES 16500.00', 'B C PAYS -40000.00', 'B C RECEIVES 33500.00', 'C A RECEIVES 60000.00', 'C B PAYS -33500.00', 'C B RECEIVES 40000.00', 'HUB HUB NET 11101.00'], '200000.00'],
  ])('%s: an obligation for each, a statement for each obligation, money for each statement', async (mode, expected, total) => {
    await netting(mode);
    const { settlement, obligations } = moving(await settle(night.maker, night.checker, (await own(night.maker)).id));
    const told = obligations.map((one) => `${nameOf(one.partyId)} ${nameOf(one.counterpartyId)} ${one.side} ${one.netCash.value}`).sort();
    expect([settlement.netting, settlement.gross?.value, settlement.bilateral?.value, settlement.multilateral?.value]).toEqual([mode, '200000.00', '100000.00', '66500.00']);
    expect(told.filter((one) => !/^[ABC] HUB/.test(one))).toEqual(expected);
    // Fees and their PPN stand on one obligation of each partner with the hub.
    expect(told.filter((one) => /^[ABC] HUB/.test(one))).toEqual(['A HUB NET -3217.00', 'B HUB NET -3441.00', 'C HUB NET -4443.00']);
    const between = obligations.filter((one) => one.partyId !== 'HUB' && one.counterpartyId !== 'HUB' && one.netCash.value.startsWith('-'));
    expect(between.reduce((sum, one) => sum + Number(one.netCash.value), 0)).toBe(-Number(total));
    const { data: lines } = await night.maker.get<{ data: SettlementLine[] }>(`/settlements/${settlement.id}/lines`);
    expect(lines.reduce((sum, one) => sum + Number(one.amount.value), 0)).toBe(200_000);
    const { data: statements } = await night.maker.get<Page<NettingStatement>>(`/statements?settlementId=${settlement.id}&limit=100`);
    expect(statements.map((one) => one.obligationId).sort()).toEqual(obligations.filter((one) => one.partyId !== 'HUB').map((one) => one.id).sort());
    for (const one of statements) {
      const csv = await (await fetch(`${night.stack.origin}/v1/statements/${one.id}/csv`, { headers: { authorization: `Bearer ${night.maker.token}` } })).text();
      expectAddsUp(csv);
    }
    let serial = 0;
    for (const direction of ['-', '']) {
      for (const one of obligations.filter(({ partyId, netCash }) => partyId !== 'HUB' && Number(netCash.value) !== 0 && netCash.value.startsWith('-') === (direction === '-'))) {
        await night.maker.post('/payments', { obligationId: one.id, amount: idr(one.netCash.value.replace('-', '')), bankReference: `N-${(serial += 1)}`, paidOn: night.stack.today() });
      }
    }
    expect((await night.maker.get<Settlement>(`/settlements/${settlement.id}`)).status).toBe('SETTLED');
    const { data: positions } = await night.maker.get<{ data: Position[] }>('/positions');
    expect(positions.filter((one) => Number(one.position.value) !== 0 || Number(one.met.value) !== 0)).toEqual([]);
    const { data: invoices } = await night.maker.get<Page<{ number?: string; status: string; kind: string }>>('/invoices?limit=100');
    expect(invoices.filter((one) => one.number !== undefined && one.status !== 'PAID').map((one) => [one.kind, one.status])).toEqual([]);
  });

  test('what one partner leaves unpaid to another is lost by that one alone', async () => {
    await netting('GROSS');
    const { obligations } = moving(await settle(night.maker, night.checker, (await own(night.maker)).id));
    const owed = obligations.find((one) => nameOf(one.partyId) === 'B' && nameOf(one.counterpartyId) === 'A' && one.side === 'PAYS');
    const simulated = await night.maker.get<{ figures: { losses: { partnerId: string; netExposure: { value: string }; grossClaim: { value: string } }[] } }>(`/obligations/${owed?.id ?? ''}/default-simulation`);
    expect(simulated.figures.losses.map((one) => [nameOf(one.partnerId), one.netExposure.value, one.grossClaim.value])).toEqual([['A', '50000.00', '50000.00']]);
    const fees = obligations.find((one) => nameOf(one.partyId) === 'B' && one.counterpartyId === 'HUB');
    expect((await night.maker.get<{ figures: object }>(`/obligations/${fees?.id ?? ''}/default-simulation`))).toMatchObject({ figures: { losses: [], hubUnpaid: { value: '3441.00' } } });
  });

  test('changes take two people and a later day, and leave no trace when they are refused', async () => {
    const [group, date] = [await own(night.maker), await openDate(night.maker)];
    const rules = (validFrom: string): Promise<SettlementGroupChange> => night.maker.post(`/settlement-groups/${group.id}/rules`, { netting: 'GROSS', validFrom, reason: REASON });
    await expect(rules(date)).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [{ pointer: '/validFrom', code: 'not_in_future' }] } });
    const both = await night.stack.person('sari', ['HUB_FINANCE', 'HUB_APPROVER']);
    const mine = await both.post<SettlementGroupChange>(`/settlement-groups/${group.id}/rules`, { netting: 'GROSS', validFrom: addDays(date, 1), reason: REASON });
    await expect(both.post(`/settlement-group-changes/${mine.id}/approve`)).rejects.toMatchObject({ code: 'second_person_required' });
    expect((await night.maker.post<SettlementGroupChange>(`/settlement-group-changes/${mine.id}/withdraw`, { reason: 'Not agreed.' })).status).toBe('WITHDRAWN');
    await expect(night.checker.post(`/settlement-group-changes/${mine.id}/approve`)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    const late = await rules(addDays(date, 1));
    await night.closeNight();
    await expect(night.checker.post(`/settlement-group-changes/${late.id}/approve`)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(night.maker.post('/settlement-groups', { name: 'COALITION', netting: 'GROSS', validFrom: addDays(date, 9), reason: REASON })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await own(night.maker)).netting).toBe('MULTILATERAL');
    const partner = await night.stack.person('ayu', ['PARTNER_OWNER'], night.brands.A.partnerId);
    await expect(partner.get('/settlement-groups')).rejects.toMatchObject({ code: 'role_required' });
  });
});

describe('partners that settle apart', () => {
  let nights: Nights;
  let checker: Person;
  beforeAll(async () => {
    nights = await givenNights(['A', 'B', 'C', 'D']);
    checker = await nights.stack.person('budi', ['HUB_APPROVER']);
    await nights.awayFromMonthEnd();
  });
  afterAll(() => nights.stop());

  const nameOf = (id: string): string => ['A', 'B', 'C', 'D'].find((code) => nights.brand(code).partnerId === id) ?? id;
  const approve = (change: SettlementGroupChange): Promise<SettlementGroupChange> => checker.post(`/settlement-group-changes/${change.id}/approve`);
  const pending = async (): Promise<SettlementGroupChange[]> => (await nights.maker.get<Page<SettlementGroupChange>>('/settlement-group-changes?status=PROPOSED')).data;

  test('a group settles what its members owe each other on its own schedule, and what crosses it settles in the coalition\'s own', async () => {
    const date = await openDate(nights.maker);
    const group = await nights.maker.post<SettlementGroup>('/settlement-groups', { name: 'Grup Sudirman', netting: 'BILATERAL', cycle: 'DAILY', validFrom: addDays(date, 1), reason: REASON });
    for (const code of ['A', 'B']) await nights.maker.post(`/settlement-groups/${group.id}/members`, { partnerId: nights.brand(code).partnerId, validFrom: addDays(date, 1), reason: REASON });
    const burns = async (): Promise<void> => {
      for (const [issuer, redeemer, points] of [['A', 'B', 30], ['B', 'A', 10], ['A', 'C', 20], ['C', 'D', 40]] as const) {
        const member = await nights.member();
        await nights.earn(issuer, member, points);
        await nights.burn(redeemer, member, points);
      }
    };
    // Before the day and before the second person, everything is the coalition's.
    await burns();
    await nights.closeNight();
    expect((await nights.maker.get<SettlementGroup>(`/settlement-groups/${group.id}`)).members).toEqual([]);
    const again = await Promise.all(['A', 'B'].map((code) => nights.maker.post<SettlementGroupChange>(`/settlement-groups/${group.id}/members`, { partnerId: nights.brand(code).partnerId, validFrom: addDays(date, 2), reason: REASON })));
    await nights.maker.post<SettlementGroupChange>(`/settlement-groups/${group.id}/rules`, { netting: 'BILATERAL', cycle: 'DAILY', validFrom: addDays(date, 2), reason: REASON });
    for (const change of await pending()) if (change.validFrom === addDays(date, 2)) await approve(change);
    expect(again).toHaveLength(2);
    await nights.closeNight();
    expect((await nights.maker.get<SettlementGroup>(`/settlement-groups/${group.id}`)).members.map((one) => nameOf(one.partnerId))).toEqual(['A', 'B']);
    await burns();
    await nights.closeNight();

    const { data: proposed } = await nights.maker.get<Page<Settlement>>(`/settlements?status=PROPOSED&groupId=${group.id}`);
    expect(proposed.map((one) => [one.netting, one.groupName, one.fromBusinessDate, one.toBusinessDate])).toEqual([['BILATERAL', 'Grup Sudirman', addDays(date, 2), addDays(date, 2)]]);
    const apart = moving(await settle(nights.maker, checker, group.id));
    expect(apart.obligations.filter((one) => one.counterpartyId !== 'HUB').map((one) => [nameOf(one.partyId), nameOf(one.counterpartyId), one.position.value])).toEqual([['A', 'B', '-10000.00'], ['B', 'A', '10000.00']]);
    const whole = await settle(nights.maker, checker, (await own(nights.maker)).id);
    const positionsOf = (rows: readonly Obligation[]): Record<string, number> => Object.fromEntries(['A', 'B', 'C', 'D'].map((code) => [code, rows.filter((one) => nameOf(one.partyId) === code).reduce((sum, one) => sum + Number(one.position.value), 0)]));
    // The first night whole, and of the third what crosses the groups.
    expect(positionsOf(whole.obligations)).toEqual({ A: -30_000, B: 10_000, C: -20_000, D: 40_000 });
    const { data: positions } = await nights.maker.get<{ data: Position[] }>('/positions');
    expect(Object.fromEntries(positions.filter((one) => nameOf(one.partyId).length === 1).map((one) => [nameOf(one.partyId), Number(one.position.value)]))).toEqual(positionsOf([...apart.obligations, ...whole.obligations]));
    // A stranger to the group sees nothing of it; a member sees its own.
    const stranger = await nights.stack.person('eve', ['PARTNER_OWNER'], nights.brand('D').partnerId);
    const member = await nights.stack.person('ayu', ['PARTNER_OWNER'], nights.brand('A').partnerId);
    await expect(stranger.get(`/settlements/${apart.settlement.id}`)).rejects.toMatchObject({ code: 'not_found' });
    expect((await stranger.get<Page<Settlement>>('/settlements?limit=100')).data.map((one) => one.groupName).filter((name) => name !== 'COALITION')).toEqual([]);
    expect((await member.get<{ data: Obligation[] }>(`/settlements/${apart.settlement.id}/obligations`)).data.every((one) => nameOf(one.partyId) === 'A')).toBe(true);
    // One of the two is settled: positions hold what the other one still asks for.
    for (const one of [...apart.obligations].sort((a, b) => Number(a.netCash.value) - Number(b.netCash.value))) if (one.partyId !== 'HUB' && Number(one.netCash.value) !== 0) await nights.maker.post('/payments', { obligationId: one.id, amount: idr(one.netCash.value.replace('-', '')), bankReference: `G-${one.id.slice(-6)}`, paidOn: nights.stack.today() });
    expect((await nights.maker.get<Settlement>(`/settlements/${apart.settlement.id}`)).status).toBe('SETTLED');
    const { data: after, sum } = await nights.maker.get<{ data: Position[]; sum: { value: string } }>('/positions');
    expect(Object.fromEntries(after.filter((one) => nameOf(one.partyId).length === 1).map((one) => [nameOf(one.partyId), one.position.value]))).toEqual({ A: '-30000.00', B: '10000.00', C: '-20000.00', D: '40000.00' });
    expect(sum.value).toBe('0.00');
    // A member leaves by joining the coalition's own group.
    const back = await nights.maker.post<SettlementGroupChange>(`/settlement-groups/${(await own(nights.maker)).id}/members`, { partnerId: nights.brand('A').partnerId, validFrom: addDays(await openDate(nights.maker), 1), reason: REASON });
    await approve(back);
    await nights.closeNight();
    await burns();
    await nights.closeNight();
    expect((await nights.maker.get<SettlementGroup>(`/settlement-groups/${group.id}`)).members.map((one) => nameOf(one.partnerId))).toEqual(['B']);
    const { rows } = await nights.stack.db.owner.query<{ n: string }>(`SELECT count(*) AS n FROM claim c JOIN settlement_window w ON w.window_id = c.window_id WHERE c.group_id = $1 AND w.business_date > $2`, [group.id.slice(4), addDays(date, 3)]);
    expect(rows[0]?.n).toBe('0');
  });
});
