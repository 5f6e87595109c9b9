import { HUB_PARTY, partyToWire, reserveOf } from '../../src/kernel/parties';
import type { CreditNote, Invoice, InvoiceLine } from '../../src/invoicing/invoicing.wire';
import type { Window } from '../../src/settlement/settlement.wire';
import { givenStack, type Brand, type Person, type Stack } from './stack';

const DAY = 86_400;

/** Brands that earn and burn over HTTP, night after night, and what the settlement makes of it. */
export interface Nights {
  readonly stack: Stack;
  /** A finance person of the operator. */
  readonly maker: Person;
  brand(code: string): Brand;
  /** Changes what a brand (or the `COALITION`) agreed to, as if it had been published so. */
  agree(code: string, changes: object): Promise<void>;
  /** The same terms with these changes, from a later day on. */
  agreeFrom(code: string, daysAhead: number, changes: object): Promise<void>;
  member(): Promise<string>;
  earn(at: string, memberId: string, points: number, more?: { externalId?: string; occurredAt?: string }): Promise<unknown>;
  burn(at: string, memberId: string, points: number, more?: { externalId?: string; occurredAt?: string }): Promise<unknown>;
  reverse(at: string, original: string, points: number): Promise<unknown>;
  /** Closes the open window and runs its night. */
  closeNight(): Promise<Window>;
  advanceDays(days: number): Promise<void>;
  /** Makes sure that the next week belongs to one calendar month. */
  awayFromMonthEnd(): Promise<void>;
  /** Everything that was ever claimed, as `payer>payee kind` in rupiah; of some brands, absent: of all. */
  claims(...of: string[]): Promise<Record<string, number>>;
  /** Of that, what stands on lines of postings that came after their window. */
  lateClaims(...of: string[]): Promise<Record<string, number>>;
  /** What stands on the fee and PPN lines of a brand, in rupiah. */
  fees(of: string): Promise<Record<string, number>>;
  position(partyId: string): Promise<number>;
  linesOf(code: string, kind: Invoice['kind']): Promise<InvoiceLine[]>;
  notesOf(code: string): Promise<CreditNote[]>;
  stop(): Promise<void>;
}

