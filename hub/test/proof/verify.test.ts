import { assert, asyncProperty, constantFrom, nat, pre } from 'fast-check';
import type { DisclosedLeg, LineStep, ProofBundle } from '../../../partner-sdk/src/proof/bundle';
import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import { verifyProof, type ProofResult } from '../../../partner-sdk/src/proof/verify';
import { makeBundle, newSigner, W1, type Cheats, type MadeBundle, type TestNight } from '../support/proof-bundle';

/** Three nights of A's points at C, so that fees cumulate: 1.5 % of 33,500, 16,500 and 16,500. */
const THREE_NIGHTS: readonly TestNight[] = [[67, '2026-01-15'], [33, '2026-01-16'], [33, '2026-01-17']].map(([points, date], at) => ({
  businessDate: String(date), postings: [
    { at: `${String(date)}T03:00:00Z`, redeemer: 'C', type: 'BURN', legs: [{ name: `N${at}-A`, issuer: 'A', points: Number(points) }] },
    { at: `${String(date)}T04:00:00Z`, redeemer: 'A', type: 'BURN', legs: [{ name: `N${at}-B`, issuer: 'B', points: 7 }] },
  ],
}));

let w1: MadeBundle;
let nights: MadeBundle;
let others: MadeBundle;
beforeAll(async () => {
  const signer = await newSigner();
  w1 = await makeBundle('A', W1, signer);
  nights = await makeBundle('A', THREE_NIGHTS, signer);
  others = await makeBundle('A', W1, await newSigner());
});

const verified = (made: MadeBundle, since?: string): Promise<ProofResult> => verifyProof(made.text, { hubKeys: made.hubKeys, ...(since !== undefined && { since }) });
const summaryOf = (result: ProofResult): NonNullable<ProofResult['summary']> => {
  if (!result.summary) throw new Error(`${result.status} at ${String(result.step)}, ${String(result.failed)}: ${result.detail}`);
  return result.summary;
};

describe('what a hub makes honestly is verified', () => {
  test.each([
    ['A', { payable: '76500.00', receivable: '50000.00', fees: '2898.00', ppn: '319.00', netCash: '-29717.00' }, ['1148.00', '1750.00'], ['126.00', '193.00']],
    ['B', { payable: '90000.00', receivable: '50000.00', fees: '3100.00', ppn: '341.00', netCash: '-43441.00' }, ['1350.00', '1750.00'], ['149.00', '192.00']],
    ['C', { payable: '33500.00', receivable: '100000.00', fees: '4003.00', ppn: '440.00', netCash: '62057.00' }, ['503.00', '3500.00'], ['55.00', '385.00']],
  ] as const)('W1 of partner %s, with the figures of the specification', async (partner, totals, fees, ppn) => {
    const summary = summaryOf(await verified(await makeBundle(partner, W1, w1.signer)));
    expect(summary.totals).toEqual(totals);
    expect(summary.fees.map((fee) => fee.amount)).toEqual(fees);
    expect(summary.fees.map((fee) => fee.ppn)).toEqual(ppn);
  });

  test('a line over three windows, whose fee is rounded once', async () => {
    const summary = summaryOf(await verified(nights));
    expect(summary.lines[0]).toMatchObject({ points: 133, exact: '66500', amount: '66500.00', legs: 3 });
    expect(summary.fees[0]).toMatchObject({ base: '66500.00', exact: '997.5', amount: '998.00' });
  });

  test.each(['48.37', '0.5', '333.3333333333'])('prices with decimals (%s) are cumulated over windows', async (price) => {
    const summary = summaryOf(await verified(await makeBundle('A', THREE_NIGHTS, w1.signer, { pointPrice: { A: price } })));
    expect(summary.lines[0]?.prices).toEqual([price]);
  });

  test('two prices stand on the rate difference, and each side proves its own', async () => {
    const two = { pointPrice: { A: '500', B: '475', C: '500' } };
    expect(summaryOf(await verified(await makeBundle('A', W1, w1.signer, two))).totals.receivable).toBe('50000.00');
    expect(summaryOf(await verified(await makeBundle('B', W1, w1.signer, two))).lines[0]).toMatchObject({ payee: 'HUB:rateDifference', amount: '47500.00' });
  });

  test('a reversal in a later window takes back at the price of its burn', async () => {
    const back: TestNight = { businessDate: '2026-01-18', postings: [{ at: '2026-01-18T03:00:00Z', redeemer: 'C', type: 'REVERSAL', legs: [{ name: 'R', issuer: 'A', points: 20, reverses: 'N0-A' }] }] };
    expect(summaryOf(await verified(await makeBundle('A', [...THREE_NIGHTS, back], w1.signer))).lines[0]).toMatchObject({ points: 113, amount: '56500.00', legs: 4 });
  });

  test('since each checkpoint that was kept, and since the bundle\u2019s own', async () => {
    const sizes = await Promise.all(nights.notes.map(async (note) => summaryOf(await verified(nights, note)).sinceSize));
    expect(sizes).toEqual([...sizes].sort((a, b) => Number(a) - Number(b)));
  });
});

