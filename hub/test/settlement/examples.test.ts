import { expectedPph23 } from '../../src/cash/domain/withholding';
import { allocate } from '../../src/kernel/allocate';
import { businessDate } from '../../src/kernel/business-date';
import { minorToValue } from '../../src/kernel/money';
import { HUB_PARTY, RATE_DIFFERENCE_PARTY } from '../../src/kernel/parties';
import { Exact } from '../../src/kernel/rate';
import { roundHalfUp } from '../../src/kernel/rounding';
import type { Calculation } from '../../src/settlement/domain/facts';
import { net, netCash } from '../../src/settlement/domain/netting';
import { EngineBooks, partyId, type DatedTerms } from '../support/engine-books';
import { exampleTerms, Scenario, type ExamplePosting } from '../support/scenario';
import { defaults, vector, vectors, type Vector } from '../support/vectors';

/** The worked examples from what they are given alone: the ledger's plan says which lots a burn takes, the settlement's calculation what it costs. */

const NAMES = ['A', 'B', 'C'] as const;
const nameOf = (party: string): string => NAMES.find((one) => partyId(one) === party) ?? party;
const value = (minor: bigint): string => minorToValue(minor);
const minor = (text: string): bigint => BigInt(text.replace('.', ''));
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, one) => total + one, 0n);
const text = (values: Readonly<Record<string, bigint>>): Record<string, string> => Object.fromEntries(Object.entries(values).map(([name, one]) => [name, value(one)]));

const deltas = (night: Calculation, type: string, of: { payer?: string; payee?: string }): bigint => sum(night.lines.filter((line) => line.lineType === type && (of.payer === undefined || line.payer === of.payer) && (of.payee === undefined || line.payee === of.payee)).map((line) => line.delta));

/** What a night says of one party. */
function columns(night: Calculation, name: string): { pays: bigint; receives: bigint; position: bigint; issuerFee: bigint; acceptanceFee: bigint; ppn: bigint; cash: bigint } {
  const party = partyId(name);
  const [pays, receives] = [deltas(night, 'CLAIM', { payer: party }), deltas(night, 'CLAIM', { payee: party })];
  const [issuerFee, acceptanceFee, ppn] = ['ISSUER_FEE', 'ACCEPTANCE_FEE', 'PPN'].map((type) => deltas(night, type, { payer: party })) as [bigint, bigint, bigint];
  const position = night.positions.find((one) => one.partyId === party)?.change ?? 0n;
  expect(position).toBe(receives - pays);
  return { pays, receives, position, issuerFee, acceptanceFee, ppn, cash: netCash(position, issuerFee + acceptanceFee, ppn, defaults.terms.netFees) };
}

/** The night of an example that others begin with. */
function played(base: Vector): { books: EngineBooks; scenario: Scenario; night: Calculation; written: object[] } {
  const books = new EngineBooks({ HUB: exampleTerms(), ...Object.fromEntries((base.given.partners as string[]).map((name) => [name, exampleTerms()])) });
  const scenario = new Scenario(books.terms, base.given.lots);
  const { legs, written } = scenario.play(base.given.postings, nameOf);
  return { books, scenario, written, night: books.night(base.given.window.businessDate, legs) };
}

/** What a night of corrections says, in the words of the examples. */
function changes(night: Calculation, name: string): Record<string, string> {
  const { position, issuerFee, acceptanceFee, ppn, cash } = columns(night, name);
  return { partyId: name, ...text({ positionChange: position, issuerFeeChange: issuerFee, acceptanceFeeChange: acceptanceFee, ppnChange: ppn, netCash: cash }) };
}

function hubChanges(night: Calculation): Record<string, string> {
  const [fee, ppn] = [deltas(night, 'ISSUER_FEE', {}) + deltas(night, 'ACCEPTANCE_FEE', {}), deltas(night, 'PPN', {})];
  return text({ feeChange: fee, ppnChange: ppn, netCash: fee + ppn });
}

