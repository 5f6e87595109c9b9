import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, asyncProperty, constantFrom, nat, pre } from 'fast-check';
import type { ClaimLine, LineStep, LotLine, LotStep, ProofBundle2, ProofBundle3 } from '../../../partner-sdk/src/proof/bundle';
import { lotLineKey } from '../../../partner-sdk/src/proof/keys';
import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import type { NoteSigner } from '../../../partner-sdk/src/proof/checkpoint';
import { reportOf } from '../../../partner-sdk/src/proof/report';
import { verifyProof, type ProofResult } from '../../../partner-sdk/src/proof/verify';
import { relogged, signerOfLog, type Lies } from '../support/relogged';

/**
 * Bundles of the second form that a hub made of real nights, signed anew with a key of this folder: stepped prices and a stepped fee (`steps`), a least and a most of a
 * cycle (`limits`), a flat amount a burn (`flat`), each with the credit notes on its invoices, notes that rest on a ruling (`ruling`), a fee on DPP nilai lain (`nilai-lain`), an invoice that adds to lines of an earlier cycle by a restatement (`grown`), a window with steps of prices and a flat amount a burn that was restated twice, within its week and after it, so that its burns moved to other lines (`moved`), and a netting statement over two cycles (`netted`).
 */
const SECOND = ['steps', 'limits', 'flat', 'ruling', 'nilai-lain', 'grown', 'moved', 'netted'] as const;
/** And of the third form: points that were given, with gifts of another brand, points that waited, late ones, and notes on them (`lots`); what was taken back of points that had changed hands (`hands`); what expired and was given back (`expired`); points that waited since before their cycle (`later`). */
const THIRD = ['lots', 'hands', 'expired', 'later'] as const;
const NAMES = [...SECOND, ...THIRD] as const;
type Name = (typeof NAMES)[number];
const vector = (form: string, name: string): string => readFileSync(join(__dirname, `../vectors/proof/${form}-form-${name}.json`), 'utf8');
const kept = (name: Name): string => vector(SECOND.some((one) => one === name) ? 'second' : 'third', name);
const keys = { ...(JSON.parse(vector('second', 'keys')) as object), ...(JSON.parse(vector('third', 'keys')) as object) } as Record<Name, string>;
const bundleOf = (name: Name): Draft => JSON.parse(kept(name)) as Draft;
const verify = (text: string, name: Name): Promise<ProofResult> => verifyProof(text, { hubKeys: [keys[name]] });

type Draft = { -readonly [K in keyof ProofBundle2]: ProofBundle2[K] } & { -readonly [K in 'lots' | 'moves']?: ProofBundle3[K] };
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
const replaced = <T>(list: readonly T[], at: number, change: (one: T) => T): T[] => list.map((one, index) => (index === at % list.length ? change(one) : one));
const onLine = (draft: Draft, n: number, change: (line: ClaimLine) => ClaimLine): undefined => void (draft.lines = replaced(draft.lines, n, change));
const onStep = (draft: Draft, n: number, change: (step: LineStep) => LineStep): undefined => onLine(draft, n, (line) => ({ ...line, steps: replaced(line.steps, n, change) }));
/** Changes one of the steps that a restatement moved; where there is none one is made that moves nothing. */
const onMoved = (draft: Draft, n: number, change: (step: LineStep) => LineStep[]): undefined => {
  const all = draft.lines.flatMap((line, at) => line.steps.flatMap((step, place) => (step.restates === undefined ? [] : [[at, place] as const])));
  if (all.length === 0) return onStep(draft, n, (step) => ({ ...step, restates: n }));
  const [at, place] = pick(all, n);
  return void (draft.lines = draft.lines.map((line, index) => (index === at ? { ...line, steps: line.steps.flatMap((step, of) => (of === place ? change(step) : [step])) } : line)));
};
/** Changes a line of points that were given or expired; where there is none, one that is empty is made. */
const onLot = (draft: Draft, n: number, change: (line: LotLine) => LotLine): undefined => void (draft.lots = draft.lots ? replaced(draft.lots, n, change) : []);
const onLotStep = (draft: Draft, n: number, change: (step: LotStep) => LotStep): undefined => onLot(draft, n, (line) => ({ ...line, steps: replaced(line.steps, n >> 3, change) }));
/** The same legs in two steps of one price, as if the window had been told twice; amounts of the kept bundles are small enough for plain numbers. */
const parted = (draft: Draft, step: LotStep): LotStep[] => {
  const [first = 0, ...rest] = step.legs;
  const between = String((draft.legs[first]?.facts.points ?? 0) * Number(step.pointPrice));
  const delta = Math.round(Number(between));
  return rest.length === 0 ? [step] : [{ ...step, legs: [first], exactAfter: between, delta: `${delta}.00` }, { ...step, legs: rest, exactBefore: between, delta: `${Number(step.delta) - delta}.00` }];
};
const moved = (text: string, by: number): string => `${BigInt(text.replace('.00', '')) + BigInt(1 + (by % 1000))}.00`;

