import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayCsv } from '../support/day';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import type { Window } from '../../src/settlement/settlement.wire';
import { proposedBy } from '../support/proposed';

interface Operation { parameters?: { name: string; in: string }[] }
const contract = JSON.parse(readFileSync(join(__dirname, '../../../openapi/hub.json'), 'utf8')) as { paths: Record<string, Record<string, Operation>> };
const gets = Object.entries(contract.paths).flatMap(([path, methods]) => (methods['get'] && path.includes('{') && !path.includes('sha256') && !path.includes('by-key') ? [path] : []));
/** What every member of the coalition may see: windows and settlements themselves; their figures are the viewer's own. */
const COMMON = new Set(['/settlement-windows/{windowId}', '/settlements/{settlementId}', '/settlements/{settlementId}/lines', '/settlements/{settlementId}/facts', '/settlements/{settlementId}/obligations', '/settlement-windows/{windowId}/signatures']);

describe('what belongs to another partner', () => {
  let stack: Stack;
  let own: Brand;
  let other: Brand;
  let third: Brand;
  let stranger: Person;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    stack = await givenStack();
    [own, other, third] = [await stack.brand('Rahasia Satu'), await stack.brand('Rahasia Dua'), await stack.brand('Orang Luar')];
    stranger = await stack.person('eve', ['PARTNER_OWNER', 'PARTNER_DEVELOPER'], third.partnerId);
    const maker = await stack.person('rina', ['HUB_FINANCE', 'HUB_ADMIN', 'HUB_APPROVER']);
    const { id: memberId } = await own.client.members.enrol({ name: 'Siti Rahasia', identifiers: [{ kind: 'CARD', value: 'C1' }] });
    await own.client.earns.create({ externalId: 'RAHASIA-E', member: memberId, outletId: own.outletId, points: 100 });
    const burn = await other.client.burns.create({ externalId: 'RAHASIA-B', member: memberId, outletId: other.outletId, points: 60 });
    const hold = await other.client.holds.create({ externalId: 'RAHASIA-H', member: memberId, outletId: other.outletId, points: 5 });
    const batch = await own.client.batches.create({ items: [{ op: 'EARN', body: { externalId: 'RAHASIA-X', member: memberId, outletId: own.outletId, points: 1 } }] });
    const rec = await other.client.reconciliations.upload(dayCsv(other.partnerId, stack.today(), [{ recordId: 'RAHASIA-1', type: 'BURN', externalId: 'RAHASIA-B', outletId: other.outletId, points: 59, occurredAt: new Date().toISOString(), status: 'POSTED' }]));
    const { data: windows } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    const close = async (): Promise<void> => void (await maker.post(`/settlement-windows/${(await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN')).data[0]?.id ?? ''}/close`));
    await close();
    await other.client.reversals.create({ externalId: 'RAHASIA-R', original: { externalId: 'RAHASIA-B' }, points: 20, reason: 'RETURN' });
    await close();
    const budi = await stack.person('budi', ['HUB_FINANCE', 'HUB_APPROVER']);
    const settlement = await proposedBy(maker, budi);
    for (const one of [maker, budi]) await one.post(`/settlements/${settlement.id}/approve`, { settlementHash: settlement.settlementHash });
    const first = async (path: string): Promise<string> => (await maker.get<{ data: { id: string; partnerId?: string; party?: string }[] }>(path)).data.find((one) => [one.partnerId, one.party].some((id) => id === own.partnerId || id === other.partnerId))?.id ?? '';
    Object.assign(ids, { memberId, postingId: burn.id, holdId: hold.id, batchId: batch.id, reconciliationId: rec.id, breakId: (await other.client.breaks.list().page()).data[0]?.id, ruleId: await maker.get<{ data: { id: string }[] }>('/reconciliation-rules').then((page) => page.data[0]?.id), windowId: windows[0]?.id, settlementId: settlement.id, partnerId: own.partnerId, invoiceId: await first('/invoices?kind=POINTS_INVOICE'), creditNoteId: await first('/credit-notes'), statementId: await first('/statements'), termsId: await first('/terms'), accountStatementId: await first('/account-statements') });
    const { data: obligations } = await maker.get<{ data: { id: string; partyId: string; netCash: { value: string } }[] }>(`/settlements/${settlement.id}/obligations`);
    for (const one of obligations.filter(({ partyId, netCash }) => partyId !== 'HUB' && netCash.value.startsWith('-'))) await maker.post('/payments', { obligationId: one.id, amount: { currency: 'IDR', value: one.netCash.value.slice(1) }, bankReference: `RAHASIA-${one.id.slice(-6)}`, paidOn: stack.today() });
    ids['receiptId'] = await first('/receipts');
    const dispute = await own.client.disputes.open({ reason: 'OTHER', note: 'RAHASIA objection', postingId: burn.id, remedy: 'REVERSAL', files: [{ name: 'RAHASIA.txt', mediaType: 'text/plain', content: Buffer.from('RAHASIA').toString('base64') }] });
    Object.assign(ids, { disputeId: dispute.id, fileId: dispute.files[0]?.id });
    ids['obligationId'] = (await maker.get<{ data: { id: string }[] }>(`/obligations?partnerId=${own.partnerId}`)).data[0]?.id ?? '';
    ids['paymentId'] = (await maker.post<{ id: string }>('/payments', { partnerId: own.partnerId, amount: { currency: 'IDR', value: '7.00' }, bankReference: 'RAHASIA-P', paidOn: stack.today() })).id;
    ids['virtualAccountId'] = (await maker.post<{ id: string }>('/virtual-accounts', { partnerId: own.partnerId, bankCode: '014', bankName: 'BCA', number: '7001200000000042', name: 'RAHASIA', validFrom: stack.today() })).id;
    await budi.post(`/virtual-accounts/${ids['virtualAccountId']}/approve`);
    const day = windows[0]?.businessDate ?? '';
    const { id: scenarioId } = await maker.post<{ id: string }>('/scenarios', { name: 'RAHASIA', from: day, to: new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10), overrides: {} });
    await maker.post(`/scenarios/${scenarioId}/share`, { partnerId: own.partnerId });
    Object.assign(ids, { scenarioId });
    ids['lineId'] = (await maker.get<{ data: { id: string }[] }>(`/invoices/${ids['invoiceId'] ?? ''}/lines`)).data[0]?.id ?? '';
    expect(Object.values(ids).every((id) => id !== undefined && id.length > 30)).toBe(true);
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const secret = /RAHASIA|Rahasia|Siti/;

  test.each(gets)('GET %s is not found for a stranger, by key and as a person', async (path) => {
    const target = `/v1${path.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? name)}`;
    expect(target).not.toContain('{');
    const asPerson = await fetch(stack.origin + target, { headers: { authorization: `Bearer ${stranger.token}` } });
    const asKey: { status: number; text: string } = await third.client.request('GET', target).then((body) => ({ status: 200, text: JSON.stringify(body) }), (error: { status: number; problem: object }) => ({ status: error.status, text: JSON.stringify(error.problem) }));
    for (const answer of [{ status: asPerson.status, text: await asPerson.text() }, asKey]) {
      expect(answer.text).not.toMatch(secret);
      if (!COMMON.has(path)) expect([403, 404]).toContain(answer.status);
    }
  });

  test('lists and figures hold nothing of it', async () => {
    for (const path of ['/postings?totals=true', '/reconciliations', '/reconciliation-days', '/breaks?totals=true', '/break-counts', '/disputes?totals=true', '/holds', '/invoices?totals=true', '/credit-notes', '/statements', '/account-statements', '/receipts', '/tax-invoices', '/stamp-duties', '/payments', '/obligations', '/dunning-notices', '/withholding', '/withholding-certificates', '/bank-accounts', '/virtual-accounts', '/keys', '/terms', '/scenarios', '/outlets', '/tills', '/positions', '/positions/flows', '/positions/activity', '/positions/history', '/guard/issuers', '/guard/alerts', '/reports/kpis', '/reports/liability', '/reports/accounting', '/reports/urr', '/reports/insights?month=2026-01-01']) {
      const body = JSON.stringify(await stranger.get(path));
      expect([path, body.match(secret)?.[0]]).toEqual([path, undefined]);
      for (const id of [own.partnerId, other.partnerId, ids['invoiceId'], ids['postingId'], ids['disputeId']]) expect(body).not.toContain(id);
    }
    expect(await stranger.get<{ data: unknown[] }>(`/settlements/${ids['settlementId'] ?? ''}/obligations`)).toEqual({ data: [] });
    await expect(stranger.get(`/positions/history?partnerId=${own.partnerId}`)).rejects.toMatchObject({ code: 'not_found' });
    expect((await stranger.get<{ data: unknown[] }>(`/invoices?partnerId=${own.partnerId}`)).data).toEqual([]);
  });
});