/** What the credit notes of a night must say: its deltas on the lines of earlier cycles, by the invoice that printed each line. */
function notes(night: Calculation): object[] {
  const claims = (side: 'payer' | 'payee', party: string): { payer: string; payee: string; amount: string }[] => night.lines.filter((line) => line.lineType === 'CLAIM' && line[side] === party && line.delta !== 0n)
    .map((line) => ({ payer: nameOf(line.payer), payee: nameOf(line.payee), amount: value(-line.delta) })).sort((a, b) => (a.payer + a.payee < b.payer + b.payee ? -1 : 1));
  return NAMES.flatMap((name): object[] => {
    const { pays, receives, issuerFee, acceptanceFee, ppn } = columns(night, name);
    return [
      ...(pays === 0n ? [] : [{ partyId: name, corrects: 'POINTS_INVOICE', total: value(-pays), lines: claims('payer', partyId(name)) }]),
      ...(receives === 0n ? [] : [{ partyId: name, corrects: 'REDEMPTION_INVOICE', total: value(-receives), lines: claims('payee', partyId(name)) }]),
      ...(issuerFee + acceptanceFee === 0n ? [] : [{ partyId: name, corrects: 'FEE_INVOICE', fee: value(-issuerFee - acceptanceFee), ppn: value(-ppn), total: value(-issuerFee - acceptanceFee - ppn) }]),
    ];
  });
}

describe('W1: one night of three partners', () => {
  const { given, expected } = vector('W1');
  const { scenario, night, written } = played(vector('W1'));

  test('burns take the lots that end first, and a reversal gives back the last leg', () => {
    expect(written).toEqual(expected.legs);
    for (const lotId of Object.keys(expected.lotRemaining)) expect([lotId, scenario.remaining(lotId)]).toEqual([lotId, expected.lotRemaining[lotId]]);
    expect(night.lines.every((line) => line.payerCycleId === '' || line.payerCycleId.endsWith(given.window.businessDate))).toBe(true);
  });

  test('claims, and the three ways of netting them', () => {
    // A claim of a brand on itself is none.
    expect(night.matrix.map((one) => ({ payer: nameOf(one.payer), payee: nameOf(one.payee), points: Number(one.points), amount: value(one.amount) }))).toEqual(expected.claims.filter((one: { payer: string; payee: string }) => one.payer !== one.payee));
    expect(expected.claims.filter((one: { payer: string; payee: string }) => one.payer === one.payee)).toEqual([{ payer: 'C', payee: 'C', points: 0, amount: '0.00' }]);
    expect([Number(night.pointsBurned), value(sum(night.matrix.map((one) => one.amount)))]).toEqual([expected.grossPoints, expected.gross]);
    const { gross, bilateral, multilateral } = net(night.matrix);
    expect([value(gross), value(bilateral.total), value(multilateral.total)]).toEqual([expected.netting.GROSS, expected.netting.BILATERAL.total, expected.netting.MULTILATERAL.total]);
    expect(bilateral.transfers.map((one) => ({ payer: nameOf(one.payer), payee: nameOf(one.payee), amount: value(one.amount) }))).toEqual(expect.arrayContaining(expected.netting.BILATERAL.transfers));
    expect(bilateral.transfers).toHaveLength(expected.netting.BILATERAL.transfers.length);
  });

  const tax = (fee: bigint): Exact => new Exact(fee.toString()).mul(defaults.tax.dppNumerator).div(defaults.tax.dppDenominator);

  test.each(NAMES)('every column of %s', (name) => {
    const party = expected.parties.find((one: { partyId: string }) => one.partyId === name);
    const { cash, ...found } = columns(night, name);
    const feeBase = found.issuerFee + found.acceptanceFee;
    expect({ partyId: name, ...text({ ...found, feeBase, taxBase: roundHalfUp(tax(feeBase), 1n), netCash: cash, pph23Expected: expectedPph23(feeBase, '0.02') }), taxBaseExact: party.taxBaseExact }).toEqual(party);
    const [n, d] = party.taxBaseExact.split('/');
    expect(tax(feeBase).div(100).eq(new Exact(n).div(d))).toBe(true);
  });

  test('the hub keeps the fees and their PPN, and all cash adds up to nothing', () => {
    const all = NAMES.map((name) => columns(night, name));
    const [fees, ppn] = [sum(all.map((one) => one.issuerFee + one.acceptanceFee)), sum(all.map((one) => one.ppn))];
    const withheld = all.map((one) => expectedPph23(one.issuerFee + one.acceptanceFee, '0.02'));
    expect({ ...text({ fees, ppn, netCash: fees + ppn, pph23Expected: sum(withheld) }) }).toEqual(expected.hub);
    expect(value(sum(all.map((one) => one.cash)) + fees + ppn)).toBe(expected.sumOfNetCash);
    expect(all.map((one, at) => ({ partyId: NAMES[at], direction: one.cash < 0n ? 'PAYS_HUB' : 'HUB_PAYS', amount: value(one.cash < 0n ? -one.cash : one.cash) }))).toEqual(expected.obligations);
    expect(all.map((one, at) => ({ partyId: NAMES[at], amount: value(netCash(one.position, one.issuerFee + one.acceptanceFee, one.ppn, false)) }))).toEqual(expected.netFeesFalse.cash);
    expect(all.map((one, at) => ({ partyId: NAMES[at], amount: value(one.cash + (withheld[at] ?? 0n)) }))).toEqual(expected.pph23Withheld.netCash);
    expect(value(fees + ppn - sum(withheld))).toBe(expected.pph23Withheld.hubNetCash);
  });

  test('what each document comes to, PPN by line, and what is set off', () => {
    const documents = NAMES.flatMap((name) => {
      const { pays, receives, issuerFee, acceptanceFee, ppn, cash } = columns(night, name);
      const [fee, owed] = [issuerFee + acceptanceFee, pays + issuerFee + acceptanceFee + ppn];
      return [
        { partyId: name, kind: 'POINTS_INVOICE', total: value(pays) }, { partyId: name, kind: 'REDEMPTION_INVOICE', total: value(receives) },
        { partyId: name, kind: 'FEE_INVOICE', ...text({ feeBase: fee, ppn, total: fee + ppn }), ppnByLine: allocate(ppn / 100n, [issuerFee, acceptanceFee]).map((part) => value(part * 100n)) },
        { partyId: name, kind: 'NETTING_STATEMENT', ...text({ setOff: owed < receives ? owed : receives, netCash: cash }) },
      ];
    });
    expect(documents).toEqual(expected.documents);
  });
});

