import { writeFileSync } from 'node:fs';
import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import type { ProofBundle2 } from '../../../partner-sdk/src/proof/bundle';
import { reportOf } from '../../../partner-sdk/src/proof/report';
import { verifyProof, type ProofResult } from '../../../partner-sdk/src/proof/verify';
import type { Invoice } from '../../src/invoicing/invoicing.wire';
import type { HubKeys } from '../../src/proof/proof.wire';
import { atPrice, correctedTerms, restated } from '../support/corrected-terms';
import { givenFirstNight, type Code, type FirstNight } from '../support/first-night';
import { relogged, signerOfLog, type Lies } from '../support/relogged';

/**
 * The first night of the examples (W1), whose price is found to have been 550 from the start: the documents of the second night carry the difference in section `RESTATED`, beside burns of their own.
 * Later the window is restated once more, and then one of its fees up and the other down; what the second night billed itself is returned in part.
 */
describe('invoices that add to lines of earlier cycles', () => {
  let night: FirstNight;
  let hubKeys: string[];
  const texts = new Map<string, string>();
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.post();
    const first = await night.closeNight();
    await restated(night, first.id, await atPrice(night, '550'));
    await night.burn('C', await night.member([['A', 40], ['B', 30]]), 70, 'N1');
    await night.closeNight();
    await night.brands.C.client.reversals.create({ externalId: 'N1-R', original: { externalId: 'N1' }, points: 33, reason: 'RETURN' });
    await restated(night, first.id, await atPrice(night, '561'));
    await night.closeNight();
    await night.brands.B.client.reversals.create({ externalId: 'P4-R', original: { externalId: 'P4' }, points: 7, reason: 'RETURN' });
    await restated(night, first.id, await correctedTerms(night, /"rate":"0.015"([\s\S]*?)"rate":"0.035"/g, '"rate":"0.025"$1"rate":"0.02"'));
    await night.closeNight();
    hubKeys = ((await (await fetch(`${night.stack.origin}/v1/log/keys`)).json()) as HubKeys).keys;
    for (const code of ['A', 'B', 'C'] as const) {
      const { data } = await night.owner[code].get<{ data: Invoice[] }>('/invoices?limit=100&sort=cycleFrom');
      for (const [path, id] of [...data.filter((one) => one.number !== undefined).map((one) => ['invoices', one.id]), ...(await night.notes(code)).map((one) => ['credit-notes', one.id])] as [string, string][]) {
        const answer = await fetch(`${night.stack.origin}/v1/${path}/${id}/proof`, { headers: { authorization: `Bearer ${night.owner[code].token}` } });
        const text = await answer.text();
        expect([code, path, answer.status, answer.ok ? '' : text]).toEqual([code, path, 200, '']);
        texts.set(`${code} ${path} ${id}`, text);
        if (process.env['KEEP_PROOFS']) writeFileSync(`/tmp/p2-grown-${code}-${path}-${texts.size}.json`, text);
      }
    }
  }, 240_000);
  afterAll(() => night.stop());

  type Draft = { -readonly [K in keyof ProofBundle2]: ProofBundle2[K] };
  const of = (code: Code): string[] => [...texts].filter(([name]) => name.startsWith(code)).map(([, text]) => text);
  /** The bundle of the second night's documents. */
  const second = (code: Code): string => of(code).find((text) => (JSON.parse(text) as Draft).earlier !== undefined) ?? '';
  const verify = (text: string): Promise<ProofResult> => verifyProof(text, { hubKeys });

  test.each<Code>(['A', 'B', 'C'])('%s proves every invoice and every note', async (code) => {
    expect(of(code).length).toBeGreaterThan(8);
    for (const text of of(code)) {
      const result = await verify(text);
      expect([code, result.status, result.failed, result.detail]).toEqual([code, 'VERIFIED', undefined, 'Every step holds.']);
    }
  });

  test('what was added is computed from the legs of the first night: 50 more a point, its fees and its PPN', async () => {
    const result = await verify(second('A'));
    expect(result.summary?.restated.map((one) => [one.lineType, one.amount, one.exact]).sort()).toEqual([['ACCEPTANCE_FEE', '175.00', '175'], ['CLAIM_PAYABLE', '1650.00', '1650'], ['CLAIM_PAYABLE', '6000.00', '6000'], ['CLAIM_RECEIVABLE', '5000.00', '5000'], ['ISSUER_FEE', '114.00', '114.75']]);
    // Beside it the second night's own 40 points.
    expect(result.summary?.lines.map((one) => [one.points, one.amount])).toEqual([[40, '20000.00']]);
    expect(result.summary?.totals).toMatchObject({ payable: '27650.00', receivable: '5000.00' });
    expect(reportOf('proof.json', result)).toContain('to a line of an earlier cycle');
  });

  const isEarlier = (draft: Draft, line: ProofBundle2['lines'][number]): boolean => (draft.earlier ?? []).some((cycleId) => [line.payerCycleId, line.payeeCycleId].includes(cycleId));
  test.each<[string, string, (draft: Draft) => unknown]>([
    ['the earlier cycle left out', 'The first cycle that books windows', (draft) => delete (draft as { earlier?: unknown }).earlier],
    ['another earlier cycle', 'Earlier cycles stand', (draft) => (draft.earlier = [`${draft.earlier?.[0] ?? ''}0`])],
    ['an earlier cycle twice', 'Earlier cycles stand', (draft) => (draft.earlier = [...(draft.earlier ?? []), ...(draft.earlier ?? [])])],
    ['its own cycle as an earlier one', 'Earlier cycles stand', (draft) => (draft.earlier = [...(draft.earlier ?? []), draft.cycleId])],
    ['a line of the earlier cycle left out', 'It stands behind no line', (draft) => (draft.lines = draft.lines.filter((line, at) => at !== draft.lines.findIndex((one) => isEarlier(draft, one)) || !isEarlier(draft, line)))],
    ['what was moved left out', 'It moves nothing of this bundle', (draft) => (draft.lines = draft.lines.map((line) => ({ ...line, steps: line.steps.filter((step) => step.restates === undefined) })))],
    ['another difference', 'Window win_', (draft) => (draft.lines = draft.lines.map((line) => ({ ...line, steps: line.steps.map((step) => (step.restates === 0 ? { ...step, delta: '1.00' } : step)) })))],
    ['the window of the difference in the earlier cycle', '', (draft) => (draft.bookings = [{ cycleId: draft.earlier?.[0] ?? '', windows: draft.bookings.flatMap((one) => one.windows) }])],
    ['totals without what was added', 'payable comes to', (draft) => (draft.totals = { ...draft.totals, payable: '20000.00' })],
  ])('%s is refused', async (_name, said, change) => {
    const draft = JSON.parse(second('A')) as Draft;
    change(draft);
    expect(await verify(canonicalJson(draft))).toMatchObject({ status: 'FAILED', detail: expect.stringContaining(said) });
  });

  const inDocument = (kind: string, from: RegExp, to: string): Lies => ({ document: (text) => (text.includes(`"kind":"${kind}"`) ? text.replace(from, to) : text) });
  test.each<[string, number, string, Lies]>([
    ['corrected terms that say another price than was restated', 5, 'is priced 551 by', { terms: (text) => (text.includes('correctsVersion') ? text.replaceAll('"pointPrice":"550"', '"pointPrice":"551"') : text) }],
    ['an invoice that adds more', 8, 'proved is 1650.00', inDocument('POINTS_INVOICE', /"value":"1650\.00"/, '"value":"1651.00"')],
    ['an invoice that adds with another exact amount', 8, 'It adds 1650.00 (1650.5)', inDocument('POINTS_INVOICE', /"exact":"1650"/, '"exact":"1650.5"')],
    ['an invoice that adds points beside the money', 8, 'points in', inDocument('POINTS_INVOICE', /"points":0/, '"points":1')],
    ['an invoice that hides that a line is of an earlier cycle', 8, 'another cycle', inDocument('POINTS_INVOICE', /"section":"RESTATED"/g, '"section":"NORMAL"')],
    ['an invoice that adds another fee', 8, 'It adds a fee of 115.00', inDocument('FEE_INVOICE', /"value":"114\.00"/, '"value":"115.00"')],
    ['an invoice that names another line as the one that grew', 8, 'nothing was added', { leaf: (leaf) => (leaf['documentKind'] === 'REDEMPTION_INVOICE' ? { ...leaf, lineKeys: (leaf['lineKeys'] as string[]).map((key) => key.replace('CLAIM|prt_', 'CLAIM|prt_0')) } : leaf) }],
  ])('logged and signed, %s is refused', async (_name, step, said, lies) => {
    const bundle = JSON.parse(second('A')) as ProofBundle2;
    const [honest, lied] = [await relogged(bundle, await signerOfLog(bundle)), await relogged(bundle, await signerOfLog(bundle), lies)];
    expect(await verifyProof(honest.text, { hubKeys: honest.hubKeys })).toMatchObject({ status: 'VERIFIED' });
    const result = await verifyProof(lied.text, { hubKeys: lied.hubKeys });
    expect([result.status, result.step, result.detail]).toEqual(['FAILED', step, expect.stringContaining(said)]);
  });
});
