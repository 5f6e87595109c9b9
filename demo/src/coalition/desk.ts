import { sign, termsOf, type Coalition, type LiveBrand } from './set-up';

interface Clause {
  readonly side: string;
}

/** What people of the operator have begun and not decided: a day calculated again at a price that was agreed otherwise, and a question of what would have been. */
export async function leaveOnTheDesk(coalition: Coalition): Promise<void> {
  const of = (code: string): LiveBrand => coalition.brands.find((one) => one.brand.code === code) as LiveBrand;
  const [wrong, asking] = [of('AYU'), of('JELAJAH')];
  const body = termsOf(wrong.brand) as { readonly clauses: readonly Clause[] };
  const clauses = body.clauses.map((clause) => (clause.side === 'PAY' ? { ...clause, pointPrice: '500' } : clause));
  const correction = await sign(coalition, wrong.partnerId, wrong.owner, '2026-09-07', { ...body, clauses }, { correctsVersion: 1, validTo: '2026-09-14' });
  const { data } = await coalition.maker.get<{ data: { id: string }[] }>('/settlement-windows?businessDateFrom=2026-09-10&businessDateTo=2026-09-11');
  if (data[0]) await coalition.maker.post('/restatements', { windowId: data[0].id, termsIds: [correction], reason: 'Harga bayar disepakati Rp 500, bukan Rp 505.' });
  const price = { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '495' };
  const scenario = await coalition.maker.post<{ id: string }>('/scenarios', { name: 'Jelajah menerima Rp 495', from: '2026-09-14', to: '2026-09-21', overrides: { terms: [{ party: asking.partnerId, clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '500' }, price, { ...price, clauseId: 'burn-receive-prepaid', pointPrice: '470', issuerPreset: 'PAY_AT_ISSUE' }] }] } });
  for (const one of [asking, of('SEGAR')]) await coalition.maker.post(`/scenarios/${scenario.id}/share`, { partnerId: one.partnerId });
}