describe('W2: a burn is reversed after its invoices were issued', () => {
  const { given, expected } = vector('W2');
  const after = (postings: readonly ExamplePosting[]): { before: ReturnType<typeof played>; nights: Calculation[]; written: object[][] } => {
    const before = played(vector(given.base));
    const steps = postings.map((one) => before.scenario.play([one], nameOf));
    return { before, written: steps.map((one) => one.written), nights: steps.map((one, at) => before.books.night(businessDate(new Date(postings[at]?.occurredAt ?? '')), one.legs)) };
  };

  test('in one go: what moves, and the credit notes of it', () => {
    const { before, nights: [night], written } = after(given.postings);
    expect([given.baseDocuments, given.window.businessDate, expected.baseDocumentsUnchanged]).toEqual(['ISSUED', businessDate(new Date(given.postings[0].occurredAt)), true]);
    expect(written.flat()).toEqual(expected.legs);
    for (const lotId of Object.keys(expected.lotRemaining)) expect([lotId, before.scenario.remaining(lotId)]).toEqual([lotId, expected.lotRemaining[lotId]]);
    const made = night as Calculation;
    expect(NAMES.map((name) => changes(made, name))).toEqual(expected.parties);
    expect(hubChanges(made)).toEqual(expected.hub);
    expect(value(sum(NAMES.map((name) => columns(made, name).cash)) + minor(expected.hub.netCash))).toBe(expected.sumOfNetCash);
    expect(notes(made)).toEqual(expected.creditNotes);
    // All of it stands on lines of the cycle of the original, which are issued: nothing there is written anew.
    expect(made.lines.every((line) => line.payerCycleId === '' || line.payerCycleId.endsWith(vector(given.base).given.window.businessDate))).toBe(true);
    const check = expected.ppnCheck;
    const ppn = (one: Calculation): bigint => deltas(one, 'PPN', { payer: partyId(check.partyId) });
    expect([ppn(before.night), ppn(before.night) + ppn(made), -ppn(made)].map(value)).toEqual([check.cumulativeBefore, check.cumulativeAfter, check.credited]);
    expect(alone(-columns(made, check.partyId).acceptanceFee)).toBe(check.perNoteWouldBe);
  });

  const { rate, dppNumerator, dppDenominator } = defaults.tax;
  /** PPN of a note that is rounded by itself. */
  const alone = (fee: bigint): string => value(roundHalfUp(new Exact(rate).mul(fee.toString()).mul(dppNumerator).div(dppDenominator)));

  test('W2-PARTS: in three parts, each step and the sum of all', () => {
    const parts = vector('W2-PARTS');
    expect([parts.given.base, parts.given.baseDocuments]).toEqual([given.base, given.baseDocuments]);
    const { nights, written } = after(parts.given.postings);
    parts.expected.steps.forEach((step: { window: { windowId: string; businessDate: string }; legs: object[]; parties: object[]; hub: object }, at: number) => {
      const night = nights[at] as Calculation;
      expect([step.window.windowId, step.window.businessDate]).toEqual([`win_W2P${at + 1}`, businessDate(new Date(parts.given.postings[at].occurredAt))]);
      expect(written[at]).toEqual(step.legs);
      expect(NAMES.map((name) => changes(night, name))).toEqual(step.parties);
      expect(hubChanges(night)).toEqual(step.hub);
    });
    const whole = vector(parts.expected.sumEquals);
    const totals = NAMES.map((name) => nights.map((night) => columns(night, name)).reduce((a, b) => ({ ...a, position: a.position + b.position, issuerFee: a.issuerFee + b.issuerFee, acceptanceFee: a.acceptanceFee + b.acceptanceFee, ppn: a.ppn + b.ppn, cash: a.cash + b.cash })));
    expect(totals.map((one, at) => ({ partyId: NAMES[at], ...text({ positionChange: one.position, issuerFeeChange: one.issuerFee, acceptanceFeeChange: one.acceptanceFee, ppnChange: one.ppn, netCash: one.cash }) }))).toEqual(whole.expected.parties);
    expect([value(-(totals[1]?.ppn ?? 0n)), value(sum(nights.map((night) => minor(alone(-columns(night, 'B').acceptanceFee)))))]).toEqual([parts.expected.ppnCumulativeSumForB, parts.expected.ppnPerNoteSumForB]);
  });
});

