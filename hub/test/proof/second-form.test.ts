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

/** A cycle of a reserve within which the law changes: the fees on what no line shows stand window by window, and PPN follows by the version of each window. */
describe('stated lines under two versions of a tax', () => {
  let nights: Nights;
  beforeAll(async () => {
    nights = await givenNights(['R', 'B']);
    const { agree, member, earn, burn, reverse, closeNight, stack } = nights;
    await agree('R', { ...priced('48.37'), preset: 'HYBRID_RESERVE', reserveRate: '0.40', settlementValue: '48.37', documentCycle: 'WEEKLY' });
    await agree('B', { ...priced('48.37'), documentCycle: 'WEEKLY' });
    await logTermsAsTheyAre(nights);
    await nights.awayFromMonthEnd();
    // A week that has its second day still before it.
    const open = async (): Promise<string> => (await stack.db.owner.query<{ date: string }>(`SELECT business_date::text AS date FROM settlement_window WHERE state = 'OPEN'`)).rows[0]?.date ?? '';
    while (new Date(`${await open()}T00:00:00Z`).getUTCDay() !== 1) await closeNight();
    const one = await member();
    await earn('R', one, 2_000);
    await burn('B', one, 555, { externalId: 'before' });
    await closeNight();
    const today = await open();
    await stack.db.owner.query(`UPDATE tax_profile SET valid_to = $1 WHERE tax_profile_id = 'ppn-service' AND valid_to IS NULL`, [today]);
    await stack.db.owner.query(`INSERT INTO tax_profile SELECT (json_populate_record(t, json_build_object('version', t.version + 1, 'valid_from', $1::text, 'valid_to', NULL, 'rate', 0.15))).* FROM tax_profile t WHERE t.tax_profile_id = 'ppn-service' ORDER BY t.version DESC LIMIT 1`, [today]);
    await burn('B', one, 333, { externalId: 'after' });
    await closeNight();
    await reverse('B', 'before', 100);
    for (let night = 0; night < 7; night += 1) await closeNight();
  }, 300_000);
  afterAll(() => nights.stop());

  test.each(['R', 'B'])('%s proves its cycle, with the PPN of both versions', async (code) => {
    const proofs = proofsOf(nights);
    const text = await proofs.ofInvoice(code, 0);
    const summary = verified(await proofs.verify(text));
    expect([summary.stated.length > 0, summary.charges > 0]).toEqual([true, true]);
    const { format, ppn } = JSON.parse(text) as { format: string; ppn: { tax: string }[] };
    expect([format, ppn.length]).toEqual(['kongsi-proof/2', 2]);
  });
});
