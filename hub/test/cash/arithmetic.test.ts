import fc from 'fast-check';
import { readBankCsv } from '../../src/cash/domain/bank-csv';
import { readCamt053 } from '../../src/cash/camt053';
import { defaultOutcome, openToPartners, recover } from '../../src/cash/domain/default';
import { dueLevel } from '../../src/cash/domain/dunning';
import { instructionCsv, instructionXml } from '../../src/cash/domain/instruction';
import { invoiceNamed, meantByAccount, namedBy, refundNamed, suggestions, type Candidate } from '../../src/cash/domain/match';
import { applyMoney, partsOf, sumOf, type Incoming, type OpenItem } from '../../src/cash/domain/parts';
import { digitsOf, keyOf, numbersOf, paidTo, type Registered } from '../../src/cash/domain/virtual-account';
import { expectedPph23 } from '../../src/cash/domain/withholding';
import { addDays, businessDayFrom, daysBetween } from '../../src/kernel/business-date';
import { vector } from '../support/vectors';

const minor = (value: string): bigint => BigInt(value.replace('.', ''));
const money = fc.bigInt({ min: 0n, max: 10n ** 9n }).map((units) => units * 100n);
const signed = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }).map((units) => units * 100n);

describe('the parts of an obligation', () => {
  test('W15: a part payment meets principal first; the amount stays', () => {
    const { given, expected } = vector('W15');
    const open = partsOf({ position: -minor(given.principalPart), fees: minor(given.feePart), ppn: minor(given.ppnPart), credits: 0n });
    expect([open.principal, open.fee, open.ppn, sumOf(open)]).toEqual([given.principalPart, given.feePart, given.ppnPart, given.obligation].map(minor));
    const { applied, rest } = applyMoney([{ kind: 'OBLIGATION', id: 'o', dueDate: '2026-01-30', open }], { amount: minor(given.paid) });
    const met = applied[0]?.parts ?? { principal: 0n, fee: 0n, ppn: 0n };
    expect([open.principal - met.principal, open.fee - met.fee, open.ppn - met.ppn, rest]).toEqual([minor(expected.openPrincipal), minor(expected.openFee), minor(expected.openPpn), 0n]);
    const left = sumOf(open) - sumOf(met);
    expect([left, left, sumOf(open)]).toEqual([expected.open, expected.dunningRunsOn, expected.obligationUnchanged].map(minor));
    expect([given.applicationOrder, -minor(vector(given.base).expected.parties.find((one: { partyId: string }) => one.partyId === given.partyId).netCash)]).toEqual(['PRINCIPAL_FIRST', minor(given.obligation)]);
  });

  test('are never below zero and are the size of the net amount, whatever its figures', () => {
    fc.assert(fc.property(signed, signed, signed, signed, (position, fees, ppn, credits) => {
      const parts = partsOf({ position, fees, ppn, credits });
      const net = position - fees - ppn + credits;
      return parts.principal >= 0n && parts.fee >= 0n && parts.ppn >= 0n && sumOf(parts) === (net < 0n ? -net : net);
    }), { numRuns: 2_000 });
  });
});

describe('applications', () => {
  const item = fc.record({ open: fc.record({ principal: money, fee: money, ppn: money }), day: fc.integer({ min: 1, max: 9 }) });
  const scene = fc.record({ items: fc.array(item, { minLength: 1, maxLength: 4 }), payments: fc.array(fc.record({ amount: money, names: fc.option(fc.nat(3), { nil: undefined }), certificate: fc.boolean() }), { maxLength: 6 }), order: fc.array(fc.nat(1_000), { minLength: 6, maxLength: 6 }) });
  const end = (items: readonly OpenItem[], payments: readonly Incoming[]): { open: readonly OpenItem[]; rest: bigint } => {
    let open = items;
    let rest = 0n;
    for (const payment of payments) {
      const result = applyMoney(open, payment);
      for (const { item: one, parts } of result.applied) open = open.map((other) => (other.id !== one.id ? other : { ...other, open: { principal: other.open.principal - parts.principal, fee: other.open.fee - parts.fee, ppn: other.open.ppn - parts.ppn } }));
      rest += result.rest;
    }
    return { open, rest };
  };

  test('never exceed what is open, lose nothing, and end in the same state whatever order the money came in', () => {
    fc.assert(fc.property(scene, ({ items, payments, order }) => {
      const all: OpenItem[] = items.map((one, at) => ({ kind: 'OBLIGATION', id: `o${at}`, dueDate: `2026-01-0${one.day}`, open: one.open }));
      // A certificate names the fee it was withheld from, and is never more than that fee.
      const incoming = payments.map(({ amount, names, certificate }): Incoming => {
        const named = names === undefined ? undefined : all[names % all.length];
        return certificate && named ? { amount: amount % (named.open.fee / BigInt(payments.length) + 1n), names: named.id, feeFirst: true } : { amount, names: named?.id };
      });
      const one = end(all, incoming);
      const shuffled = incoming.map((payment, at) => ({ payment, key: order[at] ?? 0 })).sort((a, b) => a.key - b.key).map(({ payment }) => payment);
      const other = end(all, shuffled);
      const total = (open: readonly OpenItem[]): bigint => open.reduce((sum, each) => sum + sumOf(each.open), 0n);
      expect(one.open.every(({ open }) => open.principal >= 0n && open.fee >= 0n && open.ppn >= 0n)).toBe(true);
      expect(total(all) - total(one.open) + one.rest).toBe(incoming.reduce((sum, payment) => sum + payment.amount, 0n));
      expect(other).toEqual(one);
    }), { numRuns: 3_000 });
  });
});

