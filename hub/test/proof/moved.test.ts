import { writeFileSync } from 'node:fs';
import type { ClaimLine, ProofBundle2 } from '../../../partner-sdk/src/proof/bundle';
import { verifyProof, type ProofResult } from '../../../partner-sdk/src/proof/verify';
import type { CreditNote, Invoice } from '../../src/invoicing/invoicing.wire';
import type { HubKeys } from '../../src/proof/proof.wire';
import { correctedTerms, restated } from '../support/corrected-terms';
import { logTermsAsTheyAre } from '../support/logged-terms';
import type { Window } from '../../src/settlement/settlement.wire';
import { givenNights, type Nights } from '../support/nights';
import type { Person } from '../support/stack';

const idr = (value: string): { currency: 'IDR'; value: string } => ({ currency: 'IDR', value });
const priced = (price: string, steps?: readonly { fromPoints: number; pointPrice: string }[]): object => ({ clauses: (['PAY', 'RECEIVE'] as const).map((side) => ({ clauseId: `burn-${side.toLowerCase()}`, event: 'BURN', side, pointPrice: price, ...(steps && { steps }) })) });
const fees = (issuer: object, acceptance: object = {}): object => ({ fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.015', ...issuer }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0.035', ...acceptance }] });

/** Brands whose windows are restated, and all that they prove afterwards. */
class Case {
  private checker: Person | undefined;
  readonly texts = new Map<string, string>();
  private keys: string[] = [];
  private constructor(readonly nights: Nights, private readonly codes: readonly string[]) {}

  static async of(codes: readonly string[], agreed: (nights: Nights) => Readonly<Record<string, object>>): Promise<Case> {
    const nights = await givenNights(codes);
    for (const [code, terms] of Object.entries(agreed(nights))) await nights.agree(code, terms);
    await logTermsAsTheyAre(nights);
    await nights.awayFromMonthEnd();
    const one = new Case(nights, codes);
    while (new Date(`${(await one.open()).businessDate}T00:00:00Z`).getUTCDay() !== 1) await one.night();
    return one;
  }

  /** A day passes, and its night is calculated. @returns its window */
  async night(): Promise<Window> {
    const { id } = await this.open();
    await this.nights.advanceDays(1);
    const closed = await this.nights.maker.get<Window>(`/settlement-windows/${id}`);
    expect([closed.status, closed.run.status, closed.run.parkedReason]).toEqual(['CLOSED', 'DONE', undefined]);
    return closed;
  }