interface WireTerms { readonly termsVersion: string; readonly validFrom: string; readonly settlementValue: string }
function versions(terms: readonly WireTerms[], changes = {}): DatedTerms[] {
  expect(terms.map((one) => one.termsVersion)).toEqual(terms.map((_one, at) => `prog@v${at + 1}`));
  return terms.map(({ validFrom, settlementValue }) => ({ validFrom, body: exampleTerms(settlementValue, changes) }));
}

test('W3: a reversal is priced by the terms of the burn, whatever the price has become', () => {
  const { given, expected } = vector('W3');
  const terms = versions(given.terms);
  const books = new EngineBooks({ HUB: terms, A: terms, B: terms });
  const scenario = new Scenario(books.terms, given.lots);
  const [burned, reversed] = (given.postings as ExamplePosting[]).map((one) => books.night(businessDate(new Date(one.occurredAt)), scenario.post(one)));
  const claim = (night: Calculation | undefined): bigint => night?.matrix[0]?.amount ?? 0n;
  expect([claim(burned), -claim(reversed)].map(value)).toEqual([expected.burnClaim, expected.reversalCredit]);
  const wrong = new Exact(given.postings[1].points).mul(given.terms[1].settlementValue).mul(100);
  expect([value(roundHalfUp(wrong)), value(-claim(reversed) - roundHalfUp(wrong))]).toEqual([expected.wrongAtCurrentPrice, expected.leakIfWrong]);
  expect(reversed?.groups.map(({ pricing }) => pricing.pay.termsRef.split(' ')[0])).toEqual([`A@${given.terms[0].termsVersion.split('@')[1]}`]);
});