/** What each partner claims of the defaulter, and what it owes it: the difference, where it is in its favour, is its net exposure. */
function exposuresOf({ defaulter, grossClaimsOnDefaulter, netExposureToDefaulter, base }: { defaulter: string; grossClaimsOnDefaulter: { partyId: string; amount: string }[]; netExposureToDefaulter: { partyId: string; amount: string }[]; base: string }): { partyId: string; claims: bigint; owes: bigint }[] {
  const claims = vector(base).expected.claims as { payer: string; payee: string; amount: string }[];
  return grossClaimsOnDefaulter.map(({ partyId, amount }, at) => {
    const owes = claims.filter((one) => one.payer === partyId && one.payee === defaulter).reduce((sum, one) => sum + minor(one.amount), 0n);
    const net = minor(amount) - owes;
    expect([partyId, net < 0n ? 0n : net]).toEqual([netExposureToDefaulter[at]?.partyId, minor(netExposureToDefaulter[at]?.amount ?? '')]);
    return { partyId, claims: minor(amount), owes };
  });
}

describe('a default', () => {
  const { given, expected } = vector('W12');
  const facts = { partnersOpen: minor(given.partnerClaimsOpen), hubOpen: minor(given.hubClaimOpen), collateral: minor(given.collateral), reserve: 0n, fund: 0n, exposures: exposuresOf(given) };

  test('W12: collateral, shortfall and both allocations', () => {
    const out = defaultOutcome(facts);
    expect([out.collateralToPartners, out.collateralToHub, out.shortfall, out.hubUnpaid]).toEqual([expected.collateralToPartners, expected.collateralToHub, expected.shortfall, expected.hubUnpaid].map(minor));
    for (const rule of ['NET_EXPOSURE', 'GROSS_CLAIM'] as const) expect(out.losses[rule]).toEqual(expected[rule].loss.map((one: { partyId: string; amount: string }) => ({ partyId: one.partyId, amount: minor(one.amount) })));
    // Who pays in the end: the defaulter its collateral, the partners what they owed and their loss, the hub what it is left with.
    const { parties, hub } = vector(given.base).expected;
    for (const rule of ['NET_EXPOSURE', 'GROSS_CLAIM'] as const) {
      const final = [{ partyId: given.defaulter, amount: -minor(given.collateral) }, ...out.losses[rule].map(({ partyId, amount }) => ({ partyId, amount: minor(parties.find((one: { partyId: string }) => one.partyId === partyId).netCash) - amount })), { partyId: 'HUB', amount: minor(hub.netCash) - out.hubUnpaid }];
      expect(final).toEqual(expected[rule].finalCash.map((one: { partyId: string; amount: string }) => ({ partyId: one.partyId, amount: minor(one.amount) })));
      expect(final.reduce((sum, one) => sum + one.amount, 0n)).toBe(0n);
    }
  });

  test('loses nothing: every source, the shares and the hub\'s loss come to what was open; no share exceeds the claims when they cover it', () => {
    const exposure = fc.record({ claims: money, owes: money });
    fc.assert(fc.property(money, money, money, money, money, fc.array(exposure, { minLength: 1, maxLength: 5 }), (partnersOpen, hubOpen, collateral, reserve, fund, list) => {
      const exposures = list.map((one, at) => ({ ...one, partyId: `p${at}` }));
      fc.pre(exposures.some((one) => one.claims > 0n));
      const out = defaultOutcome({ partnersOpen, hubOpen, collateral, reserve, fund, exposures });
      expect(out.collateralToPartners + out.reserveToPartners + out.fundToPartners + out.shortfall).toBe(partnersOpen);
      expect(out.collateralToHub + out.hubUnpaid).toBe(hubOpen);
      expect(out.collateralToPartners + out.collateralToHub).toBeLessThanOrEqual(collateral);
      for (const losses of Object.values(out.losses)) {
        expect(losses.reduce((sum, one) => sum + one.amount, 0n)).toBe(out.shortfall);
        expect(losses.every((one) => one.amount >= 0n && one.amount % 100n === 0n)).toBe(true);
      }
    }), { numRuns: 1_000 });
  });

  test('what is open to partners is never below nothing nor above what is open; the hub\'s own accounts come after them', () => {
    const exposures = [{ partyId: 'B', claims: 100n, owes: 0n }];
    expect([openToPartners(23_000_000n, 20_000_000n, exposures), openToPartners(15_000_000n, 20_000_000n, exposures), openToPartners(500n, -700n, exposures), openToPartners(500n, 0n, [{ partyId: 'B', claims: 0n, owes: 9n }]), openToPartners(500n, 0n, [])]).toEqual([3_000_000n, 0n, 500n, 0n, 0n]);
    fc.assert(fc.property(money, signed, (principal, hubNet) => {
      const open = openToPartners(principal, hubNet, exposures);
      return open >= 0n && open <= principal && (hubNet <= 0n ? open === principal : principal - open <= hubNet);
    }), { numRuns: 1_000 });
  });

  test('whatever is open and whoever has claims, a default splits without remainder, also where nobody has any', () => {
    fc.assert(fc.property(money, money, money, signed, fc.array(fc.record({ claims: fc.oneof(fc.constant(0n), money), owes: money }), { maxLength: 5 }), (principal, hubFees, collateral, hubNet, list) => {
      const exposures = list.map((one, at) => ({ ...one, partyId: `p${at}` }));
      const partnersOpen = openToPartners(principal, hubNet, exposures);
      const out = defaultOutcome({ partnersOpen, hubOpen: principal - partnersOpen + hubFees, collateral, reserve: 0n, fund: 0n, exposures });
      expect(out.collateralToPartners + out.shortfall + out.collateralToHub + out.hubUnpaid).toBe(principal + hubFees);
      for (const losses of Object.values(out.losses)) expect(losses.reduce((sum, one) => sum + one.amount, 0n)).toBe(out.shortfall);
    }), { numRuns: 1_000 });
  });

  test('recoveries repay losses in their proportion, the hub last, and never more than was lost', () => {
    expect(recover(1_000n * 100n, [140_200n, 509_800n], 321_700n)).toEqual({ toPartners: [21_600n, 78_400n], toHub: 0n, rest: 0n });
    fc.assert(fc.property(fc.array(money, { minLength: 1, maxLength: 5 }), money, fc.array(money, { maxLength: 6 }), (losses, hub, payments) => {
      let [lacking, hubLacks, rest, paid] = [losses, hub, 0n, 0n];
      for (const amount of payments) {
        const given = recover(amount, lacking, hubLacks);
        expect(given.toPartners.reduce((sum, one) => sum + one, 0n) + given.toHub + given.rest).toBe(amount);
        if (given.toHub > 0n) expect(lacking.reduce((sum, one, at) => sum + one - (given.toPartners[at] ?? 0n), 0n)).toBe(0n);
        lacking = lacking.map((one, at) => one - (given.toPartners[at] ?? 0n));
        [hubLacks, rest, paid] = [hubLacks - given.toHub, rest + given.rest, paid + amount];
        expect([...lacking, hubLacks].every((one) => one >= 0n)).toBe(true);
      }
      const lost = losses.reduce((sum, one) => sum + one, hub);
      expect(rest).toBe(paid > lost ? paid - lost : 0n);
    }), { numRuns: 1_000 });
  });
});

