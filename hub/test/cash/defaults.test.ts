import { HUB_PARTY } from '../../src/kernel/parties';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import { idr } from '../support/first-settlement';
import type { Default, DefaultSimulation } from '../../src/cash/defaults.wire';
import type { Obligation, Settlement, Window } from '../../src/settlement/settlement.wire';

const DAY = 86_400;
const minor = (value: string): bigint => BigInt(value.replace('.', ''));

/** Issuers that default under every preset: who bears what, to the rupiah. */
describe.each([['NET_EXPOSURE', false], ['GROSS_CLAIM', true]] as const)('a default by the rule %s, the fund covering: %s', (lossRule, fundCoversDefaults) => {
  let stack: Stack;
  let brands: Record<string, Brand>;
  let maker: Person;
  let checker: Person;
  let count = 0;
  beforeEach(async () => {
    stack = await givenStack({ lossRule, fundCoversDefaults });
    brands = {};
    for (const code of ['A', 'B', 'C']) brands[code] = await stack.brand(code);
    // Due at once, so that few nights pass before a default may be declared.
    await stack.db.owner.query(`UPDATE terms_version SET body = body || '{"paymentDays": 0}'`);
    [maker, checker] = [await stack.person('rina', ['HUB_FINANCE']), await stack.person('budi', ['HUB_APPROVER'])];
  });
  afterEach(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const brand = (code: string): Brand => brands[code] as Brand;
  const agree = async (code: string, changes: object): Promise<void> => void (await stack.db.owner.query('UPDATE terms_version SET body = body || $2::jsonb WHERE party_id = $1', [code === 'COALITION' ? HUB_PARTY : brand(code).partnerId.slice(4), JSON.stringify(changes)]));
  const member = async (earned: [string, number][]): Promise<string> => {
    const { id } = await brand('A').client.members.enrol({ name: 'W', identifiers: [{ kind: 'CARD', value: `W${(count += 1)}` }] });
    for (const [code, points] of earned) await brand(code).client.earns.create({ externalId: `E${(count += 1)}`, member: id, outletId: brand(code).outletId, points });
    return id;
  };
  const burn = (code: string, id: string, points: number): Promise<unknown> => brand(code).client.burns.create({ externalId: `B${(count += 1)}`, member: id, outletId: brand(code).outletId, points });
  const settle = async (): Promise<Record<string, Obligation>> => {
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    expect((await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`)).run.status).toBe('DONE');
    for (;;) {
      const proposed = (await maker.get<{ data: Settlement[] }>('/settlements?status=PROPOSED')).data[0] ?? (await maker.post<Settlement>('/settlements', {}).catch(() => undefined));
      if (!proposed) break;
      for (const person of [maker, checker]) await person.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    }
    const obligations = (await maker.get<{ data: Obligation[] }>('/obligations?limit=100')).data;
    return Object.fromEntries(Object.entries(brands).map(([code, { partnerId }]) => [code, obligations.filter((one) => one.partyId === partnerId && one.status === 'OPEN').sort((a, b) => (a.id < b.id ? 1 : -1))[0] as Obligation]));
  };
  /** Declares the default of an obligation by two people once it may be, and says what bore it. */
  const declare = async (obligation: Obligation): Promise<DefaultSimulation['figures']> => {
    while (await maker.get<DefaultSimulation>(`/obligations/${obligation.id}/default-simulation`).then(async ({ from }) => (await maker.post<Default>('/defaults', { obligationId: obligation.id }).then(() => false, (error: { code: string; message: string }) => { expect([error.code, from]).toEqual(['transition_not_allowed', expect.any(String)]); return true; })))) await stack.advance(DAY * 3);
    const proposed = (await maker.get<{ data: Default[] }>('/defaults')).data[0] as Default;
    await expect(maker.post(`/defaults/${proposed.id}/declare`, { defaultHash: proposed.defaultHash })).rejects.toMatchObject({ code: 'role_required' });
    const { figures, status } = await checker.post<Default>(`/defaults/${proposed.id}/declare`, { defaultHash: proposed.defaultHash });
    expect(status).toBe('DECLARED');
    const open = [figures.partnersOpen, figures.hubPrincipalOpen, figures.feeOpen, figures.ppnOpen].reduce((sum, one) => sum + minor(one.value), 0n);
    expect(open).toBe(minor(obligation.open.total.value));
    expect([figures.collateralToPartners, figures.reserve, figures.fund, figures.shortfall, figures.collateralToHub, figures.hubUnpaid].reduce((sum, one) => sum + minor(one.value), 0n)).toBe(open);
    for (const rule of ['netExposure', 'grossClaim'] as const) expect(figures.losses.reduce((sum, one) => sum + minor(one[rule].value), 0n)).toBe(minor(figures.shortfall.value));
    // What covers it is booked by source, and to the same figures.
    const { rows } = await stack.db.owner.query<{ kind: string; amount: string }>(`SELECT kind, amount_minor::text AS amount FROM payment WHERE obligation_id = $1 ORDER BY kind`, [obligation.id.slice(4)]);
    const booked = (kind: string): bigint => rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + BigInt(row.amount), 0n);
    expect([booked('COLLATERAL'), booked('FUND'), booked('LOSS_SHARES'), booked('HUB_LOSS')]).toEqual([minor(figures.collateralToPartners.value) + minor(figures.collateralToHub.value), minor(figures.fund.value), minor(figures.shortfall.value), minor(figures.hubUnpaid.value)]);
    return figures;
  };
  const sharesOf = (figures: DefaultSimulation['figures']): Record<string, string> => Object.fromEntries(figures.losses.map((one) => [one.partnerName, lossRule === 'NET_EXPOSURE' ? one.netExposure.value : one.grossClaim.value]));

  // Who owes whom is the same under both rules of allocation.
  if (lossRule === 'NET_EXPOSURE') test('an issuer that pays at issue owes the hub alone: no partner bears a share', async () => {
    await agree('A', { preset: 'PAY_AT_ISSUE', collateral: idr('1000.00'), clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '500' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '500' }, { clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '500' }] });
    await burn('B', await member([['A', 100]]), 60);
    const figures = await declare((await settle())['A'] as Obligation);
    expect([figures.partnersOpen.value, figures.hubPrincipalOpen.value, figures.collateralToPartners.value, figures.collateralToHub.value, figures.shortfall.value, figures.hubUnpaid.value]).toEqual(['0.00', '50000.00', '0.00', '1000.00', '0.00', '49000.00']);
  });

  if (lossRule === 'NET_EXPOSURE') test('an issuer with a reserve owes its funding to the hub, and the rest of its burned points to partners', async () => {
    await agree('A', { preset: 'HYBRID_RESERVE', reserveRate: '0.40', collateral: idr('10000.00') });
    await burn('B', await member([['A', 1000]]), 100);
    const obligation = (await settle())['A'] as Obligation;
    // Funding 200,000 and 100 x 300 from the issuer's own cash, 1.5 % of 50,000 and its PPN.
    expect([obligation.open.principal.value, obligation.open.fee.value, obligation.open.ppn.value]).toEqual(['230000.00', '750.00', '83.00']);
    const figures = await declare(obligation);
    expect([figures.partnersOpen.value, figures.hubPrincipalOpen.value, figures.collateralToPartners.value, figures.shortfall.value, figures.hubUnpaid.value]).toEqual(['30000.00', '200000.00', '10000.00', '20000.00', '200833.00']);
    expect(sharesOf(figures)).toEqual({ B: '20000.00' });
    expect((await settle())['B']?.credits.value).toBe('-20000.00');
  });

  test('with two prices the redeemers that were not paid bear it', async () => {
    await agree('B', { clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '500' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '480' }] });
    const id = await member([['A', 300]]);
    await burn('B', id, 100);
    await burn('C', id, 200);
    const figures = await declare((await settle())['A'] as Obligation);
    // A pays 150,000, of which its redeemers would have had 148,000 and the hub the difference.
    expect([figures.partnersOpen.value, figures.hubPrincipalOpen.value, figures.losses.map((one) => [one.partnerName, one.claims.value]).sort()]).toEqual(['148000.00', '2000.00', [['B', '48000.00'], ['C', '100000.00']]]);
    expect(sharesOf(figures)).toEqual({ B: '48000.00', C: '100000.00' });
  });

  if (lossRule === 'NET_EXPOSURE') test('a partner that owes nothing but its share of an earlier default leaves it to the hub', async () => {
    await burn('B', await member([['A', 100]]), 100);
    await declare((await settle())['A'] as Obligation);
    const share = (await settle())['B'] as Obligation;
    expect([share.direction, share.credits.value, share.open.principal.value]).toEqual(['PAYS_HUB', '-50000.00', '50000.00']);
    const figures = await declare(share);
    expect([figures.partnersOpen.value, figures.hubPrincipalOpen.value, figures.shortfall.value, figures.hubUnpaid.value]).toEqual(['0.00', '50000.00', '0.00', '50000.00']);
  });

  test('the fund pays before partners do, where the rulebook says so', async () => {
    await agree('C', { expireRate: '0.10', earnRule: { amountPerPoint: idr('10000.00'), expiresAfterDays: 1, pointsAllowed: true } });
    await member([['C', 100]]);
    await stack.advance(3 * DAY);
    const contribution = (await settle())['C'] as Obligation;
    expect(contribution.open.total.value).toBe('5000.00');
    await maker.post('/payments', { obligationId: contribution.id, amount: idr('5000.00'), bankReference: 'F-1', paidOn: stack.today() });
    await burn('B', await member([['A', 100]]), 100);
    const figures = await declare((await settle())['A'] as Obligation);
    expect([figures.partnersOpen.value, figures.fund.value, figures.shortfall.value]).toEqual(fundCoversDefaults ? ['50000.00', '5000.00', '45000.00'] : ['50000.00', '0.00', '50000.00']);
  });
});
