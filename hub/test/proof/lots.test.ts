import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LegFacts, LotLine, LotMove, LotStep, ProofBundle3 } from '../../../partner-sdk/src/proof/bundle';
import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import { reportOf } from '../../../partner-sdk/src/proof/report';
import { verifyProof, type ProofSummary } from '../../../partner-sdk/src/proof/verify';
import { relogged, signerOfLog, type Lies } from '../support/relogged';
import { clauses, earnRule, prepaid, Weeks } from '../support/weeks';

const bundleOf = (text: string): ProofBundle3 => JSON.parse(text) as ProofBundle3;
const lineOf = (text: string, kind: LotLine['kind'], section?: 'LATE'): LotLine => bundleOf(text).lots.find((line) => line.kind === kind && line.section === section) as LotLine;
const told = ({ lines }: ProofSummary): unknown[] => lines.map((line) => [line.kind ?? 'BURN', line.points, line.amount, line.legs]).sort();

describe('points that are paid for when they are given', () => {
  let weeks: Weeks;
  const honest = new Map<string, string>();
  beforeAll(async () => {
    weeks = await Weeks.of(['A', 'V', 'Q', 'T', 'S', 'B'], ({ brand }) => ({
      A: { ...prepaid('50.5'), ...earnRule({ bonuses: [{ bonusId: 'own', issuer: brand('A').partnerId, multiplier: '0.1', vesting: { afterDays: 2 } }] }) },
      V: { ...prepaid('33.33'), ...earnRule({ vesting: { afterDays: 3 } }) },
      Q: { ...clauses('48.37'), documentCycle: 'WEEKLY', ...earnRule({ bonuses: [{ bonusId: 'gift', issuer: brand('A').partnerId, pointKind: 'PROMO', multiplier: '0.5' }] }) },
      T: { ...prepaid('20'), issueTrigger: 'EARNED', ...earnRule({ vesting: { afterDays: 3 } }) },
      S: prepaid('50', { steps: [{ fromPoints: 0, pointPrice: '50' }, { fromPoints: 100, pointPrice: '45.5' }, { fromPoints: 250, pointPrice: '40.05' }] }),
      B: { ...clauses('48.37'), documentCycle: 'WEEKLY' },
    }));
    const { member, earn, burn, reverse, advanceDays } = weeks.nights;
    const [one, two, early, other] = [await member(), await member(), await member(), await member()];
    const codes = ['A', 'V', 'Q', 'T', 'S'] as const;
    for (const code of codes) await earn(code, one, 333, { externalId: `${code}-1` });
    await earn('V', early, 41, { externalId: 'early' });
    await earn('B', other, 30);
    await burn('A', other, 20);
    const yesterday = new Date(Date.parse(`${await weeks.today()}T05:00:00Z`)).toISOString();
    await advanceDays(1);
    // Taken back in its window, before it vests, and after it was billed; and one that came a day late.
    for (const code of codes) await earn(code, two, 111, { externalId: `${code}-2` });
    for (const code of codes) await reverse(code, `${code}-2`, 11);
    for (const code of codes) await earn(code, two, 60, { externalId: `${code}-late`, occurredAt: yesterday });
    await weeks.act(`/lots/lot_${await weeks.lotOf(early)}/vest`);
    await advanceDays(1);
    for (const code of codes) await reverse(code, `${code}-1`, 33);
    await weeks.endOfWeek();
    for (const code of codes) await reverse(code, `${code}-1`, 100);
    for (const code of codes) await earn(code, one, 10, { externalId: `${code}-3` });
    await advanceDays(5);
    await earn('V', one, 10, { externalId: 'saturday' });
    await earn('V', early, 20, { externalId: 'saturday-early' });
    await weeks.act(`/lots/lot_${await weeks.lotOf(early)}/vest`);
    await advanceDays(1);
    await reverse('V', 'saturday', 4);
    await weeks.endOfWeek();
    await weeks.endOfWeek();
    await weeks.endOfWeek();
    for (const code of ['A', 'V', 'S']) honest.set(code, await weeks.ofInvoice(code, 0));
    honest.set('later', await weeks.ofInvoice('V', 2));
  }, 300_000);
  afterAll(() => weeks.nights.stop());

  test('every leg of a week, less what was taken back, at the price of the partner\'s own clause, rounded once', async () => {
    const text = await weeks.ofInvoice('A', 0);
    const result = await weeks.verify(text);
    expect([result.status, result.detail, bundleOf(text).format, result.summary?.stated]).toEqual(['VERIFIED', 'Every step holds.', 'kongsi-proof/3', []]);
    // Base and bonus of A's own sales and the gifts of Q's, less the parts of each that came back: (333 + 33 + 166 + 111 + 11 + 55 + 6 - 11 - 1 - 5 - 33 - 3 - 16) x 50.50; what came late, (60 + 30) x 50.50.
    expect(told(result.summary as ProofSummary)).toEqual([['BURN', 20, '967.00', 1], ['ISSUE', 646, '32623.00', 13], ['ISSUE', 90, '4545.00', 2]]);
    expect(reportOf('proof.json', result)).toContain('Points given: 646 points x 50.5 = 32623, rounded Rp 32.623,00');
    // A gift is logged with the sale of the partner that made it, and is of the issuer that pays.
    const gifts = bundleOf(text).legs.filter((leg) => leg.facts.pointKind === 'PROMO');
    expect([gifts.length, new Set(gifts.map((leg) => leg.facts.issuerId))]).toEqual([5, new Set([weeks.nights.brand('A').partnerId])]);
  });

  test.each([['A', 646], ['V', 501], ['T', 400], ['S', 400]])('%s proves its weeks, and of each credit note what it takes off', async (code, points) => {
    for (const at of [0, 1]) {
      const text = await weeks.ofInvoice(code, at);
      const summary = await weeks.verified(text);
      expect([code, at, bundleOf(text).format, summary.stated]).toEqual([code, at, 'kongsi-proof/3', []]);
    }
    expect(lineOf(await weeks.ofInvoice(code, 0), 'ISSUE').points).toBe(points);
    const notes = await weeks.ofNotes(code);
    expect(notes.length).toBeGreaterThan(0);
    for (const text of notes) expect((await weeks.verified(text)).credits.map((one) => [one.computed, one.lineType])).toContainEqual([true, 'ISSUE']);
  });

  test('steps of a price go by the points of the line', async () => {
    // 333 and 111, less 11 and 33: 100 x 50 + 150 x 45.5 + 150 x 40.05.
    expect(lineOf(await weeks.ofInvoice('S', 0), 'ISSUE')).toMatchObject({ points: 400, exact: '17832.5', amount: '17833.00' });
  });

  test('points that wait count in the cycle in which they vest, with all that moved their lots before', async () => {
    const { legs, lots } = bundleOf(await weeks.ofInvoice('V', 0));
    const facts = (step: LotLine['steps'][number]): string[] => step.legs.map((at) => `${legs[at]?.facts.debitAccount ?? ''} ${legs[at]?.facts.points ?? ''}`);
    // All of them vested in the week in which they were given, one of them before its day.
    expect(lots.map((line) => [line.section, line.steps.map(facts)])).toEqual([[undefined, [['ISSUER 333', 'ISSUER 41'], ['ISSUER 111', 'MEMBER 11', 'ISSUER 60'], ['MEMBER 33']]]]);
    expect((await weeks.verified(await weeks.ofInvoice('V', 0))).lines.map((line) => line.onWord)).toEqual([undefined]);
  });

  test('what was given in one week and vests in the next stands there, of a window before the cycle; what is let vest before its day is the hub\'s word', async () => {
    const [before, after] = [await weeks.ofInvoice('V', 1), await weeks.ofInvoice('V', 2)];
    // 10 and 20 were given on Saturday: the 20 were let vest at once, of the 10 four were taken back on Sunday, and the rest vested on Tuesday.
    expect([lineOf(before, 'ISSUE').points, (await weeks.verified(before)).lines.map((line) => line.onWord)]).toEqual([10 + 20, [1]]);
    const { legs, bookings } = bundleOf(after);
    expect(lineOf(after, 'ISSUE').steps.map((step) => [step.windowId, step.legs.map((at) => legs[at]?.facts.points)])).toEqual([[undefined, [10, 4]]]);
    expect([bookings.map((one) => one.windows), (await weeks.verified(after)).lines.map((line) => [line.points, line.amount])]).toEqual([[[]], [[6, '200.00']]]);
    expect(reportOf('proof.json', await weeks.verify(before))).toContain('that 1 lot of them vested in the cycle is the hub\u2019s word');
  });

  type Draft = { -readonly [K in keyof ProofBundle3]: ProofBundle3[K] };
  const normal = ({ lots }: Pick<ProofBundle3, 'lots'>): LotLine => lots.find((line) => line.section === undefined) as LotLine;
  const onStep = (draft: Draft, at: number, change: (step: LotLine['steps'][number]) => LotLine['steps'][number]): undefined => void (draft.lots = draft.lots.map((line) => (line === normal(draft) ? { ...line, steps: line.steps.map((step, of) => (of === at ? change(step) : step)) } : line)));
  test.each<[string, string, number, string, (draft: Draft) => unknown]>([
    ['a leg left out of its step', 'A', 5, 'that this line does not show as given', (draft) => onStep(draft, 0, (step) => ({ ...step, legs: step.legs.slice(1) }))],
    ['a leg that takes points back, left out of its step', 'A', 5, 'its exact total is', (draft) => onStep(draft, normal(draft).steps.length - 1, (step) => ({ ...step, legs: step.legs.slice(0, -1) }))],
    ['a leg left out of the bundle', 'A', 4, 'It is not the leg that was logged', (draft) => (draft.legs = draft.legs.map((leg, at) => (at === 3 ? { ...leg, facts: { ...leg.facts, points: leg.facts.points - 1 } } : leg)))],
    ['a leg twice', 'A', 5, 'do not stand by rising position', (draft) => onStep(draft, 0, (step) => ({ ...step, legs: [step.legs[0] ?? 0, ...step.legs] }))],
    ['a leg in two steps', 'A', 5, 'stands behind two lines or twice behind one', (draft) => onStep(draft, 1, (step) => ({ ...step, legs: [...new Set([normal(draft).steps[0]?.legs[0] ?? 0, ...step.legs])].sort((a, b) => a - b) }))],
    ['a leg of another line', 'A', 5, 'stands behind two lines or twice behind one', (draft) => onStep(draft, 0, (step) => ({ ...step, legs: [...step.legs, draft.lines[0]?.steps[0]?.legs[0] ?? 0].sort((a, b) => a - b) }))],
    ['a leg that moves points of another', 'A', 5, 'which is not what this line is for', (draft) => {
      draft.lines = [];
      onStep(draft, 0, (step) => ({ ...step, legs: [...step.legs, bundleOf(honest.get('A') ?? '').lines[0]?.steps[0]?.legs[0] ?? 0].sort((a, b) => a - b) }));
    }],
    ['another window', 'A', 5, 'is of window', (draft) => onStep(draft, 0, (step) => ({ ...step, windowId: normal(draft).steps[1]?.windowId ?? '' }))],
    ['a window that nothing books', 'A', 5, 'stands out of order', (draft) => onStep(draft, 0, (step) => ({ ...step, windowId: 'win_1' }))],
    ['points of the cycle told as given before it', 'A', 5, 'stands in what waited since before the cycle', (draft) => onStep(draft, 0, ({ windowId, ...step }) => ({ ...step, ...(windowId === '' && { windowId }) }))],
    ['points given before the cycle told as of it', 'later', 5, 'A document cycle books at least one window', (draft) => onStep(draft, 0, (step) => ({ ...step, windowId: 'win_1' }))],
    ['points given before the cycle told as of a window that stands there', 'later', 5, 'The windows do not stand in the order of their postings', (draft) => {
      draft.bookings = draft.bookings.map((one) => ({ ...one, windows: ['win_1'] }));
      onStep(draft, 0, (step) => ({ ...step, windowId: 'win_1' }));
    }],
    ['a window without anything', 'later', 5, 'Nothing of the bundle stands in it', (draft) => (draft.bookings = draft.bookings.map((one) => ({ ...one, windows: ['win_1'] })))],
    ['another price', 'A', 5, 'is priced 50.5', (draft) => onStep(draft, 0, (step) => ({ ...step, pointPrice: '51' }))],
    ['another clause', 'A', 5, 'is priced 50.5', (draft) => onStep(draft, 0, (step) => ({ ...step, clause: step.clause.replace('issue', 'burn-pay') }))],
    ['another exact total', 'A', 5, 'its exact total is', (draft) => onStep(draft, 1, (step) => ({ ...step, exactBefore: `${step.exactBefore}1` }))],
    ['another delta', 'A', 5, 'adds', (draft) => onStep(draft, 0, (step) => ({ ...step, delta: '1.00' }))],
    ['another amount', 'A', 5, 'It comes to', (draft) => (draft.lots = draft.lots.map((line) => ({ ...line, amount: '1.00' })))],
    ['other points', 'A', 5, 'Its legs come to', (draft) => (draft.lots = draft.lots.map((line) => ({ ...line, points: line.points + 1 })))],
    ['a line for something else', 'A', 5, 'Its ends are not the partner', (draft) => (draft.lots = draft.lots.map((line) => ({ ...line, kind: 'EXPIRE' as const })))],
    ['a line of another cycle', 'A', 5, 'Its ends are not the partner', (draft) => (draft.lots = draft.lots.map((line) => ({ ...line, payerCycleId: 'cyc_1' })))],
    ['a line of another partner', 'A', 5, 'Its ends are not the partner', (draft) => (draft.lots = draft.lots.map((line) => ({ ...line, payer: 'prt_x' })))],
    ['a cycle of the hub', 'A', 5, 'Its ends are not the partner', (draft) => (draft.lots = draft.lots.map((line) => ({ ...line, payeeCycleId: 'cyc_1' })))],
    ['a step without legs', 'A', 5, 'has a step without legs', (draft) => (draft.lots = draft.lots.map((line) => ({ ...line, steps: [...line.steps, { ...(line.steps.at(-1) as LotLine['steps'][number]), legs: [], exactBefore: line.exact, exactAfter: line.exact, delta: '0.00' }] })))],
    ['a leg that is not there', 'A', 5, 'do not stand by rising position', (draft) => onStep(draft, 0, (step) => ({ ...step, legs: [...step.legs, 9_999] }))],
    ['a late line among the others', 'A', 5, 'Lines stand by rising key', (draft) => (draft.lots = [...draft.lots].reverse())],
    ['a line left out', 'A', 5, 'It stands behind no line', (draft) => (draft.lots = draft.lots.slice(1))],
    ['the line stated, too', 'A', 5, 'none was computed again', (draft) => (draft.stated = [{ key: `CLAIM|${normal(draft).payer}|${normal(draft).payerCycleId}|HUB|||ISSUE||`, amount: normal(draft).amount }])],
    ['other totals', 'A', 6, 'Its payable comes to', (draft) => (draft.totals = { ...draft.totals, payable: '1.00' })],
  ])('%s is refused and named', async (_name, code, step, said, change) => {
    const draft = bundleOf(honest.get(code) ?? '');
    change(draft);
    const result = await weeks.verify(canonicalJson(draft));
    expect([result.status, result.step, result.detail]).toEqual(['FAILED', step, expect.stringContaining(said)]);
  });

  test('in another form, or with a field that is not known, it is refused by its name', async () => {
    const text = honest.get('A') ?? '';
    for (const [from, to, said] of [['kongsi-proof/3', 'kongsi-proof/2', 'proof has a field that nothing binds: lots'], ['kongsi-proof/3', 'kongsi-proof/4', 'proof.format kongsi-proof/4 is none of kongsi-proof/1, kongsi-proof/2, kongsi-proof/3'], ['"kind":"ISSUE"', '"kind":"GIFT"', 'is none of ISSUE, EXPIRE, BREAKAGE_SHARE']] as const) {
      expect(await weeks.verify(text.replace(from, to))).toMatchObject({ status: 'FAILED', failed: 'file', detail: expect.stringContaining(said) });
    }
  });

  test('without a line of its own, or with terms that were logged too late, the third form is refused', async () => {
    const kept = (name: string): string => readFileSync(join(__dirname, `../vectors/proof/second-form-${name}.json`), 'utf8');
    const empty = canonicalJson({ ...(JSON.parse(kept('steps')) as object), format: 'kongsi-proof/3', lots: [] });
    expect(await verifyProof(empty, { hubKeys: [(JSON.parse(kept('keys')) as Record<string, string>)['steps'] ?? ''] })).toMatchObject({ status: 'FAILED', step: 5, failed: 'lots' });
    const late = withLateTerms(bundleOf(honest.get('A') ?? ''));
    const { text, hubKeys } = await relogged({ ...late, lines: [], fees: [], ppn: [] }, await signerOfLog(late));
    expect(await verifyProof(text, { hubKeys })).toMatchObject({ status: 'FAILED', step: 5, detail: expect.stringContaining('was logged before the terms that price it') });
  });

  const leg = (at: number, change: (facts: LegFacts) => Partial<LegFacts>): Lies => ({
    leg: (facts) => {
      const { lots, legs } = bundleOf(honest.get('A') ?? '');
      return facts.legId === legs[normal({ lots }).steps[0]?.legs[at] ?? -1]?.facts.legId ? { ...facts, ...change(facts) } : facts;
    },
  });
  /** All legs of a kind, told otherwise. */
  const every = (debit: string, credit: string, change: (facts: LegFacts) => Partial<LegFacts>): Lies => ({ leg: (facts) => (facts.debitAccount === debit && facts.creditAccount === credit ? { ...facts, ...change(facts) } : facts) });
  test.each<[string, string, string, Lies]>([
    ['signed anew without a lie it verifies', 'A', '', {}],
    ['a leg of another issuer', 'A', 'which is not what this line is for', leg(0, () => ({ issuerId: 'prt_x' }))],
    ['a leg at a redeemer', 'A', 'which is not what this line is for', leg(0, () => ({ redeemerId: 'prt_x' }))],
    ['a leg of no points', 'A', 'which is not what this line is for', leg(0, () => ({ points: 0 }))],
    ['qualifying points', 'A', 'of the kind QUALIFYING', leg(0, () => ({ pointKind: 'QUALIFYING' }))],
    ['a burn among what was given', 'A', 'neither gives points nor takes any back', leg(0, () => ({ debitAccount: 'MEMBER', creditAccount: 'REDEEMER' }))],
    ['an expiry among what was given', 'A', 'neither gives points nor takes any back', leg(0, () => ({ debitAccount: 'MEMBER', creditAccount: 'EXPIRED' }))],
    ['points that changed hands', 'A', 'neither gives points nor takes any back', leg(0, () => ({ debitAccount: 'CLEARING', creditAccount: 'MEMBER' }))],
    ['points taken back told as given', 'A', 'neither gives points nor takes any back', every('MEMBER', 'ISSUER', () => ({ debitAccount: 'ISSUER', creditAccount: 'MEMBER' }))],
    ['points given told as taken back', 'A', 'neither gives points nor takes any back', leg(0, () => ({ debitAccount: 'MEMBER', creditAccount: 'ISSUER' }))],
    ['points given with a reversal', 'A', 'neither gives points nor takes any back', leg(0, () => ({ reversesLegId: 'leg_x' }))],
    ['a lot that is given twice', 'A', 'was given before', every('ISSUER', 'MEMBER', () => ({ lotId: 'lot_x' }))],
    ['more taken back than was given', 'A', 'was taken back than it counts', every('MEMBER', 'ISSUER', () => ({ points: 400 }))],
    ['points taken back of a lot that is not shown', 'A', 'that this line does not show as given', every('MEMBER', 'ISSUER', () => ({ lotId: 'lot_x' }))],
    ['points taken back of another leg', 'A', 'that this line does not show as given', every('MEMBER', 'ISSUER', () => ({ reversesLegId: 'leg_x' }))],
    ['more points given', 'A', 'its exact total is', leg(0, (facts) => ({ points: facts.points + 1 }))],
    ['another day of earning', 'A', 'earned on another day than its posting says', leg(0, (facts) => ({ lotEarnedOn: new Date(Date.parse(facts.lotEarnedOn) + 86_400_000).toISOString().slice(0, 10) }))],
    ['other terms on the leg', 'A', 'stamped with other terms', leg(0, () => ({ termsId: 'tms_x' }))],
    ['a posting of another type', 'A', 'neither gives points nor takes any back', { leaf: (leaf) => (leaf['type'] === 'EARN' ? { ...leaf, type: 'BURN' } : leaf) }],
    ['a posting of another window', 'A', '', { leaf: (leaf) => (leaf['type'] === 'EARN' ? { ...leaf, windowId: 'win_x' } : leaf) }],
    ['a dearer clause', 'A', 'is priced 51 by', { terms: (text) => text.replace('"pointPrice":"50.5"', '"pointPrice":"51"') }],
    ['another preset', 'A', 'as points that are paid for when they are given', { terms: (text) => text.replace('PAY_AT_ISSUE', 'PAY_AT_BURN') }],
    ['points given before the cycle that wait for nothing', 'later', 'its points wait for nothing', { terms: (text) => text.replace(/,"vesting":\{[^}]*\}/, '') }],
    ['points given before the cycle that wait for a day before it', 'later', ', before the cycle', { terms: (text) => text.replace('"afterDays":3', '"afterDays":1') }],
    ['no clause for points that are given', 'A', 'No disclosed terms price leg', { terms: (text) => text.replace('"event":"ISSUE"', '"event":"EXPIRE"') }],
    ['a step of a price that begins elsewhere', 'S', 'its exact total is', { terms: (text) => text.replace('"fromPoints":250', '"fromPoints":240') }],
    ['a document with another amount', 'A', 'It prints 132623.00', { document: (text) => text.replace('"value":"32623.00"', '"value":"132623.00"') }],
  ])('%s: a hub that logs it is found out', async (_name, code, said, lies) => {
    const bundle = bundleOf(honest.get(code) ?? '');
    const { text, hubKeys } = await relogged(bundle, await signerOfLog(bundle), lies);
    const result = await verifyProof(text, { hubKeys });
    expect([result.status, result.detail]).toEqual(Object.keys(lies).length === 0 ? ['VERIFIED', 'Every step holds.'] : ['FAILED', expect.stringContaining(said)]);
  });
});