  private async open(): Promise<Window> {
    return (await this.nights.maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN')).data[0] as Window;
  }

  /** Restates a window by corrections of the first versions of some brands' terms, changed in their text. */
  async restate(windowId: string, changes: readonly (readonly [code: string, from: RegExp, to: string])[], taxes?: readonly string[]): Promise<void> {
    this.checker ??= await this.nights.stack.person('budi', ['HUB_APPROVER']);
    const ids: string[] = [];
    for (const [code, from, to] of changes) ids.push(...(await correctedTerms({ stack: this.nights.stack, brands: Object.fromEntries(this.codes.map((one) => [one, this.nights.brand(one)])) }, from, to, [code])));
    await restated({ maker: this.nights.maker, checker: this.checker }, windowId, ids, taxes);
  }

  /** Asks for the proof of everything that was issued to anybody. */
  async askAll(name: string): Promise<void> {
    const { stack, brand } = this.nights;
    this.keys = ((await (await fetch(`${stack.origin}/v1/log/keys`)).json()) as HubKeys).keys;
    for (const code of this.codes) {
      const person = await stack.person(`owner-${code.toLowerCase()}`, ['PARTNER_OWNER'], brand(code).partnerId);
      const [invoices, notes] = [await person.get<{ data: Invoice[] }>('/invoices?limit=100&sort=cycleFrom'), await person.get<{ data: CreditNote[] }>('/credit-notes?limit=100')];
      for (const [path, one] of [...invoices.data.map((each) => ['invoices', each] as const), ...notes.data.map((each) => ['credit-notes', each] as const)]) {
        if (one.number === undefined) continue;
        const answer = await fetch(`${stack.origin}/v1/${path}/${one.id}/proof`, { headers: { authorization: `Bearer ${person.token}` } });
        const text = await answer.text();
        this.texts.set(`${code} ${path} ${one.number}`, answer.ok ? text : (JSON.parse(text) as { line?: string; detail: string }).line ?? text);
        if (process.env['KEEP_PROOFS']) writeFileSync(`/tmp/p2-moved-${name}-${code}-${path}-${this.texts.size}.json`, text);
      }
    }
  }

  of(code: string): string[] {
    return [...this.texts].filter(([name]) => name.startsWith(`${code} `)).map(([, text]) => text);
  }

  verify(text: string): Promise<ProofResult> {
    return verifyProof(text, { hubKeys: this.keys });
  }

  /** Every document of a brand is proved; @returns the bundles that tell restatements */
  async proved(code: string): Promise<ProofBundle2[]> {
    const found = new Map<string, string>();
    for (const [name, text] of [...this.texts].filter(([each]) => each.startsWith(`${code} `))) {
      const result = text.startsWith('{') ? await this.verify(text) : { status: text, detail: '', failed: '' };
      found.set(name, result.status === 'VERIFIED' ? result.status : `${result.status} ${result.failed ?? ''}: ${result.detail}`);
    }
    expect(found.size).toBeGreaterThan(0);
    expect(Object.fromEntries([...found].filter(([, status]) => status !== 'VERIFIED'))).toEqual({});
    return this.of(code).map((text) => JSON.parse(text) as ProofBundle2).filter((one) => one.restated !== undefined);
  }
}

const steps = (bundles: readonly ProofBundle2[]): { readonly line: ClaimLine; readonly step: ClaimLine['steps'][number] }[] => bundles.flatMap((one) => [...one.lines, ...(one.joint ?? []).flatMap(({ whole }) => whole ?? [])].flatMap((line) => line.steps.map((step) => ({ line, step }))));
const everySecondTime = 300_000;

/** Steps of prices, a stepped fee, a least, a most and an amount a burn are restated within their week and after it; some of the points had come back before, some come back later. */
describe('restated steps of prices, and fees with steps, a least, a most and a flat amount', () => {
  let one: Case;
  beforeAll(async () => {
    one = await Case.of(['A', 'B', 'C'], () => ({
      A: { ...priced('50', [{ fromPoints: 0, pointPrice: '50' }, { fromPoints: 100, pointPrice: '45.5' }, { fromPoints: 250, pointPrice: '40' }]), ...fees({ steps: [{ fromAmount: idr('0.00'), rate: '0.02' }, { fromAmount: idr('10000.00'), rate: '0.01' }] }, {}), documentCycle: 'WEEKLY' },
      B: { ...priced('50'), ...fees({ rate: '0.01', minPerCycle: idr('900.00') }, { maxPerCycle: idr('300.00') }), documentCycle: 'WEEKLY' },
      C: { ...priced('50', [{ fromPoints: 0, pointPrice: '50' }, { fromPoints: 100, pointPrice: '45.5' }, { fromPoints: 250, pointPrice: '40' }]), ...fees({}, { rate: '0.001', flatPerBurn: idr('100.00') }), documentCycle: 'WEEKLY' },
    }));
    const { member, earn, burn, reverse } = one.nights;
    const wulan = await member();
    for (const code of ['A', 'B']) await earn(code, wulan, 600);
    await burn('C', wulan, 77, { externalId: 'a-1' });
    await burn('C', wulan, 303, { externalId: 'a-2' });
    await burn('B', wulan, 60, { externalId: 'a-3' });
    await burn('C', wulan, 300, { externalId: 'mixed' });
    const first = await one.night();
    await reverse('C', 'a-1', 77);
    await reverse('C', 'mixed', 10);
    await reverse('B', 'a-3', 21);
    await burn('C', wulan, 40, { externalId: 'later' });
    await one.night();
    const a = ['A', /"fromPoints":100,"pointPrice":"45.5"/g, '"fromPoints":90,"pointPrice":"44.37"'] as const;
    const fee = ['A', /"fromPoints":100,"pointPrice":"45.5"([\s\S]*)"value":"10000.00"},"rate":"0.01"/g, '"fromPoints":130,"pointPrice":"46.1"$1"value":"7000.00"},"rate":"0.013"'] as const;
    const b = ['B', /"value":"900.00"/g, '"value":"1200.00"'] as const;
    const c = ['C', /"value":"100.00"/g, '"value":"130.00"'] as const;
    await one.restate(first.id, [a, b, c]);
    // In the night that moves the points one burn comes back, and another one is made.
    await reverse('C', 'a-2', 33);
    await burn('C', wulan, 25, { externalId: 'beside' });
    await one.night();
    await reverse('C', 'a-2', 50);
    await one.night();
    for (let night = 0; night < 4; night += 1) await one.night();
    await one.restate(first.id, [fee, c]);
    await burn('C', wulan, 12, { externalId: 'next' });
    await one.night();
    await reverse('C', 'mixed', 290);
    await reverse('B', 'a-3', 39);
    for (let night = 0; night < 8; night += 1) await one.night();
    await one.askAll('steps');
  }, everySecondTime);
  afterAll(() => one.nights.stop());

  test.each(['A', 'B', 'C'])('%s proves every document', async (code) => {
    const bundles = await one.proved(code);
    expect(Math.max(...bundles.map((each) => each.restated?.length ?? 0))).toBe(2);
    const moved = steps(bundles).filter(({ step }) => step.restates !== undefined);
    expect(new Set(moved.map(({ step }) => step.out === true))).toEqual(new Set([true, false]));
  });
});

