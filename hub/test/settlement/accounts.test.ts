import { parse } from 'csv-parse/sync';
import { SETTLEMENT_INVARIANTS } from '../../src/invoicing/settled-books.sql';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import type { AccountStatement, AccountStatementDetail, Receipt } from '../../src/invoicing/accounts.wire';
import type { Obligation, Window } from '../../src/settlement/settlement.wire';
import { expectGapless } from '../support/gapless';
import { proposedBy } from '../support/proposed';
import { expectFound } from '../support/planted-fault';

const minor = (money: { value: string }): bigint => BigInt(money.value.replace('.', ''));
const sum = <T>(list: readonly T[], of: (one: T) => bigint): bigint => list.reduce((total, one) => total + of(one), 0n);

describe('statements of account and receipts', () => {
  let stack: Stack;
  let brands: Brand[];
  let maker: Person;
  let checker: Person;
  let sale = 0;

  beforeAll(async () => {
    stack = await givenStack();
    brands = [await stack.brand('Pasar Segar'), await stack.brand('Apotek Sehat'), await stack.brand('Kopi Kita')];
    maker = await stack.person('rina', ['HUB_FINANCE']);
    checker = await stack.person('budi', ['HUB_APPROVER']);
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const trade = async (times: number): Promise<void> => {
    for (let at = 0; at < times; at += 1) {
      sale += 1;
      const [from, to] = [brands[sale % 3] as Brand, brands[(sale + 1) % 3] as Brand];
      const { id } = await from.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: `C${sale}` }] });
      await from.client.earns.create({ externalId: `E${sale}`, member: id, outletId: from.outletId, points: 100 + sale });
      await to.client.burns.create({ externalId: `B${sale}`, member: id, outletId: to.outletId, points: 33 + sale });
      if (sale % 2 === 0) await from.client.burns.create({ externalId: `O${sale}`, member: id, outletId: from.outletId, points: 7 });
      if (sale % 4 === 0) await to.client.reversals.create({ externalId: `R${sale}`, original: { externalId: `B${sale}` }, points: 5, reason: 'RETURN' });
    }
  };
  const closeNight = async (): Promise<void> => {
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    const closed = await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`);
    expect([closed.run.status, closed.run.parkedReason]).toEqual(['DONE', undefined]);
  };
  const settle = async (): Promise<Obligation[]> => {
    const proposed = await proposedBy(maker, checker);
    for (const person of [maker, checker]) await person.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    return (await maker.get<{ data: Obligation[] }>(`/settlements/${proposed.id}/obligations`)).data.filter((one) => one.partyId !== 'HUB');
  };
  const statements = async (): Promise<AccountStatementDetail[]> => {
    const { data } = await maker.get<{ data: AccountStatement[] }>('/account-statements?limit=100&sort=to');
    return Promise.all(data.map((one) => maker.get<AccountStatementDetail>(`/account-statements/${one.id}`)));
  };
  const fetched = async (path: string): Promise<string> => (await fetch(`${stack.origin}/v1${path}`, { headers: { authorization: `Bearer ${maker.token}` } })).text();

  test('each opens with what the one before closed with, and its movements, ageing and points add up', async () => {
    await trade(6);
    await closeNight();
    await trade(4);
    await closeNight();
    const obligations = await settle();
    for (const [at, one] of obligations.entries()) {
      const amount = { currency: 'IDR', value: one.netCash.value.replace('-', '') };
      if (at !== 1) await maker.post('/payments', { obligationId: one.id, amount, bankReference: `BCA-${at}`, paidOn: stack.today() });
    }
    await trade(3);
    await closeNight();
    await closeNight();
    const all = await statements();
    expectGapless(all.map((one) => one.number), 'STM');
    for (const brand of brands) {
      const own = all.filter((one) => one.partnerId === brand.partnerId);
      expect(own).toHaveLength(4);
      own.forEach((one, at) => {
        const before = own[at - 1];
        expect([one.opening.value, one.openingPoints, one.from]).toEqual([before?.closing.value ?? '0.00', before?.closingPoints ?? 0, before?.to ?? one.from]);
        expect(minor(one.opening) + sum(one.movements, (move) => minor(move.amount))).toBe(minor(one.closing));
        expect(sum(one.ageing, (part) => minor(part.amount))).toBe(minor(one.closing));
        expect(one.openingPoints + one.pointsMovements.reduce((total, move) => total + move.points, 0)).toBe(one.closingPoints);
      });
      const { rows } = await stack.db.owner.query<{ points: string }>(`SELECT coalesce(sum(remaining), 0)::text AS points FROM lot WHERE issuer_id = $1`, [brand.partnerId.slice(4)]);
      expect(own.at(-1)?.closingPoints).toBe(Number(rows[0]?.points));
    }
    // What all partners owe the hub, and the hub them, is what its fees and PPN and the money that moved leave.
    const last = brands.map((brand) => all.filter((one) => one.partnerId === brand.partnerId).at(-1) as AccountStatementDetail);
    const charged = (await stack.db.owner.query<{ n: string }>(`SELECT sum(amount_minor)::text AS n FROM claim WHERE line_type IN ('ISSUER_FEE', 'ACCEPTANCE_FEE', 'PPN')`)).rows[0]?.n ?? '0';
    const moved = (await stack.db.owner.query<{ n: string }>(`SELECT coalesce(sum(CASE direction WHEN 'IN' THEN amount_minor ELSE -amount_minor END), 0)::text AS n FROM payment`)).rows[0]?.n ?? '0';
    expect(sum(last, (one) => minor(one.closing))).toBe(-BigInt(charged) + BigInt(moved));
    expect(last.flatMap((one) => one.movements).concat(all.flatMap((one) => one.movements)).some((move) => move.type === 'PAYMENT_RECEIVED')).toBe(true);
  });

  test('money received is confirmed once per payment, for the documents it met, with the stamp above the threshold', async () => {
    const { data } = await maker.get<{ data: Receipt[] }>('/receipts?limit=100&sort=issuedOn');
    const { rows } = await stack.db.owner.query<{ payment_id: string; amount_minor: string; reference: string }>(`SELECT payment_id, amount_minor, reference FROM payment WHERE direction = 'IN' ORDER BY created_at`);
    expect(data.map((one) => [one.paymentId.slice(4), minor(one.amount), one.reference])).toEqual(rows.map((row) => [row.payment_id, BigInt(row.amount_minor), row.reference]));
    expect(data.length).toBeGreaterThan(0);
    expectGapless(data.map((one) => one.number), 'KWT');
    expect((await maker.get<{ data: Receipt[] }>('/receipts?limit=100')).data).toHaveLength(data.length);
    const one = await maker.get<Receipt>(`/receipts/${data[0]?.id ?? ''}`);
    expect(one.documents.map((doc) => doc.kind)).toEqual(expect.arrayContaining(['NETTING_STATEMENT', 'FEE_INVOICE']));
    expect(one.amountInWords).toMatch(/rupiah$/);
    const twin = JSON.parse(await fetched(`/receipts/${one.id}/json`)) as { amount: { value: string }; stampDuty: { required: boolean; above: { value: string } } };
    expect([twin.amount.value, twin.stampDuty.above.value, twin.stampDuty.required]).toEqual([one.amount.value, '5000000.00', minor(one.amount) > 500_000_000n]);
    const csv = parse(await fetched(`/receipts/${one.id}/csv`), { bom: true, columns: true }) as Record<string, string>[];
    expect(csv.find((row) => row['record'] === 'TOTAL' && row['type'] === 'amount')?.['amount']).toBe(one.amount.value);
  });

  test.each([
    ['S16', `UPDATE account_statement SET opening_minor = opening_minor + 100, closing_minor = closing_minor + 100 WHERE number LIKE '%1'`],
    ['S17', `UPDATE account_movement SET amount_minor = amount_minor + 100 WHERE side = 'MONEY' AND line_no = 1`],
    ['S17', `UPDATE account_movement SET amount_minor = amount_minor + 100 WHERE side = 'AGEING' AND type = 'UNBILLED'`],
    ['S17', `UPDATE account_movement SET points = points + 1 WHERE side = 'POINTS'`],
    ['S18', `UPDATE payment_receipt SET amount_minor = amount_minor + 100`],
    ['S8', `DELETE FROM payment_receipt_line; DELETE FROM payment_receipt WHERE number LIKE '%1'`],
  ])('the invariant %s finds a planted fault: %s', (id, fault) => expectFound(stack.db.owner, SETTLEMENT_INVARIANTS, id, fault));

  test('a partner sees its own statements and receipts only', async () => {
    const owner = await stack.person('owner', ['PARTNER_FINANCE'], brands[0]?.partnerId);
    for (const path of ['/account-statements?limit=100', '/receipts?limit=100']) {
      const own = (await owner.get<{ data: { id: string; partnerId: string }[] }>(path)).data;
      expect(own.every((one) => one.partnerId === brands[0]?.partnerId)).toBe(true);
      const foreign = (await maker.get<{ data: { id: string; partnerId: string }[] }>(path)).data.find((one) => one.partnerId !== brands[0]?.partnerId);
      for (const rest of ['', '/pdf', '/json', '/csv']) await expect(owner.get(`${path.split('?')[0] ?? ''}/${foreign?.id ?? ''}${rest}`)).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});
