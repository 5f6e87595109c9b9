import { addDays } from '../../src/kernel/business-date';
import { givenFirstNight, type FirstNight } from '../support/first-settlement';
import type { Invoice } from '../../src/invoicing/invoicing.wire';
import type { Holiday, Obligation, Settlement } from '../../src/settlement/settlement.wire';
import { proposedBy } from '../support/proposed';

describe('the calendar of days on which banks do not settle', () => {
  let night: FirstNight;
  beforeAll(async () => {
    night = await givenFirstNight();
  });
  afterAll(async () => {
    expect(night.stack.logged).toEqual([]);
    await night.stack.stop();
  });
  const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
  const dueOf = async (settlement: Settlement): Promise<string> => (await night.maker.get<{ data: Obligation[] }>(`/settlements/${settlement.id}/obligations`)).data.find((one) => one.partyId === night.brands.A.partnerId)?.dueDate ?? '';

  test('comes with the national holidays of 2026 and their source; who may not change it is refused', async () => {
    const all = (await night.maker.get<{ data: Holiday[] }>('/holidays?from=2026-01-01&to=2027-01-01&limit=100')).data;
    expect([all.length, all[0], all.at(-1)?.day]).toEqual([25, expect.objectContaining({ day: '2026-01-01', source: expect.stringContaining('1497/2025') }), '2026-12-25']);
    const body = { day: '2027-03-10', name: 'Idul Fitri 1448 H', source: 'SKB 2027' };
    for (const [person, code] of [[night.checker, 'role_required'], [await night.stack.person('ayu', ['PARTNER_FINANCE'], night.brands.A.partnerId), 'role_required']] as const) await expect(person.post('/holidays', body)).rejects.toMatchObject({ code });
    await expect(night.maker.post('/holidays', { ...body, day: '2027-02-30' })).rejects.toMatchObject({ code: 'validation_failed' });
    const added = await night.maker.post<Holiday>('/holidays', body);
    await expect(night.maker.post('/holidays', body)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await night.maker.post<Holiday>(`/holidays/${added.id}/remove`, { reason: 'Moved by a day.' })).removed?.by).toBe('user:rina');
    await expect(night.maker.post(`/holidays/${added.id}/remove`, { reason: 'Again.' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(night.maker.post('/holidays/hol_0197a0e0-0000-7000-8000-00000000dead/remove', { reason: 'Nothing.' })).rejects.toMatchObject({ code: 'not_found' });
    expect((await night.maker.post<Holiday>('/holidays', body)).id).not.toBe(added.id);
    await expect(night.stack.db.pool.query('UPDATE holiday SET day = day')).rejects.toMatchObject({ code: '42501' });
  });

  test('moves due dates of settlements and invoices to the next business day, and none that was made before', async () => {
    const first = await proposedBy(night.maker, night.checker);
    const before = await dueOf(first);
    expect([0, 6]).not.toContain(weekday(before));
    // The due day of everything that is made from now on becomes a holiday, and with it the day after.
    for (const day of [before, addDays(before, 1)]) await night.maker.post('/holidays', { day, name: 'Libur bank', source: 'Bank notice' }).catch((error: { code: string }) => expect(error.code).toBe('transition_not_allowed'));
    for (const person of [night.maker, night.checker]) await person.post(`/settlements/${first.id}/abort`, { reason: 'The calendar changed.' });
    expect(await dueOf(first)).toBe(before);
    const second = await proposedBy(night.maker, night.checker);
    const after = await dueOf(second);
    expect(after > addDays(before, 1)).toBe(true);
    expect([0, 6]).not.toContain(weekday(after));
    const invoices = (await night.maker.get<{ data: Invoice[] }>('/invoices?limit=100')).data;
    for (const one of invoices) if (one.dueDate !== undefined) expect([0, 6]).not.toContain(weekday(one.dueDate));
  });
});