describe('the kept bundles of the second and third form', () => {
  test.each(NAMES)('%s verifies', async (name) => {
    const result = await verify(kept(name), name);
    expect([result.status, result.failed, result.detail]).toEqual(['VERIFIED', undefined, 'Every step holds.']);
    expect(result.summary?.credits.every((credit) => credit.computed)).toBe(true);
    if (name !== 'later') expect(reportOf('proof.json', result)).toContain('off IN');
    expect(result.summary?.stated ?? []).toEqual([]);
  });

  // One byte in thirteen of the one with notes, corrections and a ruling, and one in sixty-one of the others; a nightly run flips all eight bits of each byte of all. Every byte of a
  // small bundle is flipped in `verify.test.ts`.
  test.each(NAMES)('%s: one flipped bit of any byte is refused and named', async (name) => {
    const bytes = Buffer.from(kept(name));
    const accepted: string[] = [];
    const [bits, stride] = process.env['KONGSI_NIGHTLY'] ? [8, 1] : [1, name === 'ruling' ? 13 : 61];
    for (let turn = 0; turn < bytes.length * bits; turn += stride) {
      const at = turn % bytes.length;
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << ((at * 5 + Math.floor(turn / bytes.length)) & 7));
      const result = await verifyProof(flipped, { hubKeys: [keys[name]] });
      if (result.status !== 'FAILED' || !result.failed || result.summary) accepted.push(`byte ${at}: ${result.status}, ${bytes.subarray(Math.max(0, at - 30), at + 30).toString()}`);
    }
    expect(accepted).toEqual([]);
  }, 1_800_000);
});

