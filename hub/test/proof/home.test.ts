import type { LineStep, ProofBundle2 } from '../../../partner-sdk/src/proof/bundle';
import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import { clauses, prepaid, Weeks } from '../support/weeks';

type Draft = { -readonly [K in keyof ProofBundle2]: ProofBundle2[K] };

/** I and J pay for their points when they give them, and so does K, whose terms charge a fee on own burns, too. */
describe('points that come home to an issuer that paid for them when it gave them', () => {
  let weeks: Weeks;
  let text: string;
  beforeAll(async () => {
    weeks = await Weeks.of(['I', 'J', 'K', 'B'], () => ({ I: prepaid('50.5'), J: prepaid('40'), K: { ...prepaid('40'), ownBurnFee: true }, B: { ...clauses('48.37'), documentCycle: 'WEEKLY' } }));
    const { member, earn, burn, reverse, advanceDays } = weeks.nights;
    const [one, two] = [await member(), await member()];
    await earn('I', one, 300);
    await earn('K', two, 200);
    await burn('I', one, 233, { externalId: 'home' });
    await burn('K', two, 121);
    await advanceDays(1);
    await earn('J', one, 100);
    await burn('I', one, 117, { externalId: 'both' });
    await reverse('I', 'home', 20);
    await weeks.endOfWeek();
    await reverse('I', 'home', 60);
    await reverse('I', 'both', 117);
    await burn('I', one, 7);
    await weeks.endOfWeek();
    await weeks.endOfWeek();
    text = await weeks.ofInvoice('I', 0, 'REDEMPTION_INVOICE');
  }, 180_000);
  afterAll(() => weeks.nights.stop());

  const bundle = (): ProofBundle2 => JSON.parse(text) as ProofBundle2;
  const stepsOf = ({ lines, legs }: Draft): { step: LineStep; issuers: string[] }[] => lines.flatMap(({ steps }) => steps.map((step) => ({ step, issuers: [...new Set(step.legs.map((at) => legs[at]?.facts.issuerId ?? ''))] })));

  test('they are proved from their legs beside those of others, and bear no fee', async () => {
    const { lines, stated } = await weeks.verified(text);
    // 330 points at 48.37 are 15,962.10.
    expect([lines.filter((line) => line.payer === 'HUB').map((line) => [line.points, line.amount]), stated]).toEqual([[[330, '15962.00']], []]);
    for (const { step, issuers } of stepsOf(bundle())) expect([issuers, step.feeRate]).toEqual([issuers, issuers[0] === weeks.nights.brand('I').partnerId ? '0' : '0.035']);
    // 50 points of J, whose fee stands on what the rounding of the line leaves beside those that came home.
    expect(bundle().fees.map((fee) => [fee.lineType, fee.base])).toEqual([['ACCEPTANCE_FEE', '2418.00']]);
  });

  test('of each credit note what comes back of them, and the week after', async () => {
    const notes = await weeks.ofNotes('I');
    expect(notes.length).toBeGreaterThan(0);
    for (const note of notes) await weeks.verified(note);
    expect((await weeks.verified(await weeks.ofInvoice('I', 1, 'REDEMPTION_INVOICE'))).lines.map((line) => [line.points, line.amount])).toEqual([[7, '339.00']]);
  });

  test('where terms charge own burns, they bear the fee', async () => {
    const own = await weeks.ofInvoice('K', 0, 'REDEMPTION_INVOICE');
    expect((await weeks.verified(own)).lines.map((line) => [line.payer, line.points, line.amount])).toContainEqual(['HUB', 121, '5853.00']);
    expect((JSON.parse(own) as ProofBundle2).fees.map((fee) => [fee.lineType, fee.base])).toEqual([['ACCEPTANCE_FEE', '5853.00']]);
  });

  const onHome = (change: (step: LineStep) => LineStep) => (draft: Draft): unknown => (draft.lines = draft.lines.map((line) => ({ ...line, steps: line.steps.map((step) => (step.feeClause === '' ? change(step) : step)) })));
  test.each<[string, string, (draft: Draft) => unknown]>([
    ['a fee on what came home', 'bears a fee of 0 by ', (draft) => onHome((step) => ({ ...step, ...pick(draft) }))(draft)],
    ['a tax alone', 'is taxed by profile', (draft) => onHome((step) => ({ ...step, tax: pick(draft).tax }))(draft)],
    ['no fee on points of others', 'bears a fee of 0.035', (draft) => (draft.lines = draft.lines.map((line) => ({ ...line, steps: line.steps.map((step) => ({ ...step, feeRate: '0', feeClause: '', tax: '' })) })))],
    ['terms that charge own burns', 'terms', (draft) => (draft.terms = draft.terms.map((one) => ({ ...one, text: one.text.replace('"preset":"PAY_AT_ISSUE"', '"ownBurnFee":true,"preset":"PAY_AT_ISSUE"') })))],
    ['a leg left out', 'its exact total is', (draft) => onHome((step) => (step.legs.length > 1 ? { ...step, legs: step.legs.slice(1) } : step))(draft)],
  ])('%s is found and named', async (_name, said, change) => {
    const draft = bundle() as Draft;
    change(draft);
    const result = await weeks.verify(canonicalJson(draft));
    expect([result.status, `${String(result.failed)}: ${result.detail}`]).toEqual(['FAILED', expect.stringContaining(said)]);
  });

  /** The fee of a step that bears one. */
  function pick({ lines }: Draft): Pick<LineStep, 'feeRate' | 'feeClause' | 'tax'> {
    const { feeRate = '', feeClause = '', tax = '' } = lines.flatMap(({ steps }) => steps).find((step) => step.feeClause !== '') ?? {};
    return { feeRate, feeClause, tax };
  }
});