/** One side's price alone is corrected, so that the burns leave the straight line for the two over the rate difference, and come back to it when the other side's is, too. */
describe('restated burns that change lines', () => {
  let one: Case;
  beforeAll(async () => {
    const terms = { ...priced('50'), ...fees({}), documentCycle: 'WEEKLY' };
    one = await Case.of(['A', 'B', 'C'], () => ({ A: terms, B: terms, C: terms }));
    const { member, earn, burn, reverse } = one.nights;
    const wulan = await member();
    for (const code of ['A', 'B']) await earn(code, wulan, 600);
    await burn('C', wulan, 100, { externalId: 'c-1' });
    await burn('B', wulan, 60, { externalId: 'b-1' });
    const first = await one.night();
    await burn('C', wulan, 31, { externalId: 'c-2' });
    await reverse('C', 'c-1', 11);
    await one.night();
    const paid = (price: string): readonly [string, RegExp, string] => ['A', /("clauseId":"burn-pay"[^}]*"pointPrice":)"50"/g, `$1"${price}"`];
    const received = (price: string): readonly [string, RegExp, string] => ['C', /("clauseId":"burn-receive"[^}]*"pointPrice":)"50"/g, `$1"${price}"`];
    await one.restate(first.id, [paid('57.3')]);
    await one.night();
    await reverse('C', 'c-1', 20);
    await one.night();
    for (let night = 0; night < 5; night += 1) await one.night();
    await one.restate(first.id, [paid('57.3'), received('57.3')]);
    await one.night();
    await reverse('C', 'c-1', 9);
    await reverse('B', 'b-1', 9);
    for (let night = 0; night < 8; night += 1) await one.night();
    await one.restate(first.id, [paid('44.1')]);
    for (let night = 0; night < 8; night += 1) await one.night();
    await one.askAll('lines');
  }, everySecondTime);
  afterAll(() => one.nights.stop());

  test.each(['A', 'B', 'C'])('%s proves every document', async (code) => {
    const bundles = await one.proved(code);
    const longest = bundles.sort((a, b) => (b.restated?.length ?? 0) - (a.restated?.length ?? 0))[0];
    if (code === 'B') return;
    expect(longest?.restated?.length).toBe(3);
    const at = (restates: number, out: boolean): Set<boolean> => new Set(steps([longest as ProofBundle2]).filter(({ line, step }) => step.restates === restates && (step.out === true) === out && [line.payer, line.payee, line.qualifier].includes(one.nights.brand('C').partnerId) && [line.payer, line.payee, line.qualifier].includes(one.nights.brand('A').partnerId)).map(({ line }) => line.qualifier !== ''));
    expect([0, 1, 2].map((restates) => [at(restates, true).has(false), at(restates, false).has(true)])).toEqual([[true, true], [false, false], [true, true]]);
    expect([at(1, true), at(1, false)]).toEqual([new Set([true]), new Set([false])]);
  });
});