describe('every byte matters', () => {
  test('one flipped bit of any byte is refused', async () => {
    // A nightly run flips all eight bits of each byte, one after the other.
    const bits = process.env['KONGSI_NIGHTLY'] ? 8 : 1;
    const bytes = Buffer.from(w1.text);
    const accepted: string[] = [];
    for (let turn = 0; turn < bytes.length * bits; turn += 1) {
      const at = turn % bytes.length;
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << ((at * 5 + Math.floor(turn / bytes.length)) & 7));
      const result = await verifyProof(flipped, { hubKeys: w1.hubKeys });
      if (result.status !== 'FAILED' || !result.failed || result.summary) accepted.push(`byte ${at}: ${result.status}`);
    }
    expect(accepted).toEqual([]);
    expect(bytes.length).toBeGreaterThan(10_000);
  }, 600_000);

  test.each([
    ['a line feed at its end', (text: string) => `${text}\n`], ['a blank in front', (text: string) => ` ${text}`], ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['written anew with blanks', (text: string) => JSON.stringify(JSON.parse(text), null, 2)], ['cut off in the middle', (text: string) => text.slice(0, text.length / 2)],
    ['a field more', (text: string) => canonicalJson({ ...(JSON.parse(text) as object), note: 'hello' })], ['a field less', (text: string) => canonicalJson({ ...(JSON.parse(text) as object), totals: undefined })],
    ['a name twice', (text: string) => text.replace('"format":', '"format":"kongsi-proof/1","format":')], ['a number as a text', (text: string) => text.replace(/"points":(\d+)/, '"points":"$1"')],
  ])('%s is refused', async (_name, change) => {
    expect(await verifyProof(change(w1.text), { hubKeys: w1.hubKeys })).toMatchObject({ status: 'FAILED', failed: 'file' });
  });

  test.each(['', '{}', 'hello', '%PDF-1.7', '{"format":"kongsi-document/1"}', '[]'])('%p is no proof at all', async (text) => {
    expect(await verifyProof(text, { hubKeys: w1.hubKeys })).toMatchObject({ status: 'UNREADABLE' });
  });

  test('without a key of the hub there is nothing to trust', async () => {
    expect(await verifyProof(w1.text, { hubKeys: [] })).toMatchObject({ status: 'UNREADABLE', failed: 'hub keys' });
    expect(await verifyProof(w1.text, { hubKeys: [...w1.hubKeys, 'kongsi/w1+00000000+AAAA'] })).toMatchObject({ status: 'UNREADABLE', failed: 'hub keys' });
  });
});

type Draft = { -readonly [K in keyof ProofBundle]: ProofBundle[K] };
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
const replaced = <T>(list: readonly T[], at: number, change: (one: T) => T): T[] => list.map((one, index) => (index === at % list.length ? change(one) : one));
const onLeg = (draft: Draft, at: number, change: (leg: DisclosedLeg) => DisclosedLeg): undefined => void (draft.legs = replaced(draft.legs, at, change));
const onStep = (draft: Draft, at: number, change: (step: LineStep) => LineStep): undefined => void (draft.lines = replaced(draft.lines, at, (line) => ({ ...line, steps: replaced(line.steps, at, change) })));
const moved = (text: string, by: number): string => `${BigInt(text.replace('.00', '')) + BigInt(1 + (by % 1000))}.00`;

