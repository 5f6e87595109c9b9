import { writeFileSync } from 'node:fs';
import type { ProofBundle2 } from '../../../partner-sdk/src/proof/bundle';
import { reportOf } from '../../../partner-sdk/src/proof/report';
import { verifyProof, type ProofResult } from '../../../partner-sdk/src/proof/verify';
import type { CreditNote, Invoice } from '../../src/invoicing/invoicing.wire';
import type { HubKeys } from '../../src/proof/proof.wire';
import { logTermsAsTheyAre } from '../support/logged-terms';
import { givenNights, type Nights } from '../support/nights';
import { vector } from '../support/vectors';

const { given, expected } = vector('W14') as { given: { billed: string; dppRate: string; readings: { rate: string; dppNumerator: number; dppDenominator: number }[] }; expected: { dpp: string; ppn: string[] } };
const clauses = { clauses: (['PAY', 'RECEIVE'] as const).map((side) => ({ clauseId: `burn-${side.toLowerCase()}`, event: 'BURN', side, pointPrice: '500' })) };
const POINTS = 200_000;

/** The worked example W14, by both of its readings: an issuer is charged a tenth of 100,000,000, and a tenth of that is the base of PPN. */
describe.each([0, 1])('proofs of fees on DPP nilai lain, reading %i', (reading) => {
  let nights: Nights;
  let hubKeys: string[];
  beforeAll(async () => {
    const { rate, dppNumerator, dppDenominator } = given.readings[reading] as (typeof given.readings)[number];
    nights = await givenNights(['A', 'B']);
    const { agree, member, earn, burn, reverse, closeNight, stack } = nights;
    await agree('A', { ...clauses, fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.1' }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0' }] });
    await agree('B', clauses);
    await logTermsAsTheyAre(nights);
    const today = (await stack.db.owner.query<{ date: string }>(`SELECT business_date::text AS date FROM settlement_window WHERE state = 'OPEN'`)).rows[0]?.date;
    await stack.db.owner.query(`UPDATE tax_profile SET valid_to = $1 WHERE tax_profile_id = 'ppn-service' AND valid_to IS NULL`, [today]);
    await stack.db.owner.query(`INSERT INTO tax_profile SELECT (json_populate_record(t, json_build_object('version', t.version + 1, 'valid_from', $1::text, 'valid_to', NULL, 'treatment', 'NILAI_LAIN', 'rate', $2::numeric, 'dpp_numerator', $3::int, 'dpp_denominator', $4::int, 'dpp_rate', $5::numeric))).*
      FROM tax_profile t WHERE t.tax_profile_id = 'ppn-service' ORDER BY t.version DESC LIMIT 1`, [today, rate, dppNumerator, dppDenominator, given.dppRate]);
    const one = await member();
    await earn('A', one, POINTS);
    await burn('B', one, POINTS, { externalId: 'all' });
    await closeNight();
    await reverse('B', 'all', 33_333);
    await closeNight();
    hubKeys = ((await (await fetch(`${stack.origin}/v1/log/keys`)).json()) as HubKeys).keys;
  }, 180_000);
  afterAll(() => nights.stop());

  const proofs = async <T extends { id: string; number?: string }>(code: string, path: string): Promise<string[]> => {
    const owner = await nights.stack.person(`owner-${code.toLowerCase()}`, ['PARTNER_OWNER'], nights.brand(code).partnerId);
    const { data } = await owner.get<{ data: T[] }>(`${path}?limit=100`);
    const texts: string[] = [];
    for (const one of data.filter((each) => each.number !== undefined)) {
      const answer = await fetch(`${nights.stack.origin}/v1${path}/${one.id}/proof`, { headers: { authorization: `Bearer ${owner.token}` } });
      const text = await answer.text();
      expect([code, path, answer.status, answer.ok ? '' : text]).toEqual([code, path, 200, '']);
      texts.push(text);
      if (process.env['KEEP_PROOFS']) writeFileSync(`/tmp/p2-nilai-lain${reading}-${code}-${path.slice(1)}-${texts.length}.json`, text);
    }
    return texts;
  };
  const verified = async (text: string): Promise<NonNullable<ProofResult['summary']>> => {
    const result = await verifyProof(text, { hubKeys });
    expect([result.status, result.failed, result.detail]).toEqual(['VERIFIED', undefined, 'Every step holds.']);
    return result.summary as NonNullable<ProofResult['summary']>;
  };

  test('the issuer proves the fee, its base and its PPN', async () => {
    const [text = ''] = await proofs<Invoice>('A', '/invoices');
    const bundle = JSON.parse(text) as ProofBundle2;
    expect([bundle.format, bundle.fees.map((one) => [one.lineType, one.amount, one.ppn]), bundle.ppn.map(({ base, dpp, amount }) => [base, dpp, amount])]).toEqual(['kongsi-proof/2', [['ISSUER_FEE', given.billed, expected.ppn[reading]]], [[given.billed, expected.dpp, expected.ppn[reading]]]]);
    const summary = await verified(text);
    expect(summary.taxes.map(({ base, part, dpp, amount }) => [base, part, dpp, amount])).toEqual([[given.billed, '0.1', expected.dpp, expected.ppn[reading]]]);
    expect(reportOf('proof.json', { status: 'VERIFIED', detail: '', summary })).toContain('Rp 10.000.000,00 of fees x 0.1 (DPP nilai lain Rp 1.000.000,00)');
  });

  test('the redeemer proves its documents as well, and both prove what a reversal takes off, with its DPP', async () => {
    for (const text of await proofs<Invoice>('B', '/invoices')) await verified(text);
    const notes = [...(await proofs<CreditNote>('A', '/credit-notes')), ...(await proofs<CreditNote>('B', '/credit-notes'))];
    // 33,333 points are 16,666,500 of the claim and 1,666,650 of A's fee: PPN 1,666,650 x 10 % x 11 % is 18,333.15, and 110,000 less the rounding of 91,666.85 is 18,333.
    const credits = (await Promise.all(notes.map(verified))).flatMap((summary) => summary.credits);
    expect(credits.filter((one) => one.lineType === 'ISSUER_FEE').map((one) => [one.amount, one.ppn, one.computed])).toContainEqual(['1666650.00', '18333.00', true]);
  });
});