/** The same from day to day: the lines over the rate difference are made by the restatement, so that the document that tells them as restated is the one that is credited when they shrink. */
describe('lines that a restatement made', () => {
  let one: Case;
  beforeAll(async () => {
    const terms = { ...priced('50'), ...fees({}, { rate: '0' }), documentCycle: 'DAILY' };
    one = await Case.of(['A', 'B', 'C'], () => ({ A: terms, B: terms, C: terms }));
    const { member, earn, burn, reverse } = one.nights;
    const wulan = await member();
    for (const code of ['A', 'B']) await earn(code, wulan, 600);
    await burn('C', wulan, 100, { externalId: 'c-1' });
    await burn('B', wulan, 60, { externalId: 'b-1' });
    const first = await one.night();
    await burn('C', wulan, 31, { externalId: 'c-2' });
    await one.restate(first.id, [['A', /("clauseId":"burn-pay"[^}]*"pointPrice":)"50"/g, '$1"57.3"'], ['C', /"rate":"0"/g, '"rate":"0.025"']]);
    await one.night();
    await reverse('C', 'c-1', 40);
    await one.night();
    await one.restate(first.id, [['A', /"pointPrice":"50"/g, '"pointPrice":"57.3"'], ['C', /"pointPrice":"50"([\s\S]*)"rate":"0"/g, '"pointPrice":"57.3"$1"rate":"0.035"']]);
    await reverse('C', 'c-2', 31);
    await one.night();
    await reverse('C', 'c-1', 60);
    await reverse('B', 'b-1', 60);
    for (let night = 0; night < 2; night += 1) await one.night();
    await one.askAll('made');
  }, everySecondTime);
  afterAll(() => one.nights.stop());

  test.each(['A', 'B', 'C'])('%s proves every document, and the notes on what was told as restated', async (code) => {
    await one.proved(code);
    if (code === 'B') return;
    const kinds = one.of(code).flatMap((text) => (JSON.parse(text) as ProofBundle2).documents.map(({ text: printed }) => JSON.parse(printed) as { kind: string; invoice?: { number: string }; number: string; lines: { section?: string; lineNo: number; invoiceLineNo?: number }[] }));
    const invoices = new Map(kinds.filter((each) => each.kind !== 'CREDIT_NOTE').map((each) => [each.number, each]));
    const credited = kinds.filter((each) => each.kind === 'CREDIT_NOTE').flatMap((note) => note.lines.map((line) => invoices.get(note.invoice?.number ?? '')?.lines[(line.invoiceLineNo ?? 0) - 1]?.section));
    expect([credited.includes('RESTATED'), credited.includes('NORMAL')]).toEqual([true, true]);
  });
});

