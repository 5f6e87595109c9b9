import type { ClaimLine, LineStep, ProofBundle } from '../../../partner-sdk/src/proof/bundle';
import type { DocumentLeaf } from '../../../partner-sdk/src/proof/leaves';
import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import { openCheckpoint, signCheckpoint, verifierKey, verifierKeyText, type Checkpoint } from '../../../partner-sdk/src/proof/checkpoint';
import { verifyProof } from '../../../partner-sdk/src/proof/verify';
import { makeBundle, newSigner, partyOf, type Cheats, type MadeBundle, type TestNight } from '../support/proof-bundle';

/** Each rule of the verifier is breached alone, so that none of them can be taken out unseen: the message says which one refused. */

const sale = (name: string, redeemer: 'A' | 'C', issuer: 'A' | 'B', points: number, at: string): TestNight['postings'][number] => ({ at, redeemer, type: 'BURN', legs: [{ name, issuer, points }] });
const NIGHTS: readonly TestNight[] = ['2026-01-15', '2026-01-16', '2026-01-17'].map((businessDate, at) => ({ businessDate, postings: [sale(`x${at}`, 'C', 'A', 67, `${businessDate}T03:00:00Z`), sale(`y${at}`, 'C', 'A', 5, `${businessDate}T04:00:00Z`), sale(`z${at}`, 'A', 'B', 7, `${businessDate}T05:00:00Z`)] }));
const RETURN: TestNight = { businessDate: '2026-01-18', postings: [{ at: '2026-01-18T03:00:00Z', redeemer: 'C', type: 'REVERSAL', legs: [{ name: 'r', issuer: 'A', points: 67, reverses: 'x0' }] }] };
const ALONE: readonly TestNight[] = [{ businessDate: '2026-01-15', postings: [sale('x0', 'C', 'A', 67, '2026-01-15T03:00:00Z'), sale('z0', 'A', 'B', 7, '2026-01-15T05:00:00Z'), ...RETURN.postings] }];

type Draft = { -readonly [K in keyof ProofBundle]: ProofBundle[K] };
const wire = (code: 'A' | 'B' | 'C'): string => `prt_${partyOf(code)}`;
const first = <T>(list: readonly T[], change: (one: T) => T): T[] => list.map((one, at) => (at === 0 ? change(one) : one));
const line = (change: (one: ClaimLine) => ClaimLine) => (draft: Draft): unknown => (draft.lines = first(draft.lines, change));
const step = (change: (one: LineStep) => LineStep): ((draft: Draft) => unknown) => line((one) => ({ ...one, steps: first(one.steps, change) }));
/** Takes documents and their leaves out, so that only what rests on them can miss them. */
const without = (draft: Draft, from: number): void => {
  const gone = draft.documents.slice(from).map((one) => one.leaf);
  draft.documents = draft.documents.slice(0, from);
  draft.leaves = draft.leaves.filter((leaf) => !gone.includes(leaf.index));
};

let honest: MadeBundle;
beforeAll(async () => {
  honest = await makeBundle('A', NIGHTS, await newSigner());
});