test('PPh 23 is two percent of the fee, rounded once: the four of W1', () => {
  expect([289_800n, 310_000n, 400_300n].map((fee) => expectedPph23(fee, '0.02'))).toEqual([5_800n, 6_200n, 8_000n]);
  expect(expectedPph23(289_800n, null)).toBe(0n);
});

test('levels of dunning fall due once each, in order', () => {
  expect(dueLevel('2026-01-10', '2026-01-10', [1, 7, 14], 0)).toBeUndefined();
  expect(dueLevel('2026-01-10', '2026-01-11', [1, 7, 14], 0)).toEqual({ level: 1, overdue: 1 });
  expect(dueLevel('2026-01-10', '2026-01-18', [1, 7, 14], 1)).toEqual({ level: 2, overdue: 8 });
  // However long it was overdue when it was first seen, it is reminded before its partner is stopped.
  expect([0, 1, 2].map((recorded) => dueLevel('2026-01-10', '2026-01-30', [1, 7, 14], recorded)?.level)).toEqual([1, 2, 3]);
  expect(dueLevel('2026-01-10', '2026-01-30', [1, 7, 14], 3)).toBeUndefined();
});

describe('matching', () => {
  const candidate = (change: Partial<Candidate>): Candidate => ({ obligationId: 'o1', partyId: 'p1', direction: 'IN', openMinor: 2_971_700n, dueDate: '2026-01-30', partnerCode: 'SEGAR', bankReference: 'NET2026000001-SEGAR', ...change });
  const entry = { direction: 'IN' as const, amountMinor: 2_971_700n, bookedOn: '2026-01-29', remark: 'TRSF E-BANKING net 2026 000001 segar LUNAS' };

  test('a reference is found whatever a bank does to it; part and over-payments are the payer\'s too', () => {
    for (const amountMinor of [2_971_700n, 100n, 9_999_900n]) expect(namedBy({ ...entry, amountMinor }, [candidate({}), candidate({ obligationId: 'o2', bankReference: 'NET2026000002-KOPI' })])?.obligationId).toBe('o1');
  });

  test('two references in one remark, money the other way, and a payout that is too large are left to a person', () => {
    const two = candidate({ obligationId: 'o2', bankReference: 'NET2026000002-KOPI' });
    expect(namedBy({ ...entry, remark: 'NET2026000001-SEGAR NET2026000002-KOPI' }, [candidate({}), two])).toBeUndefined();
    expect(namedBy({ ...entry, direction: 'OUT' }, [candidate({})])).toBeUndefined();
    expect(namedBy({ ...entry, direction: 'OUT', amountMinor: 2_971_800n }, [candidate({ direction: 'OUT' })])).toBeUndefined();
    expect(namedBy({ ...entry, remark: 'pembayaran' }, [candidate({})])).toBeUndefined();
  });

  test('equal amounts are suggested, the nearest due date first, a known account before that', () => {
    const all = [candidate({ obligationId: 'late', dueDate: '2026-02-20', bankReference: 'NET2026000003-A' }), candidate({ obligationId: 'near', dueDate: '2026-01-28', bankReference: 'NET2026000004-B' }), candidate({ obligationId: 'known', dueDate: '2026-03-01', bankReference: 'NET2026000005-C', accountNo: '1234567890' }), candidate({ obligationId: 'other', openMinor: 1n, bankReference: 'NET2026000006-D' })];
    expect(suggestions({ ...entry, remark: '', counterpartyAccount: '1234567890' }, all)).toEqual([{ obligationId: 'known', reason: 'ACCOUNT_AND_AMOUNT' }, { obligationId: 'near', reason: 'AMOUNT' }, { obligationId: 'late', reason: 'AMOUNT' }]);
  });
});