/** What somebody without the hub's key could change in a bundle. Each gives what to verify, and since which checkpoint. */
const FORGERIES: Record<string, (draft: Draft, n: number) => string | undefined> = {
  points: (draft, n) => onLeg(draft, n, (leg) => ({ ...leg, facts: { ...leg.facts, points: leg.facts.points + 1 + (n % 50) } })),
  lot: (draft, n) => onLeg(draft, n, (leg) => ({ ...leg, facts: { ...leg.facts, lotId: `lot_${n}` } })),
  salt: (draft, n) => onLeg(draft, n, (leg) => ({ ...leg, salt: pick(draft.legs, n + 1).salt })),
  position: (draft, n) => onLeg(draft, n, (leg) => ({ ...leg, position: leg.position + 1 })),
  legOfAnotherLeaf: (draft, n) => onLeg(draft, n, (leg) => ({ ...leg, leaf: pick(draft.legs, n + 1).leaf })),
  price: (draft, n) => onStep(draft, n, (step) => ({ ...step, pointPrice: String(501 + (n % 100)) })),
  clause: (draft, n) => onStep(draft, n, (step) => ({ ...step, clause: `${step.clause}-${n}` })),
  feeRate: (draft, n) => onStep(draft, n, (step) => ({ ...step, feeRate: `0.0${1 + (n % 9)}1` })),
  delta: (draft, n) => onStep(draft, n, (step) => ({ ...step, delta: moved(step.delta, n) })),
  amount: (draft, n) => void (draft.lines = replaced(draft.lines, n, (line) => ({ ...line, amount: moved(line.amount, n) }))),
  counterparty: (draft, n) => void (draft.lines = replaced(draft.lines, n, (line) => ({ ...line, payer: line.payee, payee: line.payer }))),
  cycle: (draft, n) => void (draft.lines = replaced(draft.lines, n, (line) => ({ ...line, payeeCycleId: `cyc_${n}` }))),
  fee: (draft, n) => void (draft.fees = replaced(draft.fees, n, (fee) => ({ ...fee, amount: moved(fee.amount, n) }))),
  ppn: (draft, n) => void (draft.ppn = replaced(draft.ppn, n, (ppn) => ({ ...ppn, amount: moved(ppn.amount, n) }))),
  netCash: (draft, n) => void (draft.totals = { ...draft.totals, netCash: moved(draft.totals.netCash, n) }),
  swappedPaths: (draft, n) => {
    const [one, two] = [n % draft.leaves.length, (n + 1) % draft.leaves.length];
    draft.leaves = draft.leaves.map((leaf, at) => (at === one || at === two ? { ...leaf, path: pick(draft.leaves, at === one ? two : one).path } : leaf));
  },
  shorterPath: (draft, n) => void (draft.leaves = replaced(draft.leaves, n, (leaf) => ({ ...leaf, path: leaf.path.slice(1) }))),
  otherLeaf: (draft, n) => void (draft.leaves = replaced(draft.leaves, n, (leaf) => ({ ...leaf, bytes: pick(draft.leaves, n + 1).bytes }))),
  otherRoot: (draft, n) => void (draft.checkpoint = draft.checkpoint.replace(/^(.*\n.*\n)(.{10})/, (_all, head: string, root: string) => `${head}${[...root].map((char, at) => (at === n % 10 ? (char === 'A' ? 'B' : 'A') : char)).join('')}`)),
  otherSize: (draft, n) => void (draft.checkpoint = draft.checkpoint.replace(/\n(\d+)\n/, (_all, size: string) => `\n${Number(size) + 1 + (n % 9)}\n`)),
  replayedCheckpoint: (draft, n) => void (draft.checkpoint = pick(draft.history, n).checkpoint),
  otherLogsCheckpoint: (draft) => void (draft.checkpoint = others.bundle.checkpoint),
  otherHistory: (draft, n) => void (draft.history = replaced(draft.history, n, (one) => ({ ...one, path: [...one.path].reverse().slice(n % 2) }))),
  historyOfAnotherKey: (draft) => void (draft.history = others.bundle.history),
  removedLeg: (draft, n) => void (draft.legs = draft.legs.filter((_, at) => at !== n % draft.legs.length)),
  duplicatedLeg: (draft, n) => void (draft.legs = draft.legs.flatMap((leg, at) => (at === n % draft.legs.length ? [leg, leg] : [leg]))),
  legCountedTwice: (draft, n) => onStep(draft, n, (step) => ({ ...step, legs: [...step.legs, ...step.legs] })),
  legOfAnotherLine: (draft, n) => onStep(draft, n, (step) => ({ ...step, legs: step.legs.map((at) => (at + 1) % draft.legs.length) })),
  removedLine: (draft, n) => void (draft.lines = draft.lines.filter((_, at) => at !== n % draft.lines.length)),
  duplicatedLine: (draft, n) => void (draft.lines = [...draft.lines, pick(draft.lines, n)]),
  removedDocument: (draft, n) => void (draft.documents = draft.documents.filter((_, at) => at !== n % draft.documents.length)),
  otherDocument: (draft, n) => void (draft.documents = replaced(draft.documents, n, (one) => ({ ...one, text: one.text.replace('PT Kongsi', 'PT Lain') }))),
  otherTerms: (draft, n) => void (draft.terms = replaced(draft.terms, n, (one) => ({ ...one, text: one.text.replace('"500"', '"400"') }))),
  removedTerms: (draft, n) => void (draft.terms = draft.terms.filter((_, at) => at !== n % draft.terms.length)),
  noTaxes: (draft) => void (draft.taxes = []),
  otherPartner: (draft, n) => void (draft.partnerId = n % 2 === 0 ? pick(draft.lines, n).payee : `prt_${n}`),
  wholeBundleOfAnotherKey: (draft) => void Object.assign(draft, others.bundle),
  forkSince: () => others.notes[0],
  laterSince: (draft) => (draft.checkpoint === w1.bundle.checkpoint ? nights.notes.at(-1) : `${draft.checkpoint} `),
  damagedSince: (draft, n) => draft.checkpoint.slice(0, 1 + (n % (draft.checkpoint.length - 1))),
};

