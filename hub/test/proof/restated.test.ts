import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import type { ProofBundle2 } from '../../../partner-sdk/src/proof/bundle';
import { verifyProof, type ProofResult } from '../../../partner-sdk/src/proof/verify';
import type { HubKeys } from '../../src/proof/proof.wire';
import { atPrice, restated } from '../support/corrected-terms';
import { givenFirstNight, type Code, type FirstNight } from '../support/first-night';
import { relogged, signerOfLog, type Lies } from '../support/relogged';

/** The first night of the examples, whose price is found to have been 450 from the start; the window is restated once more, and later a burn of it comes back at the corrected price. */
describe('credit notes of a restatement', () => {
  let night: FirstNight;
  let hubKeys: string[];
  const texts = new Map<string, string>();

  beforeAll(async () => {
    night = await givenFirstNight();
    await night.post();
    const first = await night.closeNight();
    await restated(night, first.id, await atPrice(night, '450'));
    await night.closeNight();
    await restated(night, first.id, await atPrice(night, '433'));
    await night.closeNight();
    await night.brands.B.client.reversals.create({ externalId: 'R', original: { externalId: 'P4' }, points: 60, reason: 'RETURN' });
    await night.closeNight();
    hubKeys = ((await (await fetch(`${night.stack.origin}/v1/log/keys`)).json()) as HubKeys).keys;
    for (const code of ['A', 'B', 'C'] as const) {
      for (const note of await night.notes(code)) {
        const answer = await fetch(`${night.stack.origin}/v1/credit-notes/${note.id}/proof`, { headers: { authorization: `Bearer ${night.owner[code].token}` } });
        const text = await answer.text();
        expect([code, note.invoiceKind, answer.status, answer.ok ? '' : text]).toEqual([code, note.invoiceKind, 200, '']);
        texts.set(`${code} ${note.number ?? ''}`, text);
      }
    }
  }, 180_000);
  afterAll(() => night.stop());

  const of = (code: Code): string[] => [...texts].filter(([name]) => name.startsWith(code)).map(([, text]) => text);
  const longest = (code: Code): string => of(code).sort((a, b) => b.length - a.length)[0] ?? '';
  const verify = (text: string): Promise<ProofResult> => verifyProof(text, { hubKeys });

  test.each<Code>(['A', 'B', 'C'])('%s proves every note: what was left of the window, taken out at the price that it had and put in at the corrected one', async (code) => {
    expect(of(code).length).toBeGreaterThanOrEqual(6);
    for (const text of of(code)) {
      const result = await verify(text);
      expect([code, result.status, result.failed, result.detail]).toEqual([code, 'VERIFIED', undefined, 'Every step holds.']);
      expect(result.summary?.credits.every((credit) => credit.computed)).toBe(true);
    }
    expect((JSON.parse(longest(code)) as ProofBundle2).restated?.length).toBe(2);
  });

  type Draft = { -readonly [K in keyof ProofBundle2]: ProofBundle2[K] };
  test.each<[string, string, (draft: Draft) => unknown]>([
    ['a restatement left out', 'by a restatement that the bundle does not show', (draft) => (draft.restated = draft.restated?.slice(0, 1))],
    ['what was moved left out', 'It moves nothing of this bundle', (draft) => (draft.lines = draft.lines.map((line) => ({ ...line, steps: line.steps.filter((step) => step.restates !== 1) })))],
    ['another order', 'A window is restated in a later one', (draft) => (draft.restated = [...(draft.restated ?? [])].reverse())],
    ['the first versions as corrected ones', 'rests on corrections of terms', (draft) => (draft.restated = draft.restated?.map((one) => ({ ...one, terms: [draft.terms.find((terms) => !terms.text.includes('correctsVersion'))?.leaf ?? -1] })))],
    ['another amount of what was moved', 'Window win_', (draft) => (draft.lines = draft.lines.map((line) => ({ ...line, steps: line.steps.map((step) => (step.restates === 0 ? { ...step, delta: '-1.00' } : step)) })))],
    ['put in at the price of before', 'is priced 450 by', (draft) => (draft.lines = draft.lines.map((line) => ({ ...line, steps: line.steps.map((step) => (step.restates === 0 && !step.out ? { ...step, pointPrice: '500' } : step)) })))],
    ['taken out at the price of after', 'is priced 500 by', (draft) => (draft.lines = draft.lines.map((line) => ({ ...line, steps: line.steps.map((step) => (step.restates === 0 && step.out ? { ...step, pointPrice: '450' } : step)) })))],
  ])('%s is refused', async (_name, said, change) => {
    const draft = JSON.parse(longest('A')) as Draft;
    change(draft);
    expect(await verify(canonicalJson(draft))).toMatchObject({ status: 'FAILED', detail: expect.stringContaining(said) });
  });

  test.each<[string, string, Lies]>([
    ['corrected terms that say another price than was restated', 'by A', { terms: (text) => (text.includes('correctsVersion') ? text.replaceAll('"pointPrice":"450"', '"pointPrice":"449"') : text) }],
    ['corrected terms that nobody countersigned', 'They were not countersigned', { leaf: (leaf) => (leaf.kind === 'TERMS' && leaf['version'] === 2 ? { ...leaf, signatures: (leaf['signatures'] as { role: string }[]).filter((one) => one.role !== 'PARTNER') } : leaf) }],
    ['a correction that is none', 'rests on corrections of terms', { terms: (text) => text.replace(/"correctsVersion":1,/, '') }],
  ])('logged and signed, %s is refused', async (_name, _said, lies) => {
    const bundle = JSON.parse(longest('A')) as ProofBundle2;
    const lied = await relogged(bundle, await signerOfLog(bundle), lies);
    const honest = await relogged(bundle, await signerOfLog(bundle));
    expect(await verifyProof(honest.text, { hubKeys: honest.hubKeys })).toMatchObject({ status: 'VERIFIED' });
    expect(await verifyProof(lied.text, { hubKeys: lied.hubKeys })).toMatchObject({ status: 'FAILED' });
  });

  test('what came back before its window was restated stays as it went and came; what is left is moved once more', async () => {
    const { data } = await night.maker.get<{ data: { id: string }[] }>('/settlement-windows?status=CLOSED&sort=businessDate');
    await restated(night, data[0]?.id ?? '', await atPrice(night, '420'));
    await night.closeNight();
    for (const note of await night.notes('C')) {
      const answer = await fetch(`${night.stack.origin}/v1/credit-notes/${note.id}/proof`, { headers: { authorization: `Bearer ${night.owner.C.token}` } });
      const result = await verify(await answer.text());
      expect([result.status, result.failed, result.detail]).toEqual(['VERIFIED', undefined, 'Every step holds.']);
    }
  });

  test('a difference that an older version of the hub booked on a line is told by no form, and nothing is stated in its place', async () => {
    const [note] = await night.notes('C');
    // As such a hub left it: the table is history now, and nothing is added to it.
    await night.stack.db.owner.query(`INSERT INTO line_correction (correction_id, window_id, line_id, source_kind, source_id, points, exact_delta, created_at)
      SELECT uuidv7(), c.window_id, c.line_id, 'RESTATEMENT', (SELECT restatement_id FROM restatement LIMIT 1), 0, '1', now() FROM claim c JOIN settlement_line s ON s.line_id = c.line_id WHERE s.line_type = 'CLAIM' AND s.payee_id = $1 ORDER BY c.window_id LIMIT 1`, [night.brands.C.partnerId.slice(4)]);
    const answer = await fetch(`${night.stack.origin}/v1/credit-notes/${note?.id ?? ''}/proof`, { headers: { authorization: `Bearer ${night.owner.C.token}` } });
    expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ code: 'proof_not_available', line: 'what was restated as a difference, before points were moved' })]);
    await night.stack.db.owner.query('DELETE FROM line_correction');
  });
});