/** Points that three fund together are restated within their week, and once more after it. */
describe('restated claims that several share', () => {
  let one: Case;
  beforeAll(async () => {
    const terms = { ...priced('48.37'), documentCycle: 'WEEKLY' };
    one = await Case.of(['J', 'F', 'B'], ({ brand }) => ({ F: terms, B: terms, J: { ...terms, earnRule: { amountPerPoint: idr('10000.00'), expiresAfterDays: 365, pointsAllowed: true, fundingShares: [{ party: brand('J').partnerId, weight: '50' }, { party: brand('F').partnerId, weight: '30' }, { party: 'HUB', weight: '20' }] } } }));
    const { member, earn, burn, reverse } = one.nights;
    const wulan = await member();
    await earn('J', wulan, 700);
    await burn('B', wulan, 333, { externalId: 'b-1' });
    const first = await one.night();
    await one.night();
    const at = (price: string): (readonly [string, RegExp, string])[] => ['J', 'B'].map((code) => [code, /"pointPrice":"48.37"/g, `"pointPrice":"${price}"`] as const);
    await one.restate(first.id, at('51.93'));
    await burn('B', wulan, 41, { externalId: 'b-2' });
    await one.night();
    for (let night = 0; night < 5; night += 1) await one.night();
    await one.restate(first.id, at('40.11'));
    await one.night();
    await reverse('B', 'b-1', 100);
    for (let night = 0; night < 8; night += 1) await one.night();
    await one.askAll('joint');
  }, everySecondTime);
  afterAll(() => one.nights.stop());

  test.each(['J', 'F', 'B'])('%s proves every document; issuer and redeemer the whole from its legs, moved and all', async (code) => {
    const bundles = await one.proved(code);
    const whole = bundles.flatMap((each) => (each.joint ?? []).flatMap((joint) => joint.whole ?? []));
    expect(whole.some((line) => line.steps.some((step) => step.restates !== undefined))).toBe(code !== 'F');
  });
});

/** A window that was taxed by the wrong version of the law, restated by the right one and then, with another fee, by the first again: what is moved, and what comes back of it, bears the tax of its restatement. */
describe('restated taxes', () => {
  let one: Case;
  beforeAll(async () => {
    const terms = { ...priced('48.37'), ...fees({}), documentCycle: 'WEEKLY' };
    one = await Case.of(['A', 'B', 'C'], () => ({ A: terms, B: terms, C: terms }));
    const { member, earn, burn, reverse, stack } = one.nights;
    const wulan = await member();
    for (const code of ['A', 'B']) await earn(code, wulan, 900);
    await burn('C', wulan, 777, { externalId: 'c-1' });
    await burn('B', wulan, 99, { externalId: 'b-1' });
    const first = await one.night();
    const { rows } = await stack.db.owner.query<{ name: string }>(`INSERT INTO tax_profile SELECT (json_populate_record(t, json_build_object('version', t.version + 1, 'valid_from', '2040-01-01', 'valid_to', NULL, 'rate', 0.15))).* FROM tax_profile t WHERE t.tax_profile_id = 'ppn-service' ORDER BY t.version DESC LIMIT 1 RETURNING tax_profile_id || '@v' || version AS name`);
    await reverse('C', 'c-1', 100);
    await one.night();
    await one.restate(first.id, [], [rows[0]?.name ?? '']);
    await one.night();
    await reverse('C', 'c-1', 55);
    await one.night();
    for (let night = 0; night < 4; night += 1) await one.night();
    await one.restate(first.id, ['A', 'B', 'C'].map((code) => [code, /"rate":"0.015"([\s\S]*?)"rate":"0.035"/g, '"rate":"0.02"$1"rate":"0.03"'] as const));
    await one.night();
    await reverse('C', 'c-1', 300);
    for (let night = 0; night < 8; night += 1) await one.night();
    await one.askAll('taxes');
  }, everySecondTime);
  afterAll(() => one.nights.stop());

  test.each(['A', 'B', 'C'])('%s proves every document', async (code) => {
    const bundles = await one.proved(code);
    expect(new Set(bundles.flatMap((each) => each.restated ?? []).map((each) => [each.terms.length, each.taxes.length].join()))).toEqual(new Set(['0,1', '1,0']));
    const taxes = new Set(steps(bundles).filter(({ step }) => step.restates === undefined).map(({ step }) => step.tax));
    // Of what B and A settle with each other nothing came back.
    expect(taxes.size).toBe(code === 'B' ? 1 : 2);
  });
});

