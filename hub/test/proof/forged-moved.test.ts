import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyBundle, ClaimLine, LineStep, ProofBundle2 } from '../../../partner-sdk/src/proof/bundle';
import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import type { NoteSigner } from '../../../partner-sdk/src/proof/checkpoint';
import { verifyProof, type ProofResult } from '../../../partner-sdk/src/proof/verify';
import { relogged, signerOfLog } from '../support/relogged';

/**
 * What a hub could say of a restatement that is not so, with every figure made to fit and signed: in `grown` two burns of a first night are moved from 500 to 550 and on to 561 a point,
 * in `moved` burns with steps of prices, of which some had come back, move from the straight line to the one over the rate difference.
 */
type Name = 'grown' | 'moved';
type Draft = { -readonly [K in keyof ProofBundle2]: ProofBundle2[K] };
type Step = { -readonly [K in keyof LineStep]: LineStep[K] };
const bundleOf = (name: Name): Draft => JSON.parse(readFileSync(join(__dirname, `../vectors/proof/second-form-${name}.json`), 'utf8')) as Draft;

const rupiah = (exact: bigint): string => `${exact}.00`;

/** The bundle of plain prices with its totals made anew from what its steps say now. */
function recounted(draft: Draft): Draft {
  const pointsOf = (step: LineStep): bigint => step.legs.reduce((sum, at) => sum + BigInt(draft.legs[at]?.facts.points ?? 0) * (step.out || (step.restates === undefined && draft.legs[at]?.facts.reversesLegId !== undefined) ? -1n : 1n), 0n);
  const own = (line: ClaimLine): string => (line.payer === draft.partnerId ? line.payerCycleId : line.payeeCycleId);
  const lines = draft.lines.map((line): ClaimLine => {
    let exact = 0n;
    const steps = line.steps.map((step): LineStep => {
      const before = exact;
      exact += pointsOf(step) * BigInt(step.pointPrice);
      return { ...step, exactBefore: before.toString(), exactAfter: exact.toString(), delta: rupiah(exact - before) };
    });
    const fresh = steps.filter((step) => draft.bookings.find((one) => one.windows.includes(step.windowId))?.cycleId === own(line));
    return { ...line, steps, points: Number(fresh.reduce((sum, step) => sum + pointsOf(step), 0n)), exact: fresh.at(-1)?.exactAfter ?? '0', amount: rupiah(fresh.reduce((sum, step) => sum + BigInt(step.delta.slice(0, -3)), 0n)) };
  });
  return { ...draft, lines };
}

/** Changes the steps of one line. */
const onLine = (draft: Draft, at: number, change: (steps: Step[]) => LineStep[]): undefined => void (draft.lines = draft.lines.map((line, index) => (index === at ? { ...line, steps: change([...line.steps]) } : line)));
const isOf = (restates: number, out: boolean) => (step: LineStep): boolean => step.restates === restates && (step.out === true) === out;