test.each(['BURN', 'LOT_ISSUE'] as const)('W4: the rate basis %s', (rateBasis) => {
  const { given, expected } = vector('W4');
  const terms = versions(given.terms, { rateBasis });
  const books = new EngineBooks({ HUB: terms, A: terms, B: terms });
  const [posting] = given.postings as ExamplePosting[];
  const night = books.night(businessDate(new Date(posting?.occurredAt ?? '')), new Scenario(books.terms, given.lots).post(posting as ExamplePosting));
  const change = (party: string): string => value(night.positions.find((one) => one.partyId === party)?.change ?? 0n);
  expect({ issuer: change(partyId('A')), redeemer: change(partyId('B')), rateDifference: change(RATE_DIFFERENCE_PARTY) }).toEqual(expected[rateBasis]);
});

describe('W5: a burn that was made offline arrives late', () => {
  const { given, expected } = vector('W5');
  const terms = versions(given.terms);
  const books = new EngineBooks({ HUB: terms, A: terms, B: terms }, (party, date) => `${party}~${date.slice(0, 7)}`);
  const lot = { lotId: 'L1', memberId: 'm1', issuerId: given.posting.issuerId, points: given.posting.points, earnedAt: '2025-12-01T03:00:00Z', expiresAt: '2026-11-30T17:00:00Z' };
  const post = (receivedAt: string): ReturnType<Scenario['post']> => new Scenario(books.terms, [lot]).post({ ...given.posting, memberId: 'm1' }, receivedAt);

  test('it keeps its date and price, and stands in section LATE of the documents of the month in which it came', () => {
    const { posting, openWindow } = given;
    expect((Date.parse(posting.receivedAt) - Date.parse(posting.occurredAt)) / 1000).toBe(expected.ageSeconds);
    const legs = post(posting.receivedAt);
    expect([legs.length > 0, legs[0]?.businessDate, openWindow.windowId]).toEqual([expected.accepted, expected.businessDate, expected.windowId]);
    const night = books.night(openWindow.businessDate, [...legs, { ...(legs[0] as (typeof legs)[number]), legId: 'on time', businessDate: openWindow.businessDate }]);
    const lines = night.lines.filter((line) => line.kind === 'BURN');
    expect(lines.map((line) => [line.section, value(line.delta), line.payerCycleId])).toEqual([['NORMAL', expected.wrongAtArrivalPrice, `A~${expected.documentMonth}`], [expected.section, expected.claim, `A~${expected.documentMonth}`]]);
    expect(lines[1]?.termsRefs).toEqual(['A', 'B'].map((name) => expect.stringContaining(`${name}@${expected.termsVersion.split('@')[1]} `)));
  });

  test('up to 72 hours it is accepted, a second later it is not', () => {
    expect(given.lateLimitHours * 3_600_000).toBe(Date.parse(given.limitCases[0].receivedAt) - Date.parse(given.posting.occurredAt));
    expect((given.limitCases as { receivedAt: string }[]).map(({ receivedAt }) => {
      try {
        return post(receivedAt).length > 0 ? 'ACCEPTED_LATE' : 'LOST';
      } catch (error) {
        return (error as { code?: string }).code === 'offline_window_expired' ? 'QUARANTINED' : error;
      }
    })).toEqual(expected.limitCases);
  });

  test('business dates are those of the settlement zone', () => {
    expect((given.businessDateCases as string[]).map((at) => businessDate(new Date(at), given.zone))).toEqual(expected.businessDateCases);
  });
});