describe('what nobody logged is refused', () => {
  test('1,000 forged proofs', async () => {
    const told = new Map<string, number>();
    await assert(asyncProperty(constantFrom(...Object.keys(FORGERIES)), nat(), constantFrom('w1', 'nights'), async (name, n, which) => {
      const made = which === 'w1' ? w1 : nights;
      const draft: Draft = { ...made.bundle };
      const since = FORGERIES[name]?.(draft, n);
      const text = canonicalJson(draft);
      // A forgery that changes nothing is none: swapping a thing with its equal gives the honest bundle.
      pre(text !== made.text || since !== undefined);
      const result = await verifyProof(text, { hubKeys: made.hubKeys, ...(since !== undefined && { since }) });
      if (result.status !== 'FAILED' || result.summary) throw new Error(`${name} was not refused: ${result.status}`);
      if (result.detail.includes('could not be followed')) throw new Error(`${name} was refused by accident: ${result.detail}`);
      told.set(name, (told.get(name) ?? 0) + 1);
    }), { numRuns: 1_000 });
    expect([...told.keys()].sort()).toEqual(Object.keys(FORGERIES).sort());
  }, 300_000);

  test.each([
    ['checkpoint of another key', 1, 'checkpoint', (draft: Draft): unknown => FORGERIES['otherLogsCheckpoint']?.(draft, 0)], ['an older checkpoint that is no prefix', 2, 'older checkpoint 1', (draft: Draft): unknown => FORGERIES['otherHistory']?.(draft, 1)],
    ['a swapped path', 3, /^leaf \d+$/, (draft: Draft): unknown => FORGERIES['swappedPaths']?.(draft, 0)], ['altered points', 4, /^leg leg_1-1 of leaf \d+$/, (draft: Draft): unknown => FORGERIES['points']?.(draft, 0)], ['an altered price', 5, /^line 1, /, (draft: Draft): unknown => FORGERIES['price']?.(draft, 0)],
    ['an altered fee', 6, 'fee line ISSUER_FEE', (draft: Draft): unknown => FORGERIES['fee']?.(draft, 0)], ['an altered text of terms', 7, /^terms A@v1/, (draft: Draft): unknown => void (draft.terms = replaced(draft.terms, 1, (one) => ({ ...one, text: one.text.replace('"reviewDays":0', '"reviewDays":9') })))],
    ['an altered document', 8, /^document INP\/2026\/000001/, (draft: Draft): unknown => FORGERIES['otherDocument']?.(draft, 0)],
  ] as const)('%s fails at step %i and is named', async (_name, step, failed, forge) => {
    const draft: Draft = { ...w1.bundle };
    forge(draft);
    const result = await verifyProof(canonicalJson(draft), { hubKeys: w1.hubKeys });
    expect(result).toMatchObject({ status: 'FAILED', step, failed: typeof failed === 'string' ? failed : expect.stringMatching(failed) });
  });

  test('a fork is told apart from a missing proof', async () => {
    const fork = await makeBundle('A', W1, w1.signer, { pointPrice: { B: '499' } });
    expect(await verified(w1, fork.notes[0])).toMatchObject({ status: 'FAILED', step: 2, detail: expect.stringContaining('Fork') });
    const draft = { ...w1.bundle, history: [] };
    expect(await verifyProof(canonicalJson(draft), { hubKeys: w1.hubKeys, since: w1.notes[0] ?? '' })).toMatchObject({ status: 'FAILED', step: 2, detail: expect.stringContaining('no proof from the checkpoint') });
    expect(await verified(nights, (await makeBundle('A', [...THREE_NIGHTS, ...W1], w1.signer)).notes.at(-1))).toMatchObject({ status: 'FAILED', step: 2, detail: expect.stringContaining('later checkpoint') });
  });
});