/** What somebody without the hub's key could change in a bundle of the second form, or of the third. */
const FORGERIES: Record<string, (draft: Draft, n: number) => unknown> = {
  swappedSteps: (draft, n) => onLine(draft, n, (line) => ({ ...line, steps: line.steps.map((_, at) => pick(line.steps, at === 0 ? 1 : at === 1 ? 0 : at)) })),
  swappedAmountsOfSteps: (draft, n) => onLine(draft, n, (line) => ({ ...line, steps: line.steps.map((step, at) => ({ ...step, delta: pick(line.steps, at + 1).delta })) })),
  stepInAnotherWindow: (draft, n) => onStep(draft, n, (step) => ({ ...step, windowId: pick(draft.bookings.flatMap((one) => one.windows), n) })),
  legInAnotherStep: (draft, n) => onLine(draft, n, (line) => {
    const [from, to] = [n % line.steps.length, (n + 1) % line.steps.length];
    const leg = line.steps[from]?.legs[0] ?? -1;
    return { ...line, steps: line.steps.map((step, at) => ({ ...step, legs: at === from ? step.legs.filter((one) => one !== leg) : at === to ? [...step.legs, leg].sort((a, b) => a - b) : step.legs })) };
  }),
  windowOfAnotherCycle: (draft, n) => void (draft.bookings = draft.bookings.length < 2 ? [{ ...pick(draft.bookings, 0), cycleId: `cyc_${n}` }] : draft.bookings.map((one, at) => (at === 0 ? { ...one, windows: [...one.windows, ...(draft.bookings[1]?.windows ?? [])] } : one)).filter((_, at) => at !== 1)),
  swappedWindows: (draft, n) => void (draft.bookings = replaced(draft.bookings, n, (one) => ({ ...one, windows: one.windows.length > 1 ? [...one.windows].reverse() : [`${one.windows[0] ?? ''}0`] }))),
  renamedCycle: (draft, n) => void (draft.bookings = replaced(draft.bookings, n, (one) => ({ ...one, cycleId: `${one.cycleId}0` }))),
  anotherCycle: (draft, n) => void (draft.cycleId = draft.bookings[1] ? pick(draft.bookings, 1).cycleId : `cyc_${n}`),
  withoutLaterBookings: (draft) => void (draft.bookings = [{ ...pick(draft.bookings, 0), windows: draft.bookings.flatMap((one) => one.windows) }]),
  idleCycle: (draft, n) => void (draft.bookings = draft.bookings.toSpliced(n % (draft.bookings.length + 1), 0, { cycleId: pick([draft.cycleId, pick(draft.bookings, n).cycleId], n), windows: [] })),
  idleLine: (draft, n) => void (draft.lines = [...draft.lines, { payer: draft.partnerId, payerCycleId: draft.cycleId, payee: `prt_${n}`, payeeCycleId: `none:${draft.lines.length}`, qualifier: '', steps: [], points: 0, exact: '0', amount: '0.00' }]),
  idleWindow: (draft, n) => void (draft.bookings = replaced(draft.bookings, n, (one) => ({ ...one, windows: [...one.windows, `win_${n}`] }))),
  lineOfAnotherCycle: (draft, n) => onLine(draft, n, (line) => (line.payer === draft.partnerId ? { ...line, payerCycleId: `cyc_${n}` } : { ...line, payeeCycleId: `cyc_${n}` })),
  otherSidesCycle: (draft, n) => onLine(draft, n, (line) => (line.payer === draft.partnerId ? { ...line, payeeCycleId: `cyc_${n}` } : { ...line, payerCycleId: `cyc_${n}` })),
  firstPrice: (draft, n) => onStep(draft, n, (step) => ({ ...step, pointPrice: String(1 + (n % 40)) })),
  otherTax: (draft, n) => onStep(draft, n, (step) => ({ ...step, tax: step.tax.replace(/@v\d+/, `@v${7 + (n % 9)}`) })),
  feeRate: (draft, n) => onStep(draft, n, (step) => ({ ...step, feeRate: `0.0${1 + (n % 9)}7` })),
  fee: (draft, n) => void (draft.fees = replaced(draft.fees, n, (fee) => ({ ...fee, amount: moved(fee.amount, n) }))),
  feeWithoutItsLeast: (draft, n) => void (draft.fees = replaced(draft.fees, n, (fee) => ({ ...fee, exact: `${fee.exact}.5`, amount: moved(fee.amount, n) }))),
  burns: (draft, n) => void (draft.fees = replaced(draft.fees, n, (fee) => ({ ...fee, burns: (fee.burns ?? 0) + 1 + (n % 5) }))),
  inventedCharge: (draft, n) => void (draft.charges = [{ windowId: pick(draft.bookings.flatMap((one) => one.windows), n), lineType: 'ISSUER_FEE', rate: '0.02', clause: 'A@v1 clause fee-issuer', tax: 'ppn-service@v1', base: '1000.00', burns: 0 }]),
  inventedCorrection: (draft, n) => {
    draft.corrections = [{ windowId: pick(draft.bookings.flatMap((one) => one.windows), n), leg: 0, points: 1 + (n % 9) }];
    return onStep(draft, n, (step) => ({ ...step, corrections: [0] }));
  },
  correctionOfMore: (draft, n) => void (draft.corrections = draft.corrections ? replaced(draft.corrections, n, (one) => ({ ...one, points: one.points + 1 + (n % 50) })) : [{ windowId: 'win_x', leg: 0, points: 1 }]),
  correctionOfAnotherLeg: (draft, n) => void (draft.corrections = draft.corrections ? replaced(draft.corrections, n, (one) => ({ ...one, leg: one.leg + 1 })) : [{ windowId: 'win_x', leg: 0, points: 1 }]),
  correctionWithoutItsRuling: (draft, n) => void (draft.corrections = draft.corrections ? replaced(draft.corrections, n, ({ windowId, leg, points }) => ({ windowId, leg, points })) : [{ windowId: 'win_x', leg: 0, points: 1 + n }]),
  noRulings: (draft, n) => void (draft.rulings = draft.rulings ? [] : [n]),
  withoutANote: (draft) => {
    const notes = draft.documents.filter((one) => one.text.includes('"kind":"CREDIT_NOTE"'));
    draft.documents = draft.documents.filter((one) => one !== notes[0]);
    draft.leaves = draft.leaves.filter((leaf) => leaf.index !== notes[0]?.leaf);
  },
  anotherNote: (draft, n) => void (draft.documents = replaced(draft.documents, n, (one) => ({ ...one, text: one.text.replace(/"value":"(\d)/, (_all, digit: string) => `"value":"${(Number(digit) % 9) + 1}`) }))),
  firstForm: (draft) => void ((draft as { format: string }).format = 'kongsi-proof/1'),
  removedLine: (draft, n) => void (draft.lines = draft.lines.filter((_, at) => at !== n % draft.lines.length)),
  points: (draft, n) => void (draft.legs = replaced(draft.legs, n, (leg) => ({ ...leg, facts: { ...leg.facts, points: leg.facts.points + 1 + (n % 50) } }))),
  removedTerms: (draft, n) => void (draft.terms = draft.terms.filter((_, at) => at !== n % draft.terms.length)),
  earlier: (draft, n) => void (draft.earlier = draft.earlier ? pick([[], [...draft.earlier, ...draft.earlier], [draft.cycleId], [`${draft.earlier[0] ?? ''}0`], [`none:${n}`]], n) : [pick(draft.bookings, n).cycleId]),
  netted: (draft, n) => void (draft.netted = draft.netted ? pick([[], draft.netted.slice(1), [...draft.netted].reverse(), [...draft.netted, ...draft.documents], replaced(draft.netted, n, (one) => ({ ...one, text: one.text.replace(/"value":"(\d)/, '"value":"7$1') }))], n) : pick([[], [pick(draft.documents, n)]], n)),
  lineOfTheOtherCycle: (draft, n) => onLine(draft, n, (line) => {
    const [from = '', to = ''] = draft.earlier ? [draft.earlier[0], draft.cycleId] : [draft.cycleId, 'cyc_x'];
    const turned = (cycleId: string): string => (cycleId === from ? to : cycleId === to ? from : cycleId);
    return line.payer === draft.partnerId ? { ...line, payerCycleId: turned(line.payerCycleId) } : { ...line, payeeCycleId: turned(line.payeeCycleId) };
  }),
  restatedWindow: (draft, n) => void (draft.restated = draft.restated ? replaced(draft.restated, n, (one) => ({ ...one, windowId: one.bookedIn, bookedIn: one.windowId })) : [{ windowId: pick(draft.bookings, 0).windows[0] ?? '', bookedIn: pick(draft.bookings, 0).windows.at(-1) ?? '', terms: [], taxes: [] }]),
  restatedTerms: (draft, n) => void (draft.restated = draft.restated ? replaced(draft.restated, n, (one) => pick([{ ...one, terms: [] }, { ...one, terms: [...one.terms, ...one.terms] }, { ...one, terms: [draft.terms[0]?.leaf ?? 0] }, { ...one, taxes: ['ppn-service@v1', 'ppn-service@v1'] }], n >> 2)) : [{ windowId: 'win_x', bookedIn: 'win_y', terms: [], taxes: [] }]),
  restatedTwice: (draft, n) => void (draft.restated = [...(draft.restated ?? []), draft.restated ? pick(draft.restated, n) : { windowId: pick(draft.bookings, 0).windows[0] ?? '', bookedIn: pick(draft.bookings, -1 + draft.bookings.length).windows.at(-1) ?? '', terms: [], taxes: [] }]),
  movedLegLeftOut: (draft, n) => onMoved(draft, n, (step) => [{ ...step, legs: step.legs.slice(1) }]),
  movedLegOfAnother: (draft, n) => onMoved(draft, n, (step) => [{ ...step, legs: [...step.legs, n % draft.legs.length].sort((a, b) => a - b) }]),
  movedTwice: (draft, n) => onMoved(draft, n, (step) => [step, step]),
  movedStepLeftOut: (draft, n) => onMoved(draft, n, () => []),
  movedTheOtherWay: (draft, n) => onMoved(draft, n, ({ out, ...step }) => [{ ...step, ...(!out && { out: true }) }]),
  movedByAnother: (draft, n) => onMoved(draft, n, (step) => [{ ...step, restates: (step.restates ?? 0) + 1 + (n % 3) }]),
  movedByNone: (draft, n) => onMoved(draft, n, ({ restates, ...step }) => [{ ...step, ...(restates === undefined && { restates: 0 }) }]),
  movedAtAnotherPrice: (draft, n) => onMoved(draft, n, (step) => [{ ...step, pointPrice: '49', clause: step.clause.replace(/@v(\d+)/, (_all, at: string) => `@v${Number(at) + 1}`) }]),
  movedToAnotherLine: (draft, n) => {
    let taken: LineStep | undefined;
    onMoved(draft, n, (step) => {
      taken = step;
      return [];
    });
    return onLine(draft, n + 1, (line) => ({ ...line, steps: taken ? [...line.steps, taken] : line.steps }));
  },
  lotLegLeftOut: (draft, n) => onLotStep(draft, n, (step) => ({ ...step, legs: step.legs.filter((_, at) => at !== n % step.legs.length) })),
  lotLegTwice: (draft, n) => onLotStep(draft, n, (step) => ({ ...step, legs: [...step.legs, pick(step.legs, n)].sort((a, b) => a - b) })),
  lotLegOfAnother: (draft, n) => onLotStep(draft, n, (step) => ({ ...step, legs: [...step.legs, n % draft.legs.length].sort((a, b) => a - b) })),
  lotInAnotherWindow: (draft, n) => onLotStep(draft, n, (step) => ({ ...step, windowId: pick([...draft.bookings.flatMap((one) => one.windows), 'win_x'], n) })),
  lotInNoWindow: (draft, n) => onLotStep(draft, n, ({ windowId, ...step }) => ({ ...step, ...(windowId === undefined && { windowId: `win_${n}` }) })),
  lotPrice: (draft, n) => onLotStep(draft, n, (step) => ({ ...step, pointPrice: String(1 + (n % 40)) })),
  lotClause: (draft, n) => onLotStep(draft, n, (step) => ({ ...step, clause: step.clause.replace(/@v(\d+)/, (_all, at: string) => `@v${Number(at) + 1 + (n % 3)}`) })),
  lotDelta: (draft, n) => onLotStep(draft, n, (step) => ({ ...step, delta: moved(step.delta.replace('-', ''), n) })),
  lotStepsSwapped: (draft, n) => onLot(draft, n, (line) => ({ ...line, steps: [...line.steps].reverse() })),
  lotStepTwice: (draft, n) => onLot(draft, n, (line) => ({ ...line, steps: [...line.steps, pick(line.steps, n)] })),
  lotStepLeftOut: (draft, n) => onLot(draft, n, (line) => ({ ...line, steps: line.steps.filter((_, at) => at !== n % line.steps.length) })),
  lotAmount: (draft, n) => onLot(draft, n, (line) => ({ ...line, amount: moved(line.amount, n) })),
  lotPoints: (draft, n) => onLot(draft, n, (line) => ({ ...line, points: line.points + 1 + (n % 50) })),
  lotKind: (draft, n) => onLot(draft, n, (line) => ({ ...line, kind: pick((['ISSUE', 'EXPIRE', 'BREAKAGE_SHARE'] as const).filter((kind) => kind !== line.kind), n) })),
  lotCycle: (draft, n) => onLot(draft, n, (line) => (line.payer === draft.partnerId ? { ...line, payerCycleId: `cyc_${n}` } : { ...line, payeeCycleId: `cyc_${n}` })),
  lotSection: (draft, n) => onLot(draft, n, ({ section, ...line }) => ({ ...line, ...(section === undefined && { section: 'LATE' as const }) })),
  lotLineLeftOut: (draft, n) => void (draft.lots = draft.lots ? draft.lots.filter((_, at) => at !== n % (draft.lots ?? []).length) : []),
  lotLineIdle: (draft, n) => void (draft.lots = [...(draft.lots ?? []), ...(['EXPIRE', 'ISSUE', 'BREAKAGE_SHARE'] as const).map((kind): LotLine => ({ kind, ...(kind === 'BREAKAGE_SHARE' ? { payer: 'HUB', payerCycleId: '', payee: draft.partnerId, payeeCycleId: draft.cycleId } : { payer: draft.partnerId, payerCycleId: draft.cycleId, payee: kind === 'ISSUE' ? 'HUB' : 'COALITION_FUND', payeeCycleId: '' }), section: 'LATE', steps: [], points: 0, exact: '0', amount: '0.00' })).filter((_, at) => at === n % 3)].sort((a, b) => (lotLineKey(a) < lotLineKey(b) ? -1 : 1))),
  lotStepParted: (draft, n) => onLot(draft, n, (line) => ({ ...line, steps: line.steps.flatMap((step, at) => (at === 0 ? parted(draft, step) : [step])) })),
  lotLineStated: (draft, n) => {
    const line = pick(draft.lots ?? [], n) as LotLine | undefined;
    draft.lots = (draft.lots ?? []).filter((one) => one !== line);
    draft.stated = [...(draft.stated ?? []), { key: `CLAIM|${line?.payer ?? ''}|${line?.payerCycleId ?? ''}|${line?.payee ?? ''}|${line?.payeeCycleId ?? ''}||${line?.kind ?? ''}|${line?.section ?? ''}|`, amount: line?.amount ?? '1.00' }];
  },
  lotMoves: (draft, n) => void (draft.moves = draft.moves ? pick([[], draft.moves.slice(1), [...draft.moves].reverse(), [...draft.moves, ...draft.moves], replaced(draft.moves, n, ({ from, to }) => ({ from: to, to: from }))], n) : pick([[{ from: 0, to: 1 }], [{ from: 1, to: 0 }], []], n)),
  thirdForm: (draft, n) => void (draft.lots = Object.assign(draft as { format: string }, { format: pick(['kongsi-proof/3', 'kongsi-proof/2', 'kongsi-proof/4'], n) }) && (draft.lots ?? [])),
  ppn: (draft, n) => void (draft.ppn = replaced(draft.ppn, n, (one) => ({ ...one, amount: moved(one.amount, n) }))),
  taxBase: (draft, n) => void (draft.ppn = replaced(draft.ppn, n, (one) => ({ ...one, dpp: `${one.base.slice(0, -3)}.${String(n % 100).padStart(2, '0')}` }))),
  taxedBase: (draft, n) => void (draft.ppn = replaced(draft.ppn, n, (one) => ({ ...one, base: moved(one.base, n) }))),
  netCash: (draft, n) => void (draft.totals = { ...draft.totals, netCash: moved(draft.totals.netCash, n) }),
};

test('1,000 forged proofs of the later forms are refused', async () => {
  const told = new Set<string>();
  await assert(asyncProperty(constantFrom(...Object.keys(FORGERIES)), nat(), constantFrom(...NAMES), async (forgery, n, name) => {
    const draft = bundleOf(name);
    FORGERIES[forgery]?.(draft, n);
    const text = canonicalJson(draft);
    pre(text !== kept(name));
    const result = await verify(text, name);
    if (result.status !== 'FAILED' || result.summary) throw new Error(`${forgery} of ${name} was not refused: ${result.status}`);
    if (result.detail.includes('could not be followed')) throw new Error(`${forgery} of ${name} was refused by accident: ${result.detail}`);
    told.add(forgery);
  }), { numRuns: 1_000 });
  expect([...told].sort()).toEqual(Object.keys(FORGERIES).sort());
}, 600_000);

describe('what a hub logs and signs dishonestly is refused', () => {
  const signers = new Map<Name, NoteSigner>();
  const lied = async (name: Name, lies: Lies): Promise<ProofResult> => {
    const signer = signers.get(name) ?? (await signerOfLog(bundleOf(name)));
    signers.set(name, signer);
    const { text, hubKeys } = await relogged(bundleOf(name), signer, lies);
    return verifyProof(text, { hubKeys });
  };
  const terms = (from: RegExp | string, to: string): Lies => ({ terms: (text) => text.replace(from, to) });
  const document = (kind: string, from: RegExp, to: string): Lies => ({ document: (text) => (text.includes(`"kind":"${kind}"`) ? text.replace(from, to) : text) });

  test('signed anew without a lie it verifies', async () => {
    for (const name of NAMES) expect(await lied(name, {})).toMatchObject({ status: 'VERIFIED' });
  });

  test.each<[string, Name, number, string, Lies]>([
    ['two steps of a price swapped in the terms', 'steps', 5, 'is priced', terms('{"fromPoints":0,"pointPrice":"50"},{"fromPoints":100,"pointPrice":"45.5"}', '{"fromPoints":0,"pointPrice":"45.5"},{"fromPoints":100,"pointPrice":"50"}')],
    ['a step of a price that begins elsewhere', 'steps', 5, 'its exact total is', terms(/"fromPoints":100/g, '"fromPoints":90')],
    ['the last step of a price left out', 'steps', 5, 'its exact total is', terms(/,\{"fromPoints":250,"pointPrice":"40"\}/g, '')],
    ['a step of a fee that begins elsewhere', 'steps', 6, 'comes to', terms('"fromAmount":{"currency":"IDR","value":"10000.00"}', '"fromAmount":{"currency":"IDR","value":"9000.00"}')],
    ['the steps of a fee left out', 'steps', 5, 'bears a fee of 0.015', terms(/,"steps":\[\{"fromAmount".*?\}\]/, '')],
    ['the least of a cycle dropped', 'limits', 6, 'comes to', terms(/"minPerCycle":\{[^}]*\},/, '')],
    ['a lower least of a cycle', 'limits', 6, 'comes to', terms('"value":"900.00"', '"value":"800.00"')],
    ['a higher most of a cycle', 'limits', 6, 'comes to', terms('"value":"300.00"', '"value":"400.00"')],
    ['another flat amount', 'flat', 6, 'comes to', terms('"value":"100.00"', '"value":"101.00"')],
    ['no flat amount at all', 'flat', 6, 'comes to', terms(/"flatPerBurn":\{[^}]*\},/, '')],
    ['a leg that was logged in another window', 'steps', 5, '', { leaf: (leaf) => (leaf.kind === 'POSTING' && leaf['type'] === 'REVERSAL' ? { ...leaf, windowId: 'win_01a213fb-0000-7000-8000-000000000000' } : leaf) }],
    ['another version of the tax', 'flat', 5, 'is taxed by profile', { leaf: (leaf) => (leaf['subject'] === 'TAX_PROFILE' ? { ...leaf, version: 9 } : leaf) }],
    ['another rate of the tax', 'flat', 6, 'comes to', { leaf: (leaf) => (leaf['subject'] === 'TAX_PROFILE' ? { ...leaf, rate: '0.1' } : leaf) }],
    ['another part of what is billed as the base of the tax', 'nilai-lain', 6, 'comes to', { leaf: (leaf) => (leaf['treatment'] === 'NILAI_LAIN' ? { ...leaf, dppRate: '0.2' } : leaf) }],
    ['the whole of what is billed as the base of the tax', 'nilai-lain', 6, 'comes to', { leaf: (leaf) => Object.fromEntries(Object.entries(leaf).filter(([name]) => name !== 'dppRate')) as typeof leaf }],
    ['a part of what is billed for a fee with a commission', 'nilai-lain', 6, 'its treatment is SERVICE', { leaf: (leaf) => (leaf['treatment'] === 'NILAI_LAIN' ? { ...leaf, treatment: 'SERVICE' } : leaf) }],
    ['another fraction of DPP nilai lain', 'nilai-lain', 6, 'comes to', { leaf: (leaf) => (leaf['treatment'] === 'NILAI_LAIN' ? { ...leaf, dppNumerator: 12 } : leaf) }],
    ['an invoice with another base of the tax', 'nilai-lain', 8, 'another tax base', document('FEE_INVOICE', /"dpp":\{"currency":"IDR","value":"1000000.00"/, '"dpp":{"currency":"IDR","value":"916666.67"')],
    ['a note with another base of the tax', 'nilai-lain', 8, 'another tax base', document('CREDIT_NOTE', /"dpp":\{"currency":"IDR","value":"/, '"dpp":{"currency":"IDR","value":"1')],
    ['an invoice that adds more to an earlier cycle', 'grown', 8, 'proved is 1650.00', document('POINTS_INVOICE', /"value":"1650\.00"/, '"value":"1651.00"')],
    ['an invoice that adds more PPN to an earlier cycle', 'grown', 8, 'with PPN', document('FEE_INVOICE', /"ppn":\{"currency":"IDR","value":"13\.00"\}/, '"ppn":{"currency":"IDR","value":"14.00"}')],
    ['corrected terms at another price', 'grown', 5, 'is priced 551 by', terms(/"pointPrice":"550"/g, '"pointPrice":"551"')],
    ['corrected terms that correct nothing', 'grown', 5, 'rests on corrections of terms', terms(/"correctsVersion":1,/, '')],
    ['a statement over another net cash', 'netted', 8, 'Its netCash is', document('NETTING_STATEMENT', /"netCash":\{"currency":"IDR","value":"/, '"netCash":{"currency":"IDR","value":"1')],
    ['a statement that prints another total of what it nets', 'netted', 8, 'which comes to', document('NETTING_STATEMENT', /"total":\{"currency":"IDR","value":"/, '"total":{"currency":"IDR","value":"1')],
    ['a note that takes more off', 'steps', 8, 'off, proved is', document('CREDIT_NOTE', /"amount":\{"currency":"IDR","value":"(\d+)\.00"/, '"amount":{"currency":"IDR","value":"1$1.00"')],
    ['a note with another total', 'ruling', 8, 'Its totals are', document('CREDIT_NOTE', /"total":\{"currency":"IDR","value":"/, '"total":{"currency":"IDR","value":"1')],
    ['a note on another line of the invoice', 'steps', 8, 'of which nothing was taken back', document('CREDIT_NOTE', /"invoiceLineNo":\d/, '"invoiceLineNo":9')],
    ['a note on another invoice', 'steps', 8, 'which the bundle does not prove', document('CREDIT_NOTE', /"number":"IN[A-Z]\/(\d+)\/0/, '"number":"INP/$1/9')],
    ['a note with other points', 'steps', 8, 'points in', document('CREDIT_NOTE', /"points":(\d+)/, '"points":1$1')],
    ['a note that cites another clause', 'steps', 8, 'cites another clause', document('CREDIT_NOTE', /"termsRef":"(\w+)@v1 clause burn/, '"termsRef":"$1@v2 clause burn')],
    ['a ruling that was rejected', 'ruling', 5, 'orders no such correction', { leaf: (leaf) => (leaf.kind === 'RULING' ? { ...leaf, outcome: 'REJECTED' } : leaf) }],
    ['a ruling that returns the points', 'ruling', 5, 'orders no such correction', { leaf: (leaf) => (leaf.kind === 'RULING' ? { ...leaf, remedy: 'REVERSAL' } : leaf) }],
    ['a ruling on fewer points', 'ruling', 5, 'more were taken back on it', { leaf: (leaf) => (leaf.kind === 'RULING' ? { ...leaf, points: 49 } : leaf) }],
    ['a ruling between others', 'ruling', 5, 'is between others', { leaf: (leaf) => (leaf.kind === 'RULING' ? { ...leaf, counterpartyId: 'prt_x' } : leaf) }],
    ['points that were taken back before they were given', 'later', 5, 'only counts later', { leg: (facts) => ({ ...facts, seq: 1_000 - facts.seq }), leaf: (leaf) => (leaf.kind === 'POSTING' ? { ...leaf, sequence: 1_000 - Number(leaf['sequence']), windowId: 'win_x' } : leaf) }],
    ['points that were earned after the cycle', 'later', 8, 'after the cycle', { leg: (facts) => ({ ...facts, lotEarnedOn: '2026-12-29' }), leaf: (leaf) => (leaf.kind === 'POSTING' ? { ...leaf, occurredAt: '2026-12-29T04:31:55.714Z' } : leaf) }],
  ])('%s', async (_name, name, step, said, lies) => {
    const result = await lied(name, lies);
    expect([result.status, result.step, result.detail]).toEqual(['FAILED', step, expect.stringContaining(said)]);
  });
});