test('a payout names a refund by its reference and its very amount, and one only', () => {
  const refunds = [{ id: 'r1', reference: 'RFD00AB12CD34EF56', amountMinor: 60_000n }, { id: 'r2', reference: 'RFD77AB12CD34EF56', amountMinor: 60_000n }];
  const entry = { direction: 'OUT' as const, amountMinor: 60_000n, remark: 'trsf rfd 00ab-12cd 34ef56' };
  expect(refundNamed(entry, refunds)?.id).toBe('r1');
  for (const change of [{ direction: 'IN' as const }, { amountMinor: 60_100n }, { remark: 'RFD00AB12CD34EF56 RFD77AB12CD34EF56' }, { remark: '' }]) expect(refundNamed({ ...entry, ...change }, refunds)).toBeUndefined();
});

test('a due date is never a Saturday, a Sunday or a holiday, and never earlier', () => {
  const holidays = new Set(['2026-12-24', '2026-12-25', '2027-01-01']);
  expect(['2026-12-23', '2026-12-24', '2026-12-26', '2026-12-28', '2027-01-01'].map((day) => businessDayFrom(day, holidays))).toEqual(['2026-12-23', '2026-12-28', '2026-12-28', '2026-12-28', '2027-01-04']);
  fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 40 }), (at, off) => {
    const free = new Set(off.map((one) => addDays('1990-01-01', one)));
    const [from, day] = [addDays('1990-01-01', at), businessDayFrom(addDays('1990-01-01', at), free)];
    const [between, weekday] = [daysBetween(from, day), new Date(`${day}T00:00:00Z`).getUTCDay()];
    return day >= from && !free.has(day) && weekday !== 0 && weekday !== 6 && Array.from({ length: between }, (_, step) => addDays(from, step)).every((skipped) => free.has(skipped) || [0, 6].includes(new Date(`${skipped}T00:00:00Z`).getUTCDay()));
  }), { numRuns: 1_000 });
});