describe('what a hub logs and signs dishonestly is refused', () => {
  const cases: [string, Cheats, number][] = [
    ['a price that is in no terms', { chargedPrice: '510' }, 5],
    ['terms that the partner did not countersign', { termsLeaf: (leaf) => ({ ...leaf, signatures: leaf.signatures.filter((one) => one.role !== 'PARTNER') }) }, 7],
    ['terms that one person made and checked', { termsLeaf: (leaf) => ({ ...leaf, signatures: leaf.signatures.map((one) => ({ ...one, actorId: 'usr_1' })) }) }, 7],
    ['terms signed over another hash', { termsLeaf: (leaf) => ({ ...leaf, signatures: leaf.signatures.map((one) => ({ ...one, termsHash: '0'.repeat(64) })) }) }, 7],
    ['an invoice with a higher total', { invoice: (facts) => ({ ...facts, totals: { ...facts.totals, totalMinor: facts.totals.totalMinor + 100n } }) }, 8],
    ['an invoice whose line says more', { invoice: (facts) => ({ ...facts, lines: facts.lines.map((line, at) => (at === 0 ? { ...line, amountMinor: line.amountMinor + 100n } : line)) }) }, 8],
    ['an invoice that cites another clause', { invoice: (facts) => ({ ...facts, lines: facts.lines.map((line) => ({ ...line, termsRef: 'A@v9 clause burn-pay' })) }) }, 8],
    ['a line without one of its legs', { bundle: (bundle) => ({ ...bundle, lines: bundle.lines.map((line, at) => (at === 0 ? { ...line, steps: line.steps.slice(1) } : line)) }) }, 5],
  ];
  test.each(cases)('%s', async (_name, cheats, step) => {
    expect(await verified(await makeBundle('A', THREE_NIGHTS, w1.signer, cheats))).toMatchObject({ status: 'FAILED', step });
  });

  test('terms logged after the burn that they price', async () => {
    expect(await verified(await makeBundle('A', W1, w1.signer, { termsLast: true }))).toMatchObject({ status: 'FAILED', step: 5, detail: expect.stringContaining('was logged before the terms') });
  });

  test('points taken back twice', async () => {
    const back = (name: string, points: number, at: string): TestNight => ({ businessDate: '2026-01-18', postings: [{ at, redeemer: 'C', type: 'REVERSAL', legs: [{ name, issuer: 'A', points, reverses: 'N0-A' }] }] });
    const made = await makeBundle('A', [...THREE_NIGHTS, back('R1', 40, '2026-01-18T03:00:00Z'), back('R2', 40, '2026-01-18T04:00:00Z')], w1.signer);
    expect(await verified(made)).toMatchObject({ status: 'FAILED', step: 5, detail: expect.stringContaining('More of leg') });
  });

  test('every night rounded alone', async () => {
    const made = await makeBundle('A', THREE_NIGHTS, w1.signer, { bundle: (bundle) => ({ ...bundle, fees: bundle.fees.map((fee) => (fee.lineType === 'ISSUER_FEE' ? { ...fee, amount: '999.00' } : fee)) }) });
    expect(await verified(made)).toMatchObject({ status: 'FAILED', step: 6, failed: 'fee line ISSUER_FEE', detail: expect.stringContaining('998.00') });
  });
});