const changes: [string, number | undefined, (draft: Draft) => unknown][] = [
  ['Older checkpoints rise in size', 2, (draft) => (draft.history = [...draft.history].reverse())],
  ['Leaves stand by rising index', 3, (draft) => (draft.leaves = [...draft.leaves].reverse())],
  ['The terms of a bundle stand by rising leaf', 3, (draft) => (draft.terms = [...draft.terms].reverse())],
  ['The documents of a bundle stand by rising leaf', 3, (draft) => (draft.documents = [...draft.documents].reverse())],
  ['Lines stand by rising key', 5, (draft) => (draft.lines = [...draft.lines].reverse())],
  ['No document of the bundle prints this fee', 8, (draft) => {
    const fees = draft.documents.findIndex((one) => one.text.includes('"kind":"FEE_INVOICE"'));
    const gone = draft.documents[fees]?.leaf;
    draft.documents = draft.documents.filter((_, at) => at < fees);
    draft.leaves = draft.leaves.filter((leaf) => leaf.index !== gone && (draft.documents.some((one) => one.leaf === leaf.index) || leaf.index < (gone ?? 0)));
  }],
  ['Its bytes are not base64url', 3, (draft) => (draft.leaves = first(draft.leaves, (one) => ({ ...one, bytes: `${one.bytes}=` })))],
  ['A hash of its path is malformed', 3, (draft) => (draft.leaves = first(draft.leaves, (one) => ({ ...one, path: ['AAAA', ...one.path.slice(1)] })))],
  ['It is cited and is not in the bundle', 3, (draft) => (draft.leaves = draft.leaves.slice(0, -1))],
  ['It is cited as two things', 3, (draft) => (draft.taxes = draft.terms.slice(0, 1).map((one) => one.leaf))],
  ['It is cited twice', 3, (draft) => (draft.taxes = [...draft.taxes, ...draft.taxes])],
  ['Nothing in the bundle rests on it', 3, (draft) => (draft.taxes = [])],
  ['It is no entry of the kind', 3, (draft) => ([draft.taxes, draft.terms] = [draft.terms.slice(0, 1).map((one) => one.leaf), draft.terms.map((one, at) => (at === 0 ? { ...one, leaf: draft.taxes[0] ?? -1 } : one))])],
  ['Legs stand by rising leaf and position', 4, (draft) => (draft.legs = [...draft.legs].reverse())],
  ['committed to no leg at this position', 4, (draft) => (draft.legs = first(draft.legs, (one) => ({ ...one, position: 9 })))],
  ['Its salt is not 16 bytes', 4, (draft) => (draft.legs = first(draft.legs, (one) => ({ ...one, salt: 'AAAA' })))],
  ['No disclosed terms price leg', 5, (draft) => {
    const gone = draft.terms[1]?.leaf;
    draft.terms = draft.terms.slice(0, 1);
    draft.leaves = draft.leaves.filter((leaf) => leaf.index !== gone);
  }],
  ['The same line stands twice', 5, (draft) => (draft.lines = [...draft.lines, ...draft.lines.slice(0, 1)])],
  ['not on exactly one side', 5, line((one) => ({ ...one, payer: wire('B') }))],
  ['It stands behind no line', 5, (draft) => (draft.lines = draft.lines.slice(0, -1))],
  ['stands out of order', 5, line((one) => ({ ...one, steps: one.steps.map((each, at) => ({ ...(one.steps.at(-1 - at) as LineStep), exactBefore: each.exactBefore, exactAfter: each.exactAfter })) }))],
  ['none of the legs is of it', 5, step((one) => ({ ...one, windowId: 'win_77' }))],
  ['is of window win_1', 5, step((one) => ({ ...one, windowId: 'win_2' }))],
  ['has a step without legs', 5, line((one) => ({ ...one, steps: [...one.steps, { ...(one.steps.at(-1) as LineStep), legs: [], exactBefore: one.exact, exactAfter: one.exact, delta: '0.00' }] }))],
  ['do not stand by rising position', 5, step((one) => ({ ...one, legs: [...one.legs].reverse() }))],
  ['stands behind two lines or twice', 5, line((one) => ({ ...one, steps: [...one.steps.slice(0, 1), ...one.steps] }))],
  ['is not what this line is for', 5, line((one) => ({ ...one, qualifier: 'x' }))],
  ['is not what this line is for', 5, line((one) => ({ ...one, payee: wire('B') }))],
  ['is priced 500 by A@v1 clause burn-pay', 5, step((one) => ({ ...one, pointPrice: '500.0' }))],
  ['bears a fee of 0.015', 5, step((one) => ({ ...one, feeRate: '0.0150' }))],
  ['is taxed by profile ppn-service', 5, step((one) => ({ ...one, tax: 'ppn-service@v2' }))],
  ['Before window win_1 its exact total is 0', 5, step((one) => ({ ...one, exactBefore: '1' }))],
  ['After window win_1 its exact total is 36000', 5, step((one) => ({ ...one, exactAfter: '36001' }))],
  ['Window win_1 adds 36000.00', 5, step((one) => ({ ...one, delta: '36001.00' }))],
  ['Its legs come to 216 points', 5, line((one) => ({ ...one, points: 217 }))],
  ['It comes to 108000.00', 5, line((one) => ({ ...one, amount: '108001.00' }))],
  ['It comes to 108000.00', 5, line((one) => ({ ...one, exact: '108000.5' }))],
  ['The bundle leaves it out', 6, (draft) => (draft.fees = [])],
  ['Nothing in the bundle gives rise to it', 6, (draft) => (draft.fees = [...draft.fees, ...draft.fees])],
  ['Its base comes to', 6, (draft) => (draft.fees = first(draft.fees, (one) => ({ ...one, base: '1.00' })))],
  ['Its dpp comes to', 6, (draft) => (draft.ppn = first(draft.ppn, (one) => ({ ...one, dpp: '1.00' })))],
  ['Its payable comes to', 6, (draft) => (draft.totals = { ...draft.totals, payable: '1.00' })],
  ['The bundle has no document', 8, (draft) => without(draft, 0)],
  ['No document of the bundle prints this line', 8, (draft) => without(draft, 1)],
];