export async function givenNights(codes: readonly string[]): Promise<Nights> {
  const stack = await givenStack();
  const brands: Record<string, Brand> = {};
  for (const code of codes) brands[code] = await stack.brand(code);
  const maker = await stack.person('rina', ['HUB_FINANCE']);
  let count = 0;
  const brand = (code: string): Brand => brands[code] as Brand;
  const partyOf = (code: string): string => (code === 'COALITION' ? HUB_PARTY : brand(code).partnerId.slice(4));
  const nameOf = (partyId: string): string => codes.find((one) => partyOf(one) === partyId) ?? codes.filter((one) => reserveOf(partyOf(one)) === partyId).map((one) => `RESERVE:${one}`)[0] ?? partyToWire(partyId);
  const next = (kind: string): string => `${kind}-${(count += 1)}`;
  const invoices = async (code: string, kind: string): Promise<Invoice[]> => (await maker.get<{ data: Invoice[] }>(`/invoices?partnerId=${brand(code).partnerId}&kind=${kind}&limit=100`)).data;
  const claimed = async (section: string, of: readonly string[]): Promise<Record<string, number>> => {
    const { rows } = await stack.db.owner.query<{ payer_id: string; payee_id: string; kind: string; amount: string }>(`SELECT payer_id, payee_id, kind, sum(amount_minor) AS amount FROM settlement_line WHERE line_type = 'CLAIM' AND section LIKE $1 || '%' GROUP BY 1, 2, 3 HAVING sum(amount_minor) <> 0`, [section]);
    const named = rows.map((row) => ({ payer: nameOf(row.payer_id), payee: nameOf(row.payee_id), ...row }));
    return Object.fromEntries(named.filter((row) => of.length === 0 || of.some((one) => [row.payer, row.payee, row.payer.replace('RESERVE:', '')].includes(one))).map((row) => [`${row.payer}>${row.payee} ${row.kind}`, Number(row.amount) / 100]));
  };
  return {
    stack, maker, brand,
    agree: async (code, changes) => void await stack.db.owner.query('UPDATE terms_version SET body = body || $2::jsonb WHERE party_id = $1', [partyOf(code), JSON.stringify(changes)]),
    agreeFrom: async (code, daysAhead, changes) => {
      // Nights that are closed by hand run ahead of the clock; terms follow the clock.
      const { rows } = await stack.db.owner.query<{ from: string }>(`SELECT (((now() + offset_ms * interval '1 millisecond') AT TIME ZONE 'Asia/Jakarta')::date + $1::int)::text AS from FROM test_clock`, [daysAhead]);
      await stack.db.owner.query(`WITH old AS (UPDATE terms_version SET valid_to = $2 WHERE party_id = $1 AND valid_to IS NULL RETURNING *)
        INSERT INTO terms_version (terms_id, party_id, version, valid_from, body, canonical, terms_hash, status, made_by, made_at) SELECT uuidv7(), party_id, version + 1, $2, body || $3::jsonb, '', '', 'COUNTERSIGNED', 'maker', now() FROM old`, [partyOf(code), rows[0]?.from, JSON.stringify(changes)]);
    },
    member: async () => (await brand(codes[0] ?? '').client.members.enrol({ name: 'Wulan', identifiers: [{ kind: 'PHONE', value: `+628130${String((count += 1)).padStart(6, '0')}` }] })).id,
    earn: (at, memberId, points, { externalId = next('E'), ...more } = {}) => brand(at).client.earns.create({ externalId, member: memberId, outletId: brand(at).outletId, points, ...more }),
    burn: (at, memberId, points, { externalId = next('B'), ...more } = {}) => brand(at).client.burns.create({ externalId, member: memberId, outletId: brand(at).outletId, points, ...more }),
    reverse: (at, original, points) => brand(at).client.reversals.create({ externalId: next('R'), original: { externalId: original }, points, reason: 'RETURN' }),
    closeNight: async () => {
      const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
      const closed = await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`);
      expect([closed.status, closed.run.status, closed.run.parkedReason]).toEqual(['CLOSED', 'DONE', undefined]);
      return closed;
    },
    advanceDays: (days) => stack.advance(days * DAY),
    awayFromMonthEnd: async () => {
      const { rows } = await stack.db.owner.query<{ left: number }>(`SELECT (date_trunc('month', business_date) + interval '1 month')::date - business_date AS left FROM settlement_window WHERE state = 'OPEN'`);
      if ((rows[0]?.left ?? 0) < 9) await stack.advance(((rows[0]?.left ?? 0) + 1) * DAY);
    },
    claims: (...of) => claimed('', of),
    lateClaims: (...of) => claimed('LATE', of),
    fees: async (of) => {
      const { rows } = await stack.db.owner.query<{ line_type: string; amount: string }>(`SELECT line_type, sum(amount_minor) AS amount FROM settlement_line WHERE line_type <> 'CLAIM' AND payer_id = $1 GROUP BY 1`, [partyOf(of)]);
      return Object.fromEntries(rows.map((row) => [row.line_type, Number(row.amount) / 100]));
    },
    position: async (partyId) => Number((await stack.db.owner.query<{ sum: string }>('SELECT coalesce(sum(change_minor), 0) AS sum FROM position WHERE party_id = $1', [partyId])).rows[0]?.sum) / 100,
    linesOf: async (code, kind) => {
      const data = await invoices(code, kind);
      const all = await Promise.all(data.map((one) => maker.get<{ data: InvoiceLine[] }>(`/invoices/${one.id}/lines`)));
      for (const [at, one] of data.entries()) expect(all[at]?.data.reduce((sum, line) => sum + Number(line.amount.value), 0)).toBe(Number(one.subtotal.value));
      return all.flatMap((one) => one.data);
    },
    notesOf: async (code) => {
      const { data } = await maker.get<{ data: CreditNote[] }>(`/credit-notes?partnerId=${brand(code).partnerId}&limit=100`);
      return Promise.all(data.map((one) => maker.get<CreditNote>(`/credit-notes/${one.id}`)));
    },
    stop: async () => {
      expect(stack.logged).toEqual([]);
      await stack.stop();
    },
  };
}