/** The same from day to day, where no fee moves at all: PPN alone stands in section `RESTATED`, and then on a note. */
describe('PPN that another version of its tax alone changes', () => {
  let one: Case;
  beforeAll(async () => {
    const terms = { ...priced('48.37'), ...fees({}), documentCycle: 'DAILY' };
    one = await Case.of(['A', 'B', 'C'], () => ({ A: terms, B: terms, C: terms }));
    const { member, earn, burn, reverse, stack } = one.nights;
    const wulan = await member();
    for (const code of ['A', 'B']) await earn(code, wulan, 900);
    await burn('C', wulan, 777, { externalId: 'c-1' });
    await burn('B', wulan, 99, { externalId: 'b-1' });
    await burn('A', wulan, 500, { externalId: 'a-1' });
    const first = await one.night();
    const { rows } = await stack.db.owner.query<{ name: string; last: string }>(`INSERT INTO tax_profile SELECT (json_populate_record(t, json_build_object('version', t.version + 1, 'valid_from', '2040-01-01', 'valid_to', NULL, 'rate', 0.24))).* FROM tax_profile t WHERE t.tax_profile_id = 'ppn-service' ORDER BY t.version DESC LIMIT 1 RETURNING tax_profile_id || '@v' || version AS name, tax_profile_id || '@v' || version - 1 AS last`);
    await one.restate(first.id, [], [rows[0]?.name ?? '']);
    await burn('C', wulan, 41, { externalId: 'c-2' });
    await one.night();
    await reverse('C', 'c-1', 77);
    await one.night();
    await one.restate(first.id, [], [rows[0]?.last ?? '']);
    await one.night();
    await reverse('C', 'c-1', 100);
    for (let night = 0; night < 2; night += 1) await one.night();
    await one.askAll('ppn');
  }, everySecondTime);
  afterAll(() => one.nights.stop());

  test.each(['A', 'B', 'C'])('%s proves every document', async (code) => {
    await one.proved(code);
    expect(one.of(code).some((text) => /"amount":\{"currency":"IDR","value":"0.00"\}/.test((JSON.parse(text) as ProofBundle2).documents.map((each) => each.text).join()))).toBe(true);
  });
});

/** Two windows whose burns count in the steps of one clause, restated in one night with fees of their own: the steps of the price go by the days of the burns, whatever their fees are called. */
describe('steps of one price that burns with several fees count in', () => {
  let one: Case;
  beforeAll(async () => {
    const terms = { clauses: [], ...fees({}), documentCycle: 'WEEKLY' };
    one = await Case.of(['A', 'B', 'C'], () => ({ COALITION: priced('50', [{ fromPoints: 0, pointPrice: '50' }, { fromPoints: 100, pointPrice: '41.3' }]), A: terms, B: terms, C: terms }));
    const { member, earn, burn, reverse } = one.nights;
    const wulan = await member();
    await earn('A', wulan, 900);
    await burn('C', wulan, 77, { externalId: 'c-1' });
    const first = await one.night();
    await burn('C', wulan, 110, { externalId: 'c-2' });
    const second = await one.night();
    await one.restate(first.id, [['A', /"rate":"0.015"/g, '"rate":"0.02"']]);
    await one.restate(second.id, [['A', /"rate":"0.015"/g, '"rate":"0.01"']]);
    await one.night();
    await reverse('C', 'c-1', 7);
    await reverse('C', 'c-2', 9);
    for (let night = 0; night < 8; night += 1) await one.night();
    await one.askAll('steps-of-one');
  }, everySecondTime);
  afterAll(() => one.nights.stop());

  test.each(['A', 'C'])('%s proves every document', (code) => one.proved(code));
});