test.each(changes)('"%s" at step %p', async (said, at, change) => {
  const draft: Draft = { ...honest.bundle };
  change(draft);
  expect(await verifyProof(canonicalJson(draft), { hubKeys: honest.hubKeys })).toMatchObject({ status: 'FAILED', step: at, detail: expect.stringContaining(said) });
});

const kind = (documentKind: string, change: (leaf: DocumentLeaf) => Partial<DocumentLeaf>): Cheats => ({ documentLeaf: (leaf) => (leaf.documentKind === documentKind ? { ...leaf, ...change(leaf) } : leaf) });
const invoice = (documentKind: string, change: Cheats['invoice']): Cheats => ({ invoice: (facts) => (facts.kind === documentKind ? (change?.(facts) ?? facts) : facts) });
const legOf = (legId: string, change: Cheats['legFacts']): Cheats => ({ legFacts: (facts) => (facts.legId === legId ? (change?.(facts) ?? facts) : facts) });

const cheats: [string, number, Cheats, (readonly TestNight[])?][] = [
  ['Its bytes are not canonical JSON', 3, { leafText: (text) => (text.includes('"TERMS"') ? `${text} ` : text) }],
  ['It names another posting', 4, legOf('leg_1-1', (facts) => ({ ...facts, seq: 99 }))],
  ['It names another posting', 4, legOf('leg_1-1', (facts) => ({ ...facts, postingId: 'pst_99' }))],
  ['The same leg was disclosed before', 4, { legFacts: (facts) => ({ ...facts, legId: 'leg_same' }) }],
  ['was stamped with other terms', 5, legOf('leg_1-1', (facts) => ({ ...facts, termsId: 'tms_x' }))],
  ['moves no points', 5, legOf('leg_1-1', (facts) => ({ ...facts, points: 0 }))],
  ['is neither a burn nor the reversal of one', 5, legOf('leg_1-1', (facts) => ({ ...facts, creditAccount: 'EXPIRED' }))],
  ['is neither a burn nor the reversal of one', 5, { postingLeaf: (leaf) => ({ ...leaf, type: 'TRANSFER' }) }],
  ['is no earlier burn of this line', 5, legOf('leg_10-1', (facts) => ({ ...facts, reversesLegId: 'leg_3-1' })), [...NIGHTS, RETURN]],
  ['it went to another lot', 5, legOf('leg_10-1', (facts) => ({ ...facts, lotId: 'lot_other' })), [...NIGHTS, RETURN]],
  ['lie among those of another window', 5, { postingLeaf: (leaf) => (leaf.sequence === 9 ? { ...leaf, windowId: 'win_1' } : leaf) }],
  ['has no place in a bundle', 5, { keepEmptyLines: true }, ALONE],
  ['no such version of a tax profile', 6, { taxLeaf: (leaf) => ({ ...leaf, dppDenominator: 0 }) }],
  ['A partner sees its own terms', 7, { showTermsOf: 'B' }],
  ['of another party or version', 7, { termsText: (text) => text.replace('"version":1', '"version":2') }],
  ['Its text is no terms in canonical form', 7, { termsText: (text) => text.replace('"rateBasis":"BURN"', '"rateBasis":"MOOD"') }],
  ['It is a document of another partner', 8, kind('POINTS_INVOICE', () => ({ partnerId: wire('B') }))],
  ['another kind, number or count', 8, kind('POINTS_INVOICE', () => ({ number: 'INP/2026/000002' }))],
  ['another kind, number or count', 8, kind('POINTS_INVOICE', (leaf) => ({ lineKeys: [...leaf.lineKeys, 'x'] }))],
  ['is printed twice', 8, kind('REDEMPTION_INVOICE', () => ({ lineKeys: [`CLAIM|${wire('A')}|cyc_A|${wire('C')}|cyc_C|`] }))],
  ['or on the wrong side', 8, kind('POINTS_INVOICE', () => ({ lineKeys: ['x'] }))],
  ['It prints a line of another cycle', 8, kind('POINTS_INVOICE', () => ({ cycleId: 'cyc_X' }))],
  ['It prints 108001.00', 8, invoice('POINTS_INVOICE', (facts) => ({ ...facts, lines: facts.lines.map((one) => ({ ...one, amountMinor: one.amountMinor + 100n })) }))],
  ['It prints 217 points in 6 legs', 8, invoice('POINTS_INVOICE', (facts) => ({ ...facts, lines: facts.lines.map((one) => ({ ...one, points: 217n })) }))],
  ['It prints 216 points in 7 legs', 8, invoice('POINTS_INVOICE', (facts) => ({ ...facts, lines: facts.lines.map((one) => ({ ...one, legCount: 7 })) }))],
  ['another price or cites another clause', 8, invoice('POINTS_INVOICE', (facts) => ({ ...facts, lines: facts.lines.map((one) => ({ ...one, pointPrice: '501' })) }))],
  ['another price or cites another clause', 8, invoice('POINTS_INVOICE', (facts) => ({ ...facts, lines: facts.lines.map((one) => ({ ...one, termsRef: `${one.termsRef}; A@v2 clause x` })) }))],
  ['It prints a fee that the bundle does not prove', 8, kind('FEE_INVOICE', (leaf) => ({ lineKeys: leaf.lineKeys.map((key) => `${key}x`) }))],
  ['It prints a fee of', 8, invoice('FEE_INVOICE', (facts) => ({ ...facts, lines: facts.lines.map((one) => ({ ...one, baseMinor: 100n })) }))],
  ['It cites another rate or clause', 8, invoice('FEE_INVOICE', (facts) => ({ ...facts, lines: facts.lines.map((one) => ({ ...one, rate: '0.5' })) }))],
  ['Its totals are', 8, invoice('REDEMPTION_INVOICE', (facts) => ({ ...facts, totals: { ...facts.totals, subtotalMinor: 1n } }))],
  ['It leaves out a fee', 8, { ...invoice('FEE_INVOICE', (facts) => ({ ...facts, lines: facts.lines.slice(1) })), ...kind('FEE_INVOICE', (leaf) => ({ lineKeys: leaf.lineKeys.slice(1) })) }],
  ['It prints another tax base', 8, invoice('FEE_INVOICE', (facts) => ({ ...facts, totals: { ...facts.totals, dpp: '1.00' } }))],
  ['was not in force in its cycle', 8, { taxLeaf: (leaf) => ({ ...leaf, validFrom: '2026-02-01' }) }],
  ['was not in force in its cycle', 8, { taxLeaf: (leaf) => ({ ...leaf, validTo: '2026-01-01' }) }],
  ['It has another kind or number', 8, kind('NETTING_STATEMENT', () => ({ number: 'NET/2026/000009' }))],
  ['Its receivable is', 8, { statement: (facts) => ({ ...facts, netting: { ...facts.netting, receivableMinor: 100n } }) }],
  ['Its direction or its credits', 8, { statement: (facts) => ({ ...facts, netting: { ...facts.netting, direction: 'HUB_PAYS' } }) }],
  ...(['creditNotesMinor', 'reversedMinor', 'withheldMinor', 'unappliedMinor', 'recoveriesMinor', 'lossSharesMinor', 'disputedMinor'] as const).map((name): [string, number, Cheats] => ['Its direction or its credits', 8, { statement: (facts) => ({ ...facts, netting: { ...facts.netting, [name]: 100n } }) }]),
  ['It nets ', 8, { statement: (facts) => ({ ...facts, documents: facts.documents.slice(1) }) }],
  ['It prints another total for', 8, { statement: (facts) => ({ ...facts, documents: facts.documents.map((one) => ({ ...one, totalMinor: 1n })) }) }],
  ['It is no document of this format', 8, invoice('POINTS_INVOICE', (facts) => ({ ...facts, currency: 'USD' as 'IDR' }))],
];