/** The same log with the partner's own terms behind everything that they price. */
function withLateTerms(bundle: ProofBundle3): ProofBundle3 {
  const own = bundle.terms.find((one) => one.text.includes(bundle.partnerId))?.leaf ?? -1;
  const used = new Set(bundle.leaves.map((one) => one.index));
  let free = Number(bundle.checkpoint.split('\n')[1]) - 1;
  while (used.has(free)) free -= 1;
  expect(free).toBeGreaterThan(bundle.legs.at(-1)?.leaf ?? 0);
  const moved = (index: number): number => (index === own ? free : index);
  return { ...bundle, leaves: bundle.leaves.map((one) => ({ ...one, index: moved(one.index) })).sort((a, b) => a.index - b.index), terms: bundle.terms.map((one) => ({ ...one, leaf: moved(one.leaf) })).sort((a, b) => a.leaf - b.leaf) };
}

/** Points that change hands before and after they vest, are owed, given and taken by people, and outlive the terms under which they were earned. */
describe('points that change hands, and terms that change', () => {
  let weeks: Weeks;
  const honest = new Map<string, string>();
  beforeAll(async () => {
    weeks = await Weeks.of(['A', 'V', 'B'], () => ({
      COALITION: { transferRule: { minPoints: 1, maxPoints: 10_000, minDaysLeft: 1 } },
      A: prepaid('50.5'),
      V: { ...prepaid('33.33'), ...earnRule({ vesting: { afterDays: 3 } }) },
      B: { ...clauses('48.37'), documentCycle: 'WEEKLY' },
    }));
    const { member, earn, burn, reverse, advanceDays } = weeks.nights;
    const [giver, receiver, old, survivor, debtor] = [await member(), await member(), await member(), await member(), await member()];
    const hand = (from: string, to: string, points: number): Promise<void> => weeks.act('/transfers', { externalId: `T-${points}`, member: from, toMember: to, points });
    await earn('A', giver, 300, { externalId: 'given' });
    await earn('A', receiver, 5, { externalId: 'own' });
    await earn('V', old, 120, { externalId: 'waits' });
    await earn('V', old, 80, { externalId: 'waits-too' });
    await earn('A', debtor, 100, { externalId: 'debt' });
    await burn('B', debtor, 90);
    await advanceDays(1);
    await hand(giver, receiver, 200);
    await hand(receiver, survivor, 150);
    // Points that wait go on to wait with the survivor; what is taken back of the first lot there never costs anything.
    await weeks.act(`/members/${old}/merge`, { survivor, reason: 'Two cards of one person.' });
    await earn('A', survivor, 7, { externalId: 'little' });
    // More is refunded than is left of the sale's own lot: what is missing comes from points that were received, or is owed.
    await burn('B', survivor, 7);
    await reverse('A', 'little', 7);
    await reverse('A', 'debt', 100);
    await weeks.agreedAndSigned('V', prepaid('30'));
    await advanceDays(1);
    await earn('A', debtor, 200, { externalId: 'repays' });
    await weeks.act('/adjustments', { member: giver, issuer: weeks.nights.brand('A').partnerId, points: 40, direction: 'CREDIT', reasonCode: 'GOODWILL' });
    await weeks.act('/adjustments', { member: receiver, issuer: weeks.nights.brand('A').partnerId, points: 20, direction: 'DEBIT', reasonCode: 'GOODWILL' });
    await weeks.endOfWeek();
    await reverse('A', 'own', 5);
    await weeks.act('/adjustments', { member: survivor, issuer: weeks.nights.brand('A').partnerId, points: 60, direction: 'DEBIT', reasonCode: 'GOODWILL' });
    await weeks.endOfWeek();
    for (const code of ['A', 'V']) honest.set(code, await weeks.ofInvoice(code, 0));
    honest.set('note', (await weeks.ofNotes('A')).sort((one, other) => other.length - one.length)[0] ?? '');
  }, 300_000);
  afterAll(() => weeks.nights.stop());

  test('what is taken back of points that changed hands counts against the lot that was given, transfer by transfer', async () => {
    const summary = await weeks.verified(honest.get('A') ?? '');
    // 300 + 5 + 100 + 7 + 200 + 40 were given; 7 came back out of points that had been received, 10 of the refund of 100, the other 90 when they were repaid, and 20 by hand.
    expect([told(summary), summary.stated, bundleOf(honest.get('A') ?? '').moves?.length]).toEqual([[['ISSUE', 525, '26513.00', 10]], [], 1]);
    // A week later the 5 of a sale, and 60 by hand of what had changed hands twice.
    expect((await weeks.verified(honest.get('note') ?? '')).credits.map((one) => [one.lineType, one.points, one.amount, one.legs, one.computed])).toEqual([['ISSUE', 65, '3283.00', 2, true]]);
  });

  test('points that wait in other hands vest there, at the price of the terms of that day', async () => {
    const summary = await weeks.verified(honest.get('V') ?? '');
    const { lots, legs, moves } = bundleOf(honest.get('V') ?? '');
    expect([told(summary), summary.stated, moves]).toEqual([[['ISSUE', 200, '6000.00', 6]], [], undefined]);
    expect(lots.flatMap((line) => line.steps.map((step) => [step.pointPrice, step.clause.includes('@v2'), step.legs.map((at) => `${legs[at]?.facts.debitAccount ?? ''}>${legs[at]?.facts.creditAccount ?? ''} ${legs[at]?.facts.points ?? ''}`)]))).toEqual([['30', true, ['ISSUER>MEMBER 120', 'ISSUER>MEMBER 80']],
      ['30', true, ['MEMBER>CLEARING 120', 'CLEARING>MEMBER 120', 'MEMBER>CLEARING 80', 'CLEARING>MEMBER 80']]]);
  });

  const every = (debit: string, credit: string, change: (facts: LegFacts) => Partial<LegFacts>): Lies => ({ leg: (facts) => (facts.debitAccount === debit && facts.creditAccount === credit ? { ...facts, ...change(facts) } : facts) });
  const moved = (change: (moves: LotMove[]) => LotMove[]): Lies => ({ bundle: (bundle) => ({ ...bundle, moves: change([...((bundle as ProofBundle3).moves ?? [])]) }) as ProofBundle3 });
  test.each<[string, string, string, Lies]>([
    ['a move left out', 'note', 'that this line does not show as given', moved((moves) => moves.slice(1))],
    ['a move twice', 'note', 'Moves stand by rising position', moved((moves) => [...moves.slice(0, 1), ...moves])],
    ['moves in another order', 'note', 'Moves stand by rising position', moved((moves) => moves.reverse())],
    ['the legs of a move the other way round', 'note', 'are not those with which points of the partner left', moved((moves) => moves.map(({ from, to }) => ({ from: to, to: from })))],
    ['the legs of two moves', 'note', 'are not those with which points of the partner left', moved((moves) => moves.map(({ from }, at) => ({ from, to: moves[(at + 1) % moves.length]?.to ?? 0 })))],
    ['a move by which nothing came back', 'note', 'Nothing that was taken back had come into it', {
      leg: (facts) => {
        const { legs, moves = [] } = bundleOf(honest.get('note') ?? '');
        const came = new Map(moves.map(({ from, to }) => [legs[to]?.facts.lotId, legs[from]?.facts.lotId ?? '']));
        let { lotId } = facts;
        while (facts.creditAccount === 'ISSUER' && came.has(lotId)) lotId = came.get(lotId) ?? '';
        return { ...facts, lotId };
      },
    }],
    ['a move whose legs are not shown', 'note', 'Moves stand by rising position', moved((moves) => [...moves, { from: 9_998, to: 9_999 }])],
    ['a move to a leg that is not shown', 'note', 'Moves stand by rising position', moved((moves) => moves.map(({ from }, at) => ({ from, to: 9_998 + at })))],
    ['a move of points of another', 'note', 'are not those with which points of the partner left', { leg: (facts) => (facts.debitAccount === 'CLEARING' || facts.creditAccount === 'CLEARING' ? { ...facts, issuerId: 'prt_x' } : facts) }],
    ['a move whose second leg is not the next', 'note', 'are not those with which points of the partner left', every('CLEARING', 'MEMBER', ({ lineNo }) => ({ lineNo: lineNo + 1 }))],
    ['a move that left the issuer', 'note', 'are not those with which points of the partner left', every('MEMBER', 'CLEARING', () => ({ debitAccount: 'ISSUER' }))],
    ['a move that went elsewhere', 'note', 'are not those with which points of the partner left', every('MEMBER', 'CLEARING', () => ({ creditAccount: 'EXPIRED' }))],
    ['a move that came from elsewhere', 'note', 'are not those with which points of the partner left', every('CLEARING', 'MEMBER', () => ({ debitAccount: 'ISSUER' }))],
    ['a move that came to nobody', 'note', 'are not those with which points of the partner left', every('CLEARING', 'MEMBER', () => ({ creditAccount: 'EXPIRED' }))],
    ['points that came of another kind', 'note', 'are not those with which points of the partner left', every('CLEARING', 'MEMBER', () => ({ pointKind: 'BONUS' }))],
    ['points that came after they were taken back', 'note', 'that came into it later', {
      leg: (facts) => (facts.debitAccount === 'CLEARING' || facts.creditAccount === 'CLEARING' ? { ...facts, seq: 1_000_000 + facts.seq } : facts),
      leaf: (leaf) => (leaf['type'] === 'TRANSFER' ? { ...leaf, sequence: 1_000_000 + Number(leaf['sequence']), windowId: 'win_x' } : leaf),
    }],
    ['more points that came than left', 'note', 'are not those with which points of the partner left', every('CLEARING', 'MEMBER', ({ points }) => ({ points: points + 1 }))],
    ['points that came of another day', 'note', 'are not those with which points of the partner left', every('CLEARING', 'MEMBER', () => ({ lotEarnedOn: '2020-02-02' }))],
    ['points that came of another issuer', 'note', 'are not those with which points of the partner left', every('CLEARING', 'MEMBER', () => ({ issuerId: 'prt_x' }))],
    ['a lot that left for itself', 'note', 'are not those with which points of the partner left', every('CLEARING', 'MEMBER', () => ({ lotId: 'lot_x' }))],
    ['more taken back than came', 'note', 'than came into it', { leg: (facts) => (facts.debitAccount === 'CLEARING' || facts.creditAccount === 'CLEARING' ? { ...facts, points: 6 } : facts) }],
    ['a posting of another type', 'note', 'are not those with which points of the partner left', { leaf: (leaf) => (leaf['type'] === 'TRANSFER' ? { ...leaf, type: 'REVERSAL' } : leaf) }],
    ['waiting points that came of more than left', 'V', 'neither gives points nor takes any back', every('CLEARING', 'MEMBER', ({ points }) => ({ points: points + 1 }))],
    ['waiting points that came of another lot\'s', 'V', 'was given before', every('CLEARING', 'MEMBER', () => ({ lotId: 'lot_x' }))],
    ['waiting points that left a lot that is not shown', 'V', 'that this line does not show as given', every('MEMBER', 'CLEARING', () => ({ lotId: 'lot_x' }))],
    ['points that wait no longer than in the hands that they left, priced by terms of a later day', 'V', 'is priced 33.33 by', {
      terms: (text) => text.replace('"vesting":{"afterDays":3}', '"vesting":{"afterDays":1}'),
      bundle: (bundle) => ({ ...bundle, lots: (bundle as ProofBundle3).lots.map((line) => {
        const [first, second] = line.steps as [LotStep, LotStep];
        const [older, leaving] = [{ pointPrice: '33.33', clause: first.clause.replace('@v2', '@v1') }, second.legs.filter((at) => bundle.legs[at]?.facts.creditAccount === 'CLEARING')];
        return { ...line, steps: [{ ...first, ...older, exactBefore: '0', exactAfter: '6666', delta: '6666.00' }, { ...second, ...older, legs: leaving, exactBefore: '6666', exactAfter: '0', delta: '-6666.00' }, { ...second, legs: second.legs.filter((at) => !leaving.includes(at)), exactBefore: '0', exactAfter: '6000', delta: '6000.00' }] };
      }) }) as ProofBundle3,
    }],
    ['more waiting points that left than were given', 'V', 'was taken back than it counts', every('MEMBER', 'CLEARING', () => ({ points: 121 }))],
  ])('%s: a hub that logs it is found out', async (_name, of, said, lies) => {
    const bundle = bundleOf(honest.get(of) ?? '');
    const { text, hubKeys } = await relogged(bundle, await signerOfLog(bundle), lies);
    expect(await verifyProof(text, { hubKeys })).toMatchObject({ status: 'FAILED', step: 5, detail: expect.stringContaining(said) });
  });
});