describe('bank files', () => {
  const head = 'H,KONGSI-BANK,1,ST-1,1234567890,IDR\r\n';
  const good = `${head}E,B1,2026-01-29,IN,29717.00,IDR,"PT Segar, Tbk",0987654321,"NET2026000001-SEGAR ""lunas"""\r\nE,B2,2026-01-29,OUT,100.50,IDR,,,Biaya\r\nT,2,29616.50\r\n`;
  const faults = (text: string, read = readBankCsv): string[] => { const result = read(text); return 'faults' in result ? result.faults.map((one) => `${one.line} ${one.code}`) : []; };

  test('CSV is read to the last sen', () => {
    expect(readBankCsv(good)).toEqual({ statement: { statementRef: 'ST-1', accountNo: '1234567890', inMinor: 2_971_700n, outMinor: 10_050n, entries: [
      { line: 2, reference: 'B1', bookedOn: '2026-01-29', direction: 'IN', amountMinor: 2_971_700n, remark: 'NET2026000001-SEGAR "lunas"', counterpartyName: 'PT Segar, Tbk', counterpartyAccount: '0987654321' },
      { line: 3, reference: 'B2', bookedOn: '2026-01-29', direction: 'OUT', amountMinor: 10_050n, remark: 'Biaya' }] } });
  });

  test.each([
    ['no header', 'E,B1,2026-01-29,IN,1.00,IDR,,,\nT,1,1.00\n', '1 header_missing'],
    ['another currency in the header', good.replace('1234567890,IDR', '1234567890,USD'), '1 currency_not_supported'],
    ['another currency in a row', good.replace('100.50,IDR', '100.50,USD'), '3 currency_not_supported'],
    ['a negative amount', good.replace('100.50', '-100.50'), '3 negative_amount'],
    ['an amount with a comma', good.replace('100.50', '"100,50"'), '3 invalid_money'],
    ['an amount of nothing', good.replace('100.50', '0.00'), '3 zero_amount'],
    ['a day that no calendar has', good.replace('2026-01-29,OUT', '2026-02-30,OUT'), '3 invalid_date'],
    ['another direction', good.replace(',OUT,', ',DEBIT,'), '3 direction'],
    ['a missing column', good.replace(',,,Biaya', ',,Biaya'), '3 columns'],
    ['a reference twice', good.replace('B2', 'B1'), '3 reference_repeated'],
    ['no reference', good.replace('B2', ''), '3 reference_missing'],
    ['an unknown row', good.replace('E,B2', 'X,B2'), '3 row_unknown'],
    ['a wrong count', good.replace('T,2', 'T,3'), '4 trailer_count'],
    ['a wrong sum', good.replace('29616.50', '29616.51'), '4 trailer_sum'],
    ['no trailer', good.replace(/T,.*\r\n/, ''), '3 trailer_missing'],
    ['rows after the trailer', `${good}E,B3,2026-01-29,IN,1.00,IDR,,,\n`, '5 trailer_missing'],
    ['an open quotation', good.replace('""lunas"""', '""lunas'), '2 quotes'],
    ['nothing at all', '', '1 header_missing'],
  ])('CSV with %s is refused with its line', (_name, text, fault) => {
    expect(faults(text)).toContain(fault);
  });

  test('all faults are told at once, in the order of their lines', () => {
    expect(faults(good.replace('29717.00', '-29717.00').replace('2026-01-29,OUT', '2026-13-01,OUT'))).toEqual(['2 negative_amount', '3 invalid_date', '4 trailer_sum']);
  });

  test('any text is read or refused, and what is written is read back', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200, unit: fc.constantFrom('E', 'T', 'H', ',', '"', '\n', '\r', '1', '.', '0', 'A') }), (text) => { readBankCsv(text); }), { numRuns: 1_000 });
    const field = fc.string({ maxLength: 12, unit: fc.constantFrom('a', ',', '"', '\n', 'é', ' ') });
    fc.assert(fc.property(fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.boolean(), field), { maxLength: 8 }), (rows) => {
      const value = (amount: bigint): string => `${amount < 0n ? '-' : ''}${String(amount < 0n ? -amount : amount).padStart(3, '0').replace(/(..)$/, '.$1')}`;
      const text = head + rows.map(([amount, out, remark], at) => `E,R${at},2026-01-01,${out ? 'OUT' : 'IN'},${value(amount)},IDR,,,"${remark.replaceAll('"', '""')}"\n`).join('') + `T,${rows.length},${value(rows.reduce((sum, [amount, out]) => (out ? sum - amount : sum + amount), 0n))}\n`;
      const read = readBankCsv(text);
      expect('statement' in read && read.statement.entries.map((one) => [one.amountMinor, one.direction === 'OUT', one.remark])).toEqual(rows);
    }), { numRuns: 500 });
  });

  const camt = (change: (text: string) => string = (text) => text): string => change(`<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-01-30T01:00:00Z</CreDtTm></GrpHdr>
<Stmt><Id>ST-2</Id><Acct><Id><Othr><Id>123-456-7890</Id></Othr></Id><Ccy>IDR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="IDR">1000</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="IDR">30616.5</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><Sum>29817.50</Sum></TtlNtries></TxsSummry>
<Ntry><Amt Ccy="IDR">29717</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-01-29</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>PT Segar &amp; Co</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>0987654321</Id></Othr></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>NET2026000001-SEGAR</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="IDR">100.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-01-29</Dt></BookgDt><AcctSvcrRef>B2</AcctSvcrRef><AddtlNtryInf>Biaya</AddtlNtryInf></Ntry>
</Stmt></BkToCstmrStmt></Document>
`);

  test('camt.053 says the same as the CSV of the same day, with the line of each entry', () => {
    const read = readCamt053(camt());
    expect(read).toMatchObject({ statement: { statementRef: 'ST-2', accountNo: '1234567890', inMinor: 2_971_700n, outMinor: 10_050n, entries: [
      { line: 7, reference: 'B1', amountMinor: 2_971_700n, direction: 'IN', remark: 'NET2026000001-SEGAR', counterpartyName: 'PT Segar & Co', counterpartyAccount: '0987654321' }, { line: 9, reference: 'B2', amountMinor: 10_050n, direction: 'OUT', remark: 'Biaya' }] } });
    const prefixed = camt((text) => text.replace(/<(\/?)(?!\?)/g, '<$1c:').replace('xmlns=', 'xmlns:c='));
    expect(readCamt053(prefixed)).toEqual(read);
    expect(readCamt053(camt((text) => text.replace('001.08', '001.02').replaceAll('<Sts><Cd>BOOK</Cd></Sts>', '<Sts>BOOK</Sts>').replace('<Pty><Nm>PT Segar &amp; Co</Nm></Pty>', '<Nm>PT Segar &amp; Co</Nm>')))).toEqual(read);
  });

  test.each([
    ['entities that explode', camt((text) => text.replace('<Document', '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n<Document')), 'doctype'],
    ['an external entity', camt((text) => text.replace('<Document', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<Document').replace('ST-2', '&x;')), 'doctype'],
    ['an entity that nobody declared', camt((text) => text.replace('ST-2', '&bank;')), 'xml_malformed'],
    ['an element that is not closed', camt((text) => text.replace('</Stmt>', '')), 'xml_malformed'],
    ['another kind of document', camt((text) => text.replace('camt.053', 'camt.052')), 'not_camt053'],
    ['deep nesting', camt((text) => text.replace('<Id>ST-2</Id>', `${'<x>'.repeat(60)}${'</x>'.repeat(60)}`)), 'too_deep'],
    ['endless text', camt((text) => text.replace('ST-2', 'x'.repeat(9_000))), 'text_too_long'],
    ['two statements', camt((text) => text.replace('</Stmt>', '</Stmt><Stmt></Stmt>')), 'several_statements'],
    ['an entry that is only expected', camt((text) => text.replace('BOOK', 'PDNG')), 'not_booked'],
    ['another currency', camt((text) => text.replace('<Amt Ccy="IDR">100.50', '<Amt Ccy="USD">100.50')), 'currency_not_supported'],
    ['a negative amount', camt((text) => text.replace('>100.50<', '>-100.50<')), 'negative_amount'],
    ['three decimals', camt((text) => text.replace('>100.50<', '>100.505<')), 'invalid_money'],
    ['a wrong count', camt((text) => text.replace('<NbOfNtries>2', '<NbOfNtries>3')), 'trailer_count'],
    ['a wrong sum', camt((text) => text.replace('29817.50', '29817.51')), 'trailer_sum'],
    ['balances that the entries do not join', camt((text) => text.replace('30616.5', '30616.4')), 'balance'],
    ['no control figures', camt((text) => text.replace(/<TxsSummry>.*<\/TxsSummry>\n/, '').replace(/<Bal>.*CLBD.*\n/, '')), 'control_missing'],
    ['no text at all', '', 'statement_missing'],
  ])('camt.053 with %s is refused', (_name, text, code) => {
    expect(faults(text, readCamt053).map((one) => one.split(' ')[1])).toContain(code);
  });
});

describe('virtual accounts', () => {
  const registered = (...list: Registered[]): Map<string, Registered[]> => {
    const map = new Map<string, Registered[]>();
    for (const one of list) map.set(keyOf(one.number), [...(map.get(keyOf(one.number)) ?? []), one]);
    return map;
  };
  const money = (change: object): Parameters<typeof paidTo>[0] => ({ direction: 'IN', bookedOn: '2026-11-20', remark: '', ...change });
  const A = { number: '7001200000000042', partyId: 'a', validFrom: '2026-11-01' };

  test('a field is digits, with blanks, dots and dashes between them, or no virtual account at all', () => {
    expect(['', ' 7001 2000-0000.0042 ', '   70012', '1'.repeat(28), '1'.repeat(29), 'VA 42', '70O12'].map(digitsOf)).toEqual(['', '7001200000000042', '70012', '1'.repeat(28), undefined, undefined, undefined]);
  });

  test('in a remark only ten digits or more that stand alone are one; a field of its own goes before, and money out has none', () => {
    expect(numbersOf(money({ remark: `BI-FAST/${A.number} 20261120 X1234567890 1234567890Y 1234567890.0987654321 ${A.number}` }))).toEqual([A.number, '1234567890', '0987654321']);
    expect(numbersOf(money({ remark: A.number, virtualAccount: '99' }))).toEqual(['99']);
    expect(numbersOf(money({ remark: A.number, direction: 'OUT' }))).toEqual([]);
    expect(numbersOf(money({ remark: '1'.repeat(29) }))).toEqual([]);
  });

  test('noughts before a number make no other; it counts from its first day until the day on which it ended', () => {
    const all = registered(A);
    for (const number of [A.number, `000${A.number}`]) expect(paidTo(money({ virtualAccount: number }), all)).toEqual({ number, partyId: 'a', inForce: true });
    expect(paidTo(money({ virtualAccount: `1${A.number}` }), all)).toBeUndefined();
    const until = registered({ ...A, endedOn: '2026-11-20' });
    expect(['2026-10-31', '2026-11-01', '2026-11-19', '2026-11-20'].map((bookedOn) => paidTo(money({ virtualAccount: A.number, bookedOn }), until)?.inForce)).toEqual([false, true, true, false]);
    // Ended, and accepted again later: between the two nothing counts.
    const again = registered({ ...A, endedOn: '2026-11-10' }, { ...A, validFrom: '2026-11-15' });
    expect(['2026-11-09', '2026-11-12', '2026-11-15'].map((bookedOn) => paidTo(money({ virtualAccount: A.number, bookedOn }), again)?.inForce)).toEqual([true, false, true]);
  });

  test('numbers of two partners in one remark say nothing; two of one partner say the partner', () => {
    const [second, other] = [{ ...A, number: '7001200000000043' }, { ...A, number: '7001200000000044', partyId: 'b' }];
    expect(paidTo(money({ remark: `${A.number} ${other.number}` }), registered(A, second, other))).toBeUndefined();
    expect(paidTo(money({ remark: `${A.number} ${second.number}` }), registered(A, second, other))?.partyId).toBe('a');
  });

  test('money meets what is named, else the one of its amount, else the only one; everything else waits for a person', () => {
    const owed = (id: string, open: bigint, reference = `NET2026${id}-A`): { id: string; openMinor: bigint; reference: string } => ({ id, openMinor: open, reference });
    const [x, y, z] = [owed('000001', 100n), owed('000002', 100n), owed('000003', 300n)];
    const meant = (amountMinor: bigint, list: readonly (typeof x)[], remark = '', foreign: string[] = ['NET2026000009-B']): string | undefined => {
      const found = meantByAccount({ amountMinor, remark }, list, foreign);
      return typeof found === 'object' ? found.id : found;
    };
    expect([meant(300n, [x, y, z]), meant(100n, [x, y, z]), meant(50n, [x, y, z]), meant(50n, [x]), meant(900n, [x]), meant(900n, [])]).toEqual(['000003', undefined, undefined, '000001', '000001', 'NOTHING']);
    expect([meant(300n, [x, y, z], 'trsf net/2026/000002-a'), meant(100n, [x, y, z], 'NET2026000001-A NET2026000002-A'), meant(300n, [z], 'NET2026000009-B'), meant(300n, [z], 'NET2026000003-A NET2026000009-B')]).toEqual(['000002', undefined, undefined, undefined]);
    // Whatever is open, and whatever comes: what is chosen is open of this partner, alone of its amount, named, or alone; and the order of the list says nothing.
    fc.assert(fc.property(fc.array(fc.record({ id: fc.uuid(), openMinor: fc.bigInt({ min: 1n, max: 5n }) }), { maxLength: 5 }), fc.bigInt({ min: 1n, max: 6n }), (list, amountMinor) => {
      const all = list.map((one, at) => ({ ...one, reference: `NET2026${String(at).padStart(6, '0')}` }));
      const found = meantByAccount({ amountMinor, remark: '' }, all, []);
      const exact = all.filter((one) => one.openMinor === amountMinor);
      expect(found).toBe(all.length === 0 ? 'NOTHING' : exact.length === 1 ? exact[0] : exact.length === 0 && all.length === 1 ? all[0] : undefined);
      expect(meantByAccount({ amountMinor, remark: '' }, [...all].reverse(), [])).toBe(found);
    }));
  });

  test('a fee invoice that is paid apart is named by its number, in its very amount, and by nothing beside it', () => {
    const [x, y] = [{ id: 'x', openMinor: 100n, reference: 'INV/2026/000042' }, { id: 'y', openMinor: 100n, reference: 'INV/2026/000043' }];
    const named = (remark: string, amountMinor = 100n, direction: 'IN' | 'OUT' = 'IN'): string | undefined => invoiceNamed({ direction, amountMinor, bookedOn: '2026-11-20', remark }, [x, y], ['NET2026000001-A'])?.id;
    expect([named('bayar inv-2026-000042'), named('INV2026000042', 99n), named('INV2026000042 INV2026000043'), named('INV2026000042 NET2026000001-A'), named('INV2026000042', 100n, 'OUT'), named('lunas')]).toEqual(['x', undefined, undefined, undefined, undefined, undefined]);
  });

  test('of others only what the remark names is suggested, while the account is alive', () => {
    const one = (partyId: string, open: bigint): Candidate => ({ obligationId: `o-${partyId}-${open}`, partyId, direction: 'IN', openMinor: open, dueDate: '2026-11-20', partnerCode: partyId, bankReference: `NET2026${open}-${partyId}` });
    const list = [one('a', 100n), one('a', 200n), one('b', 100n), one('b', 300n)];
    const told = (alive: boolean): unknown[] => suggestions({ direction: 'IN', amountMinor: 100n, bookedOn: '2026-11-20', remark: 'NET2026300-B', payer: { partyId: 'a', alive } }, list).map((each) => [each.obligationId, each.reason]);
    expect(told(true)).toEqual([['o-b-300', 'REFERENCE'], ['o-a-100', 'VIRTUAL_ACCOUNT_AND_AMOUNT'], ['o-a-200', 'VIRTUAL_ACCOUNT']]);
    expect(told(false)).toEqual([['o-b-300', 'REFERENCE'], ['o-a-100', 'VIRTUAL_ACCOUNT_AND_AMOUNT'], ['o-a-200', 'VIRTUAL_ACCOUNT'], ['o-b-100', 'AMOUNT']]);
  });

  test('the tenth column of KONGSI-BANK holds it, and may be left out', () => {
    const file = (...rows: string[]): string => `H,KONGSI-BANK,1,ST-1,1234567890,IDR\n${rows.join('\n')}\nT,${rows.length},${rows.length}.00\n`;
    const read = readBankCsv(file('E,B1,2026-01-29,IN,1.00,IDR,,,x', 'E,B2,2026-01-29,IN,1.00,IDR,,,x,', 'E,B3,2026-01-29,IN,1.00,IDR,,,x, 70012 42', 'E,B4,2026-01-29,IN,1.00,IDR,,,x,0070012'));
    expect('statement' in read && read.statement.entries.map((one) => one.virtualAccount)).toEqual([undefined, undefined, '7001242', '0070012']);
    const refused = readBankCsv(file('E,B1,2026-01-29,IN,1.00,IDR,,,x,VA42', 'E,B2,2026-01-29,IN,1.00,IDR,,,x,1,2'));
    expect('faults' in refused && refused.faults.map((one) => `${one.line} ${one.code}`)).toEqual(['2 virtual_account_invalid', '3 columns', '4 trailer_count', '4 trailer_sum']);
  });

  test('camt.053 has it as the account of the creditor, or its proxy, where that is not the account of the statement', () => {
    const file = (details: string, sign = 'CRDT'): string => `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><Othr><Id>123-456-7890</Id></Othr></Id><Ccy>IDR</Ccy></Acct><TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries><Sum>1</Sum></TtlNtries></TxsSummry>
<Ntry><Amt Ccy="IDR">1</Amt><CdtDbtInd>${sign}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-01-29</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef><NtryDtls>${details}</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`;
    const entry = (details: string, sign?: string): object => {
      const read = readCamt053(file(details, sign));
      const found = 'statement' in read ? read.statement.entries[0] : undefined;
      return { virtualAccount: found?.virtualAccount, collective: found?.collective };
    };
    const to = (inner: string): string => `<TxDtls><RltdPties><CdtrAcct>${inner}</CdtrAcct></RltdPties></TxDtls>`;
    const id = (number: string): string => `<Id><Othr><Id>${number}</Id></Othr></Id>`;
    expect([entry(to(id('7001 2000 0000 0042'))), entry(to(id('1234567890'))), entry(to(id('ID12BANK'))), entry(to(id('7001200000000042')), 'DBIT'), entry(to(`${id('1234567890')}<Prxy><Id>7001200000000042</Id></Prxy>`))])
      .toEqual([{ virtualAccount: '7001200000000042' }, {}, {}, {}, { virtualAccount: '7001200000000042' }].map((one) => ({ virtualAccount: undefined, collective: undefined, ...one })));
    // Money to several that was booked as one is nobody's before a person has said so; several times the same is one.
    expect([entry(to(id('7001200000000042')) + to(id('7001200000000043'))), entry(to(id('7001200000000042')) + to(id('7001200000000042')))]).toEqual([{ virtualAccount: undefined, collective: true }, { virtualAccount: '7001200000000042', collective: undefined }]);
    // Where the bank says it of one of them alone, the others' money is not that partner's; and of several that name no account the remark of one says nothing of the rest.
    const tx = (remark: string): string => `<TxDtls><RmtInf><Ustrd>${remark}</Ustrd></RmtInf></TxDtls>`;
    for (const others of [tx('toko'), to(id('1234567890')), to(id('ID12BANK'))]) expect([entry(to(id('7001200000000042')) + others), entry(others + to(id('7001200000000042')))]).toEqual(Array(2).fill({ virtualAccount: undefined, collective: true }));
    expect([entry(tx('7001200000000042') + tx('toko')), entry(tx('NET2026000001-A') + tx('toko')), entry(tx('NET2026000001-A') + tx('toko'), 'DBIT')].map((one) => (one as { collective?: boolean }).collective)).toEqual([true, true, undefined]);
    // References of the creditor and of the payment, and what the bank adds, are part of the remark.
    const read = readCamt053(file(`<TxDtls><Refs><EndToEndId>7001200000000042</EndToEndId></Refs><RmtInf><Strd><CdtrRefInf><Ref>7001200000000043</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>`));
    expect('statement' in read && numbersOf(read.statement.entries[0] as Parameters<typeof numbersOf>[0])).toEqual(['7001200000000043', '7001200000000042']);
  });
});

describe('payment instructions', () => {
  const payouts = [{ endToEnd: 'NET2026000003-KOPI', amountMinor: 6_205_700n, holder: 'PT Kopi & Kita <Tbk>', accountNo: '1112223334', bic: 'CENAIDJA', bankName: 'BCA' }, { endToEnd: 'NET2026000004-X', amountMinor: 100n, holder: '=cmd|x', accountNo: '5556667778', bic: 'BMRIIDJA', bankName: 'Mandiri, Tbk' }];
  const instruction = { instructionId: '0197a0e0-0000-7000-8000-000000000001', executionDate: '2026-02-01', madeAt: new Date('2026-02-01T03:00:00Z'), payouts };

  test('the CSV adds up and runs no formula', () => {
    expect(instructionCsv(instruction).split('\r\n')).toEqual(['H,KONGSI-PAYOUT,1,0197a0e0-0000-7000-8000-000000000001,2026-02-01', 'P,NET2026000003-KOPI,62057.00,IDR,BCA,CENAIDJA,1112223334,PT Kopi & Kita <Tbk>', `P,NET2026000004-X,1.00,IDR,"Mandiri, Tbk",BMRIIDJA,5556667778,'=cmd|x`, 'T,2,62058.00', '']);
  });

  test('the pain.001 adds up and escapes names', () => {
    const xml = instructionXml(instruction, { legalName: 'PT Kongsi', holder: 'PT Kongsi', accountNo: '9998887776', bic: 'BNINIDJA' });
    expect(xml.match(/<CtrlSum>62058\.00<\/CtrlSum>/g)).toHaveLength(2);
    expect(xml).toContain('<Nm>PT Kopi &amp; Kita &lt;Tbk&gt;</Nm>');
    expect(xml.match(/<NbOfTxs>2<\/NbOfTxs>/g)).toHaveLength(2);
  });
});