test.each(cheats)('logged and signed, "%s" at step %i', async (said, at, cheat, nights = NIGHTS) => {
  const made = await makeBundle('A', nights, honest.signer, cheat);
  expect(await verifyProof(made.text, { hubKeys: made.hubKeys })).toMatchObject({ status: 'FAILED', step: at, detail: expect.stringContaining(said) });
});

test('another log of the same hub is no older one, and none to compare with', async () => {
  const other = await newSigner();
  const signer = { ...other, key: verifierKey('kongsi/other', other.key.publicKey) };
  const keys = [...honest.hubKeys, verifierKeyText(signer.key)];
  const older = (await openCheckpoint(honest.notes[0] ?? '', [honest.signer.key])) as Checkpoint;
  const foreign = await signCheckpoint({ ...older, origin: 'kongsi/other' }, signer);
  const draft = { ...honest.bundle, history: first(honest.bundle.history, (one) => ({ ...one, checkpoint: foreign })) };
  const refused = { status: 'FAILED', step: 2, detail: expect.stringContaining('of another log, kongsi/other') };
  expect(await verifyProof(canonicalJson(draft), { hubKeys: keys })).toMatchObject({ ...refused, failed: 'older checkpoint 1' });
  expect(await verifyProof(honest.text, { hubKeys: keys, since: foreign })).toMatchObject({ ...refused, failed: 'kept checkpoint' });
});