/** Points that nobody burned: one issuer pays a part of their value to the coalition's fund (E), another gets back a part of what it paid when it gave them (P). */
describe('points that expire', () => {
  let weeks: Weeks;
  const honest = new Map<string, string>();
  beforeAll(async () => {
    weeks = await Weeks.of(['E', 'P'], () => ({
      E: { ...clauses('48.37'), documentCycle: 'WEEKLY', settlementValue: '48.37', expireRate: '0.1', ...earnRule({ expiresAfterDays: 1 }) },
      P: { ...prepaid('50.5'), breakageShare: '0.25', ...earnRule({ expiresAfterDays: 2, vesting: { afterDays: 1 } }) },
    }));
    const { member, earn, stack, brand } = weeks.nights;
    const [one, two] = [await member(), await member()];
    for (const code of ['E', 'P']) {
      await earn(code, one, 333);
      await earn(code, two, 67);
    }
    await weeks.nights.advanceDays(4);
    const { rows } = await stack.db.owner.query<{ posting_id: string; issuer_id: string; points: string }>(`SELECT posting_id, issuer_id, points FROM leg WHERE credit_account = 'EXPIRED' AND points = 67`);
    expect(rows.length).toBe(2);
    // E's comes back in the week, P's after it.
    await weeks.act(`/postings/pst_${rows.find((row) => row.issuer_id === brand('E').partnerId.slice(4))?.posting_id ?? ''}/reinstate`, { reason: 'The member was not told.' });
    await weeks.endOfWeek();
    await weeks.act(`/postings/pst_${rows.find((row) => row.issuer_id === brand('P').partnerId.slice(4))?.posting_id ?? ''}/reinstate`, { reason: 'The member was not told.' });
    await weeks.endOfWeek();
    honest.set('E', await weeks.ofInvoice('E', 0));
    honest.set('P', await weeks.ofInvoice('P', 0, 'REDEMPTION_INVOICE'));
  }, 300_000);
  afterAll(() => weeks.nights.stop());

  // 333 points at 10 % of 48.37, and 400 at a quarter of 50.5.
  test.each([['E', [['EXPIRE', 333, '1611.00', 3]]], ['P', [['BREAKAGE_SHARE', 400, '5050.00', 2], ['ISSUE', 400, '20200.00', 2]]]])('%s: every expiry at the price of the logged terms, less what was given back', async (code, lines) => {
    const summary = await weeks.verified(honest.get(code) ?? '');
    expect([told(summary), summary.stated]).toEqual([lines, []]);
  });

  test('what is given back in a later week stands on a credit note', async () => {
    const notes = await Promise.all((await weeks.ofNotes('P')).map((text) => weeks.verified(text)));
    expect(notes.flatMap((note) => note.credits).map((one) => [one.lineType, one.points, one.amount, one.computed])).toEqual([['BREAKAGE_SHARE', 67, '846.00', true]]);
  });

  test('terms that were logged after an expiry do not price it', async () => {
    const late = withLateTerms(bundleOf(honest.get('E') ?? ''));
    const { text, hubKeys } = await relogged(late, await signerOfLog(late));
    expect(await verifyProof(text, { hubKeys })).toMatchObject({ status: 'FAILED', step: 5, detail: expect.stringContaining('No terms that were logged before leg') });
  });

  const every = (debit: string, change: (facts: LegFacts) => Partial<LegFacts>): Lies => ({ leg: (facts) => (facts.debitAccount === debit ? { ...facts, ...change(facts) } : facts) });
  test.each<[string, string, string, Lies]>([
    ['a reversal of another expiry', 'E', 'which is no earlier expiry of this line', every('EXPIRED', () => ({ reversesLegId: 'leg_x' }))],
    ['a reversal to another lot', 'E', 'which is no earlier expiry of this line', every('EXPIRED', () => ({ lotId: 'lot_x' }))],
    ['a reversal of more', 'E', 'was taken back than it counts', every('EXPIRED', () => ({ points: 68 }))],
    ['a reversal that gives points', 'E', 'is neither an expiry nor the reversal of one', every('EXPIRED', () => ({ debitAccount: 'ISSUER' }))],
    ['a reversal that gives points to nobody', 'E', 'is neither an expiry nor the reversal of one', every('EXPIRED', () => ({ creditAccount: 'ISSUER' }))],
    ['a reversal of nothing', 'E', 'is neither an expiry nor the reversal of one', { leg: ({ reversesLegId, ...facts }) => ({ ...facts, ...(facts.debitAccount !== 'EXPIRED' && reversesLegId !== undefined && { reversesLegId }) }) }],
    ['a reversal of a posting of another type', 'E', 'is neither an expiry nor the reversal of one', { leaf: (leaf) => (leaf['type'] === 'REVERSAL' ? { ...leaf, type: 'EARN' } : leaf) }],
    ['an expiry of a window before the cycle', 'E', 'is no leg that waits', {
      leaf: (leaf) => (leaf['type'] === 'EXPIRE' ? { ...leaf, windowId: 'win_x' } : leaf),
      bundle: (bundle) => {
        const { lots, bookings, ...rest } = bundle as ProofBundle3;
        return { ...rest, lots: lots.map((line) => ({ ...line, steps: line.steps.map(({ windowId, ...step }, at) => ({ ...step, ...(at > 0 && windowId !== undefined && { windowId }) })) })), bookings: bookings.map((one, at) => ({ ...one, windows: at === 0 ? one.windows.slice(1) : one.windows })) } as ProofBundle3;
      },
    }],
    ['a burn told as an expiry', 'E', 'is neither an expiry nor the reversal of one', every('MEMBER', () => ({ creditAccount: 'REDEEMER' }))],
    ['an expiry of a posting of another type', 'E', 'is neither an expiry nor the reversal of one', { leaf: (leaf) => (leaf['type'] === 'EXPIRE' ? { ...leaf, type: 'BURN' } : leaf) }],
    ['points that expired of another issuer', 'E', 'which is not what this line is for', every('MEMBER', () => ({ issuerId: 'prt_x' }))],
    ['another part of the settlement value', 'E', 'is priced 9.674', { terms: (text) => text.replace('"expireRate":"0.1"', '"expireRate":"0.2"') }],
    ['no part of the settlement value', 'E', 'costs nothing', { terms: (text) => text.replace('"expireRate":"0.1"', '"expireRate":"0"') }],
    ['another preset', 'E', 'costs nothing', { terms: (text) => text.replace('PAY_AT_BURN', 'HYBRID_RESERVE') }],
    ['another part of the price', 'P', 'is priced 10.1', { terms: (text) => text.replace('"breakageShare":"0.25"', '"breakageShare":"0.2"') }],
  ])('%s: a hub that logs it is found out', async (_name, code, said, lies) => {
    const bundle = bundleOf(honest.get(code) ?? '');
    const { text, hubKeys } = await relogged(bundle, await signerOfLog(bundle), lies);
    expect(await verifyProof(text, { hubKeys })).toMatchObject({ status: 'FAILED', step: 5, detail: expect.stringContaining(said) });
  });
});
