import { writeFileSync } from 'node:fs';
import { verifyProof, type ProofResult } from '../../../partner-sdk/src/proof/verify';
import type { CreditNote, Invoice } from '../../src/invoicing/invoicing.wire';
import type { HubKeys } from '../../src/proof/proof.wire';
import { logTermsAsTheyAre } from '../support/logged-terms';
import { givenNights, type Nights } from '../support/nights';

const idr = (value: string): { currency: 'IDR'; value: string } => ({ currency: 'IDR', value });
const priced = (price: string, steps?: readonly { fromPoints: number; pointPrice: string }[]): object => ({ clauses: (['PAY', 'RECEIVE'] as const).map((side) => ({ clauseId: `burn-${side.toLowerCase()}`, event: 'BURN', side, pointPrice: price, ...(steps && { steps }) })) });
const fees = (issuer: object, acceptance: object = {}): object => ({ fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.015', ...issuer }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0.035', ...acceptance }] });

/** Asks for proofs as the partner does. */
function proofsOf(nights: Nights): { ofInvoice: (code: string, at: number) => Promise<string>; ofNotes: (code: string) => Promise<string[]>; verify: (text: string) => Promise<ProofResult> } {
  const { stack, brand } = nights;
  const asked = async <T>(code: string, path: string): Promise<{ status: number; text: string; body: T }> => {
    const person = await stack.person(`owner-${code.toLowerCase()}`, ['PARTNER_OWNER'], brand(code).partnerId);
    const answer = await fetch(`${stack.origin}/v1${path}`, { headers: { authorization: `Bearer ${person.token}` } });
    const text = await answer.text();
    return { status: answer.status, text, body: JSON.parse(text) as T };
  };
  const proof = async (code: string, path: string): Promise<string> => {
    const { status, text } = await asked(code, path);
    expect([code, path, status, status === 200 ? '' : text]).toEqual([code, path, 200, '']);
    if (process.env['KEEP_PROOFS']) writeFileSync(`/tmp/p2-${path.split('/').slice(1, 3).join('-')}-${code}.json`, text);
    return text;
  };
  return {
    ofInvoice: async (code, at) => proof(code, `/invoices/${(await asked<{ data: Invoice[] }>(code, '/invoices?limit=100&sort=cycleFrom')).body.data.filter((one) => one.number !== undefined).at(at)?.id ?? ''}/proof`),
    ofNotes: async (code) => {
      const texts: string[] = [];
      for (const one of (await asked<{ data: CreditNote[] }>(code, '/credit-notes?limit=100')).body.data) if (one.number !== undefined) texts.push(await proof(code, `/credit-notes/${one.id}/proof`));
      return texts;
    },
    verify: async (text) => verifyProof(text, { hubKeys: ((await (await fetch(`${stack.origin}/v1/log/keys`)).json()) as HubKeys).keys }),
  };
}

const verified = (result: ProofResult): NonNullable<ProofResult['summary']> => {
  if (!result.summary) throw new Error(`${result.status} at ${String(result.step)}, ${String(result.failed)}: ${result.detail}`);
  return result.summary;
};

describe('credit notes', () => {
  let nights: Nights;
  beforeAll(async () => {
    nights = await givenNights(['A', 'B', 'C']);
    for (const code of ['A', 'B', 'C']) await nights.agree(code, priced('48.37'));
    await logTermsAsTheyAre(nights);
    const { member, earn, burn, reverse, closeNight } = nights;
    const one = await member();
    for (const code of ['A', 'B']) await earn(code, one, 400);
    await burn('C', one, 333, { externalId: 'first' });
    await burn('C', one, 333, { externalId: 'second' });
    await closeNight();
    await reverse('C', 'first', 101);
    await closeNight();
    await reverse('C', 'first', 101);
    await reverse('C', 'second', 333);
    await closeNight();
  }, 180_000);
  afterAll(() => nights.stop());

  test.each(['A', 'B', 'C'])('%s proves every credit note: what later nights took off the lines of the invoice', async (code) => {
    const proofs = proofsOf(nights);
    const notes = await proofs.ofNotes(code);
    expect(notes.length).toBeGreaterThan(1);
    for (const text of notes) {
      const summary = verified(await proofs.verify(text));
      expect(summary.documents.filter((one) => one.kind === 'CREDIT_NOTE').length).toBeGreaterThan(0);
    }
    verified(await proofs.verify(await proofs.ofInvoice(code, 0)));
  });
});

describe('steps of prices, and fees with steps, a least, a most and a flat amount', () => {
  let nights: Nights;
  beforeAll(async () => {
    nights = await givenNights(['A', 'B', 'C']);
    const { agree, member, earn, burn, reverse, closeNight } = nights;
    await agree('A', { ...priced('50', [{ fromPoints: 0, pointPrice: '50' }, { fromPoints: 100, pointPrice: '45.5' }, { fromPoints: 250, pointPrice: '40' }]), ...fees({ steps: [{ fromAmount: idr('0.00'), rate: '0.02' }, { fromAmount: idr('10000.00'), rate: '0.01' }] }, {}), documentCycle: 'WEEKLY' });
    await agree('B', { ...priced('500'), ...fees({ rate: '0.01', minPerCycle: idr('900.00') }, { maxPerCycle: idr('300.00') }), documentCycle: 'WEEKLY' });
    await agree('C', { ...priced('500'), ...fees({}, { rate: '0.001', flatPerBurn: idr('100.00') }), documentCycle: 'WEEKLY' });
    await logTermsAsTheyAre(nights);
    await nights.awayFromMonthEnd();
    const one = await member();
    for (const code of ['A', 'B']) await earn(code, one, 500);
    await burn('C', one, 77, { externalId: 'a-1' });
    await closeNight();
    await burn('C', one, 303, { externalId: 'a-2' });
    await burn('B', one, 60, { externalId: 'a-3' });
    await burn('C', one, 200, { externalId: 'mixed' });
    await closeNight();
    await reverse('C', 'a-1', 77);
    await reverse('C', 'mixed', 10);
    await closeNight();
    for (let night = 0; night < 6; night += 1) await closeNight();
    await reverse('C', 'mixed', 190);
    await reverse('C', 'a-2', 100);
    for (let night = 0; night < 8; night += 1) await closeNight();
  }, 300_000);
  afterAll(() => nights.stop());

  test.each(['A', 'B', 'C'])('%s proves its invoices and credit notes', async (code) => {
    const proofs = proofsOf(nights);
    const summary = verified(await proofs.verify(await proofs.ofInvoice(code, 0)));
    expect(summary.stated).toEqual([]);
    for (const text of await proofs.ofNotes(code)) verified(await proofs.verify(text));
  });
});