describe('what a hub says of a restatement that is not so is refused', () => {
  const signers = new Map<Name, NoteSigner>();
  const said = async (name: Name, change: (draft: Draft) => Draft): Promise<ProofResult> => {
    const signer = signers.get(name) ?? (await signerOfLog(bundleOf(name)));
    signers.set(name, signer);
    const { text, hubKeys } = await relogged(bundleOf(name), signer, { bundle: (bundle): AnyBundle => change(bundle as Draft) });
    return verifyProof(text, { hubKeys });
  };

  test('counted anew without a lie it verifies', async () => {
    expect(await said('grown', recounted)).toMatchObject({ status: 'VERIFIED' });
    expect(await said('moved', (draft) => draft)).toMatchObject({ status: 'VERIFIED' });
  });

  test.each<[string, string, (draft: Draft) => unknown]>([
    ['burns left where they were', 'clause burn-pay after it, and is not moved', (draft) => onLine(draft, 0, (steps) => steps.filter((step) => step.restates === undefined))],
    ['burns left where the first of two restatements put them', 'clause burn-pay after it, and is not moved', (draft) => onLine(draft, 0, (steps) => steps.filter((step) => step.restates !== 1))],
    ['burns taken out at the new price', 'is priced 500 by', (draft) => onLine(draft, 0, (steps) => steps.map((step) => (isOf(0, true)(step) ? { ...step, pointPrice: '550', clause: step.clause.replace('@v1', '@v2') } : step)))],
    ['burns put in at the old price', 'is priced 550 by', (draft) => onLine(draft, 0, (steps) => steps.map((step) => (isOf(0, false)(step) ? { ...step, pointPrice: '500', clause: step.clause.replace('@v2', '@v1') } : step)))],
    ['burns taken out at the first price when they were moved before', 'is priced 550 by', (draft) => onLine(draft, 0, (steps) => steps.map((step) => (isOf(1, true)(step) ? { ...step, pointPrice: '500', clause: step.clause.replace('@v2', '@v1') } : step)))],
    ['burns taken out and not put in', 'is taken out and not put in, or put in and not taken out', (draft) => onLine(draft, 0, (steps) => steps.filter((step) => !isOf(1, false)(step)))],
    ['burns put in and not taken out', 'is taken out and not put in, or put in and not taken out', (draft) => onLine(draft, 0, (steps) => steps.filter((step) => !isOf(0, true)(step)))],
    ['burns taken out twice', 'is taken out twice by one restatement', (draft) => onLine(draft, 0, (steps) => steps.flatMap((step) => (isOf(0, true)(step) ? [step, step] : [step])))],
    ['burns put in twice', 'is put in twice by one restatement', (draft) => onLine(draft, 0, (steps) => steps.flatMap((step) => (isOf(0, false)(step) ? [step, step] : [step])))],
    ['burns put in with another partner', 'another counterparty than it was burned on', (draft) => {
      const step = draft.lines[0]?.steps.find(isOf(1, false)) as LineStep;
      onLine(draft, 0, (steps) => steps.filter((one) => one !== step));
      return onLine(draft, 1, (steps) => [...steps, step]);
    }],
    ['burns put in on a line of another cycle', 'put in on a line of other documents', (draft) => {
      const step = draft.lines[1]?.steps.find(isOf(1, false)) as LineStep;
      onLine(draft, 1, (steps) => steps.filter((one) => one !== step));
      return onLine(draft, 2, (steps) => [...steps, step]);
    }],
    ['what is put in before what is taken out', 'what restatements take out stands first', (draft) => onLine(draft, 0, ([burned, out, into, ...more]) => [burned, into, out, ...more] as LineStep[])],
    ['a restatement that another window books', 'or that another window books', (draft) => onLine(draft, 0, (steps) => steps.map((step) => (step.restates === 1 ? { ...step, restates: 0 } : step)))],
    ['one that the bundle does not show', 'a restatement that the bundle does not show', (draft) => onLine(draft, 0, (steps) => steps.map((step) => (step.restates === 1 ? { ...step, restates: 7 } : step)))],
    ['burns of another window', 'is no burn of window', (draft) => onLine(draft, 2, ([first, ...steps]) => [first, { ...first, restates: 0 }, ...steps] as LineStep[])],
    ['points taken out without a restatement', 'and names none', (draft) => onLine(draft, 0, (steps) => steps.map((step) => {
      const { restates, ...more } = step;
      return isOf(0, true)(step) && restates !== undefined ? more : step;
    }))],
    ['one restated window twice in one night', 'once in each', (draft) => void (draft.restated = [...(draft.restated ?? []), ...(draft.restated ?? []).slice(-1)])],
    ['a restatement that moves nothing', 'It moves nothing of this bundle', (draft) => void (draft.restated = [...(draft.restated ?? []), { windowId: draft.restated?.[0]?.bookedIn ?? '', bookedIn: draft.restated?.at(-1)?.bookedIn ?? '', terms: [], taxes: [] }])],
    ['a restatement by no correction of the partner\u2019s terms', 'is priced 500 by', (draft) => void (draft.restated = (draft.restated ?? []).map((one, at) => (at === 0 ? { ...one, terms: [] } : one)))],
    ['corrected terms laid over twice', 'It rests on corrections of terms', (draft) => void (draft.restated = (draft.restated ?? []).map((one) => ({ ...one, terms: [...one.terms, ...one.terms] })))],
  ])('%s', async (_name, detail, change) => {
    const result = await said('grown', (draft) => {
      change(draft);
      return recounted(draft);
    });
    expect([result.status, result.step, result.detail]).toEqual(['FAILED', 5, expect.stringContaining(detail)]);
    expect(result.failed).toMatch(/^(line \d|restatement of window win_|leaf )/);
  });

  /** The same bundle in a log that knows another version of the tax as well. */
  const withTax = (draft: Draft): Draft => {
    const taxes = draft.leaves.map(({ bytes }) => JSON.parse(Buffer.from(bytes, 'base64url').toString()) as { subject?: string }).filter((leaf) => leaf.subject === 'TAX_PROFILE');
    const index = Array.from({ length: Number(draft.checkpoint.split('\n')[1]) }, (_none, at) => at).find((at) => draft.leaves.every((leaf) => leaf.index !== at)) ?? -1;
    const leaf = { index, bytes: Buffer.from(canonicalJson({ ...taxes[0], version: 77, rate: '0.15' })).toString('base64url'), path: [] };
    return { ...draft, leaves: [...draft.leaves, leaf].sort((a, b) => a.index - b.index), taxes: [...draft.taxes, index].sort((a, b) => a - b) };
  };

  test.each<[string, Name, string, (step: LineStep) => LineStep, object]>([
    ['what comes back taxed by another version', 'moved', 'What comes back of leg', (step) => (step.restates === undefined && step.exactBefore === '19025' ? { ...step, tax: 'ppn-service@v77' } : step), {}],
    ['what is taken out taxed by another version', 'grown', 'it is taken out by ppn-service@v77', (step) => (isOf(0, true)(step) ? { ...step, tax: 'ppn-service@v77' } : step), {}],
    ['what is put in taxed by another version', 'grown', 'is put in with the tax ppn-service@v77', (step) => (isOf(0, false)(step) ? { ...step, tax: 'ppn-service@v77' } : step), {}],
    ['what is put in not taxed by the version of the restatement', 'grown', 'it is ppn-service@v77 by the restatement', (step) => step, { taxes: ['ppn-service@v77'] }],
    ['what is restated by another tax alone left where it was', 'grown', 'and is not moved', (step) => (isOf(0, false)(step) ? { ...step, pointPrice: '500', clause: step.clause.replace('@v2', '@v1'), feeClause: step.feeClause.replace('@v2', '@v1'), tax: 'ppn-service@v77' } : step), { terms: [], taxes: ['ppn-service@v77'] }],
  ])('%s', async (name, of, detail, change, restated) => {
    const signer = signers.get(of) ?? (await signerOfLog(bundleOf(of)));
    const left = name.endsWith('left where it was');
    const draft = withTax(bundleOf(of));
    draft.lines = draft.lines.map((line, at) => ({ ...line, steps: line.steps.filter((step) => !left || step.restates === undefined || (at > 0 && step.restates === 0)).map(change) }));
    draft.restated = draft.restated?.map((one, at) => (at === 0 ? { ...one, ...restated } : one)).slice(0, left ? 1 : 2);
    const { text, hubKeys } = await relogged(left ? recounted(draft) : draft, signer);
    const result = await verifyProof(text, { hubKeys });
    expect([result.status, result.step, result.detail]).toEqual(['FAILED', 5, expect.stringContaining(detail)]);
  });

  const straight = 2;
  const overDifference = 0;
  test.each<[string, string, (draft: Draft) => unknown]>([
    ['points that ignore what had come back before', 'its exact total is', (draft) => onLine(draft, straight, (steps) => steps.map((step) => (isOf(0, true)(step) ? { ...step, exactAfter: '520' } : step)))],
    ['a burn moved of which nothing was left', 'Nothing is left of leg', (draft) => onLine(draft, straight, (steps) => steps.map((step) => (isOf(0, true)(step) ? { ...step, legs: [0, ...step.legs] } : step)))],
    ['a burn put in on the straight line, from which it does not come back', 'which is no earlier burn of this line', (draft) => {
      const step = draft.lines[overDifference]?.steps.find(isOf(0, false)) as LineStep;
      onLine(draft, overDifference, (steps) => steps.filter((one) => one !== step));
      return onLine(draft, straight, (steps) => [...steps, step]);
    }],
    ['a burn taken out of the straight line while it stands on the other', 'is taken out of a line on which it does not stand', (draft) => {
      const step = draft.lines[overDifference]?.steps.find(isOf(1, true)) as LineStep;
      // Without it the other line has 380 points twice, each by its own clause.
      onLine(draft, overDifference, (steps) => steps.filter((one) => !isOf(1, true)(one)).map((one, at) => (at === 3 ? { ...one, exactBefore: '17025', exactAfter: '34050', delta: '17025.00' } : at === 4 ? { ...one, exactBefore: '34050', exactAfter: '27485', delta: '-6565.00' } : one)));
      return onLine(draft, straight, (steps) => [...steps, step]);
    }],
    ['a return of a moved burn at the price before', '@v2 clause burn-receive, the bundle says 50 by', (draft) => onLine(draft, overDifference, (steps) => steps.map((step, at) => (at === 2 ? { ...step, clause: step.clause.replace('@v2', '@v1') } : step)))],
    ['a burn in the night of the restatement told after what is put in', 'what restatements take out stands first', (draft) => onLine(draft, overDifference, ([own, into, ...more]) => [{ ...into, exactBefore: '0', exactAfter: '20345', delta: '20345.00' }, own, ...more] as LineStep[])],
    ['fewer burns of the flat amount moved than are left', 'comes to', (draft) => void (draft.fees = draft.fees.map((fee) => ({ ...fee, burns: (fee.burns ?? 0) - 1 })))],
  ])('%s', async (_name, detail, change) => {
    const result = await said('moved', (draft) => {
      change(draft);
      return draft;
    });
    expect([result.status, result.step, result.detail]).toEqual(['FAILED', detail === 'comes to' ? 6 : 5, expect.stringContaining(detail)]);
  });
});