describe('W11: points that are contested', () => {
  const { given, expected } = vector('W11');
  const ruled = (before: readonly ExamplePosting[]): Calculation => {
    const { books, scenario } = played(vector(given.dispute.legs.length === 1 ? given.base : ''));
    for (const posting of before) books.night(businessDate(new Date(posting.occurredAt)), scenario.post(posting));
    const legs = (given.dispute.legs as { postingId: string; lotId: string; points: number }[]).map(({ postingId, lotId, points }) => {
      const { legId, issuerId, redeemerId } = scenario.legOf(postingId, lotId);
      return { legId: `ruling ${legId}`, issuerId, ...(redeemerId && { redeemerId }), points: BigInt(-points), businessDate: '2026-01-27', reversesLegId: legId, source: 'CORRECTION' as const };
    });
    return books.night('2026-01-27', legs);
  };

  test('upheld in money they move what a reversal would, before or after W2', () => {
    expect([given.baseDocuments, given.dispute.state, given.dispute.remedy]).toEqual(['ISSUED', 'UPHELD', 'MONEY_ONLY']);
    const nights = [ruled([]), ...(expected.afterW2Same ? [ruled(vector('W2').given.postings)] : [])];
    expect(nights).toHaveLength(2);
    for (const night of nights) {
      expect(NAMES.map((name) => changes(night, name))).toEqual(expected.parties);
      expect(hubChanges(night)).toEqual(expected.hub);
      expect(value(sum(NAMES.map((name) => columns(night, name).cash)) + minor(expected.hub.netCash))).toBe(expected.sumOfNetCash);
      expect(notes(night)).toEqual(expected.creditNotes);
      // What is contested is the principal; fees wait for the ruling.
      expect(expected.whileOpen.disputedSubBalance).toEqual([given.dispute.openedBy, 'C'].map((name) => ({ partyId: name, amount: value(columns(night, name).position) })));
    }
    expect(expected.whileOpen.feesMoved).toBe('0.00');
    expect(given.dispute.openedOnDay).toBeLessThanOrEqual(given.dispute.disputeDays);
  });
});

describe('BURN-REVERSAL: the parts of a burn that is given back', () => {
  const { given, expected } = vector('BURN-REVERSAL');
  test.each<[number[], unknown]>(given.cases.map((one: { reversals: number[] }, at: number) => [one.reversals, expected.cases[at]]))('in parts %j: last leg first, by the ledger\'s own plan', (parts, wanted) => {
    const scenario = new Scenario(new EngineBooks({ HUB: exampleTerms(), A: exampleTerms(), B: exampleTerms(), C: exampleTerms() }).terms, given.lots);
    scenario.post(given.burn);
    const back = parts.map((points, at) => scenario.play([{ postingId: `R${at}`, type: 'REVERSAL', reversesPostingId: given.burn.postingId, points, occurredAt: given.burn.occurredAt }], nameOf).written);
    expect(back.map((step) => step.map((one) => ({ lotId: one.lotId, issuerId: one.issuerId, points: -one.points })))).toEqual(wanted);
  });
});

test.each(vectors('W13'))('$id: funders share a claim, and it is the whole of it', ({ given, expected }) => {
  (given.cases as { points: number; price: string; shares: { partyId: string; weight: string }[] }[]).forEach((one, at) => {
    const books = new EngineBooks({ HUB: exampleTerms(one.price), A: exampleTerms(one.price), B: exampleTerms(one.price), C: exampleTerms(one.price) });
    const funding = one.shares.map(({ partyId: name, weight }) => ({ partyId: partyId(name), weight }));
    const night = books.night('2026-01-15', [{ legId: 'joint', issuerId: partyId('A'), redeemerId: partyId('C'), points: BigInt(one.points), businessDate: '2026-01-15', funding }]);
    const pays = one.shares.map(({ partyId: name }) => deltas(night, 'CLAIM', { payer: name === 'HUB' ? HUB_PARTY : partyId(name) }));
    expect([pays.map(value), value(sum(pays))]).toEqual([expected.cases[at].pays, expected.cases[at].total]);
  });
});