/** One side's price alone, of points that several fund: the redeemer's burns leave the parts that are told as they are printed for one line over the rate difference, which no form tells; nothing is stated in its place. */
describe('restated claims that several share and that become one line', () => {
  let one: Case;
  beforeAll(async () => {
    const terms = { ...priced('48.37'), documentCycle: 'DAILY' };
    one = await Case.of(['J', 'F', 'B'], ({ brand }) => ({ F: terms, B: terms, J: { ...terms, earnRule: { amountPerPoint: idr('10000.00'), expiresAfterDays: 365, pointsAllowed: true, fundingShares: [{ party: brand('J').partnerId, weight: '50' }, { party: brand('F').partnerId, weight: '30' }, { party: 'HUB', weight: '20' }] } } }));
    const { member, earn, burn, reverse } = one.nights;
    const wulan = await member();
    await earn('J', wulan, 700);
    await burn('B', wulan, 333, { externalId: 'b-1' });
    const first = await one.night();
    await one.restate(first.id, [['J', /("clauseId":"burn-pay"[^}]*"pointPrice":)"48.37"/g, '$1"50.01"']]);
    await one.night();
    await reverse('B', 'b-1', 100);
    for (let night = 0; night < 2; night += 1) await one.night();
    await one.askAll('one');
  }, everySecondTime);
  afterAll(() => one.nights.stop());

  test.each(['J', 'F'])('%s proves every document', (code) => one.proved(code));

  test('B is told which line it is that has no proof, and proves what was issued before', async () => {
    const texts = one.of('B');
    expect(new Set(texts.filter((text) => !text.startsWith('{')))).toEqual(new Set(['a restated burn between a stated line and another']));
    const proved = texts.filter((text) => text.startsWith('{'));
    expect(proved.length).toBeGreaterThan(0);
    for (const text of proved) expect(await one.verify(text)).toMatchObject({ status: 'VERIFIED' });
  });
});

/** A night of what is told without legs (a lot that several fund, points paid for at issue, a reserve, and own burns that bear a fee), restated upwards and then downwards: the later documents add to the lines of the first, or credit them. */
describe('restated lines that stand as they are printed', () => {
  let one: Case;
  beforeAll(async () => {
    const clauses = (more: readonly object[] = []): object => ({ ...(priced('48.37') as { clauses: object[] }), clauses: [...(priced('48.37') as { clauses: object[] }).clauses, ...more] });
    one = await Case.of(['J', 'I', 'R', 'B', 'F'], ({ brand }) => ({ B: { ...clauses(), ownBurnFee: true }, F: clauses(), J: { ...clauses(), earnRule: { amountPerPoint: idr('10000.00'), expiresAfterDays: 365, pointsAllowed: true, fundingShares: [{ party: brand('J').partnerId, weight: '50' }, { party: brand('F').partnerId, weight: '30' }, { party: 'HUB', weight: '20' }] } },
      I: { ...clauses([{ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '50.5' }]), preset: 'PAY_AT_ISSUE' }, R: { ...clauses(), preset: 'HYBRID_RESERVE', reserveRate: '0.40', settlementValue: '48.37' } }));
    const { member, earn, burn, reverse } = one.nights;
    const wulan = await member();
    for (const [code, points] of [['J', 333], ['I', 444], ['R', 555], ['F', 111], ['B', 77]] as const) await earn(code, wulan, points);
    await burn('B', wulan, 333 + 444 + 555 + 111 + 77, { externalId: 'all' });
    const first = await one.night();
    const all = ['J', 'I', 'R', 'B', 'F'];
    await one.restate(first.id, [...all.map((code) => [code, /"pointPrice":"48.37"/g, '"pointPrice":"51.93"'] as const), ['I', /"pointPrice":"(48.37|50.5)"/g, '"pointPrice":"52.25"'] as const]);
    await one.night();
    await reverse('B', 'all', 300);
    await one.night();
    await one.restate(first.id, [...all.map((code) => [code, /"pointPrice":"48.37"/g, '"pointPrice":"44.44"'] as const)]);
    for (let night = 0; night < 3; night += 1) await one.night();
    await one.askAll('stated');
  }, everySecondTime);
  afterAll(() => one.nights.stop());

  test.each(['J', 'I', 'R', 'B', 'F'])('%s proves every document: what is added to them, and what is taken off, is what the documents print', async (code) => {
    const bundles = await one.proved(code);
    expect(bundles.some((each) => each.earlier !== undefined && (each.stated ?? []).length > 0)).toBe(true);
  });
});
