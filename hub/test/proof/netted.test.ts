import { writeFileSync } from 'node:fs';
import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import type { ProofBundle2 } from '../../../partner-sdk/src/proof/bundle';
import { reportOf } from '../../../partner-sdk/src/proof/report';
import { verifyProof, type ProofResult } from '../../../partner-sdk/src/proof/verify';
import type { HubKeys } from '../../src/proof/proof.wire';
import { givenFirstNight, type Code, type FirstNight } from '../support/first-night';
import { relogged, signerOfLog, type Lies } from '../support/relogged';
import { vector } from '../support/vectors';

const CODES = ['A', 'B', 'C'] as const;

async function proofOf({ stack, owner }: FirstNight, code: Code, path: string): Promise<string> {
  const answer = await fetch(`${stack.origin}/v1${path}/proof`, { headers: { authorization: `Bearer ${owner[code].token}` } });
  const text = await answer.text();
  expect([code, path, answer.status, answer.ok ? '' : text]).toEqual([code, path, 200, '']);
  if (process.env['KEEP_PROOFS']) writeFileSync(`/tmp/p2-netted-${code}-${path.split('/').slice(1, 3).join('-')}.json`, text);
  return text;
}

async function keysOf({ stack }: FirstNight): Promise<string[]> {
  return ((await (await fetch(`${stack.origin}/v1/log/keys`)).json()) as HubKeys).keys;
}

/** The worked example W1, settled: each statement nets the invoices of one cycle. */
describe('a netting statement over one cycle', () => {
  let night: FirstNight;
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.post();
    await night.closeNight();
    await night.settle();
  }, 180_000);
  afterAll(() => night.stop());

  test.each(CODES)('%s proves its net cash', async (code) => {
    const text = await proofOf(night, code, `/invoices/${(await night.invoice(code, 'POINTS_INVOICE')).id}`);
    const { summary, detail } = await verifyProof(text, { hubKeys: await keysOf(night) });
    const net = (vector('W1').expected as { parties: { partyId: string; netCash: string }[] }).parties.find((one) => one.partyId === code)?.netCash ?? '';
    expect([detail, summary?.totals.netCash, summary?.documents.find((one) => one.kind === 'NETTING_STATEMENT')?.total]).toEqual(['Every step holds.', net, net.replace('-', '')]);
    expect([(JSON.parse(text) as { format: string }).format, summary?.netted]).toEqual(['kongsi-proof/1', []]);
  });
});

/** Two nights in one settlement, the second of which takes something of the first back. */
describe('a netting statement over several cycles', () => {
  let night: FirstNight;
  let hubKeys: string[];
  const texts = new Map<Code, string>();
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.post();
    await night.closeNight();
    await night.brands.B.client.reversals.create({ externalId: 'P4-R', original: { externalId: 'P4' }, points: 100, reason: 'RETURN' });
    for (const [at, issuer] of (['B', 'C', 'A'] as const).entries()) await night.burn((['C', 'A', 'B'] as const)[at] as Code, await night.member([[issuer, 70]]), 70, `N${at}`);
    await night.closeNight();
    await night.settle();
    hubKeys = await keysOf(night);
    for (const code of CODES) texts.set(code, await proofOf(night, code, `/invoices/${(await night.invoice(code, 'POINTS_INVOICE')).id}`));
  }, 180_000);
  afterAll(() => night.stop());
  const verify = (text: string): Promise<ProofResult> => verifyProof(text, { hubKeys });

  test.each(CODES)('%s proves it from the documents of both cycles, by an invoice of the first, of the second, and by a note', async (code) => {
    const result = await verify(texts.get(code) ?? '');
    expect([result.detail, result.summary?.documents.filter((one) => one.kind === 'NETTING_STATEMENT').length]).toEqual(['Every step holds.', 1]);
    expect(result.summary?.netted.map((one) => one.kind)).toEqual(expect.arrayContaining(['FEE_INVOICE', 'CREDIT_NOTE']));
    expect(reportOf('proof.json', result)).toContain('which stand as they were logged');
    for (const path of [`/invoices/${(await night.invoice(code, 'POINTS_INVOICE', 1)).id}`, ...(await night.notes(code)).map((one) => `/credit-notes/${one.id}`)]) {
      const other = await verify(await proofOf(night, code, path));
      expect([path, other.detail, (other.summary?.netted.length ?? 0) > 0]).toEqual([path, 'Every step holds.', true]);
    }
  });

  type Draft = { -readonly [K in keyof ProofBundle2]: ProofBundle2[K] };
  test.each<[string, string, (draft: Draft) => unknown]>([
    ['a document of the other cycle left out', 'which is not in the bundle', (draft) => {
      const gone = draft.netted?.[0]?.leaf;
      draft.netted = draft.netted?.slice(1) ?? [];
      draft.leaves = draft.leaves.filter((leaf) => leaf.index !== gone);
    }],
    ['all of them left out', 'Nothing in the bundle rests on it', (draft) => delete (draft as { netted?: unknown }).netted],
    ['another text of one', 'not the one whose hash was logged', (draft) => (draft.netted = draft.netted?.map((one, at) => (at === 0 ? { ...one, text: one.text.replace(/"value":"(\d)/, '"value":"9$1') } : one)) ?? [])],
    ['the order turned', 'stand by rising leaf', (draft) => (draft.netted = [...(draft.netted ?? [])].reverse())],
    ['the statement left out', 'for one netting statement', (draft) => {
      const gone = draft.documents.find((one) => one.text.includes('"kind":"NETTING_STATEMENT"'))?.leaf;
      draft.documents = draft.documents.filter((one) => one.leaf !== gone);
      draft.leaves = draft.leaves.filter((leaf) => leaf.index !== gone);
    }],
  ])('%s is refused', async (_name, said, change) => {
    const draft = JSON.parse(texts.get('B') ?? '') as Draft;
    change(draft);
    expect(await verify(canonicalJson(draft))).toMatchObject({ status: 'FAILED', detail: expect.stringContaining(said) });
  });

  const statement = (from: RegExp, to: string): Lies => ({ document: (text) => (text.includes('"kind":"NETTING_STATEMENT"') ? text.replace(from, to) : text) });
  test.each<[string, string, Lies]>([
    ['a statement over another net cash', 'Its netCash is', statement(/"netCash":\{"currency":"IDR","value":"/, '"netCash":{"currency":"IDR","value":"1')],
    ['a statement with other credit notes', 'Its creditNotes is', statement(/"creditNotes":\{"currency":"IDR","value":"/, '"creditNotes":{"currency":"IDR","value":"1')],
    ['a statement with another set-off', 'Its setOff is', statement(/"setOff":\{"currency":"IDR","value":"/, '"setOff":{"currency":"IDR","value":"1')],
    ['a statement in the other direction', 'Its direction is another', statement(/"direction":"(PAYS_HUB|HUB_PAYS)","documents"/, '"direction":"NONE","documents"')],
    ['a statement with money on account', 'something beside documents', { document: (text) => (text.includes('"kind":"NETTING_STATEMENT"') ? canonicalJson({ ...(JSON.parse(text) as object), unapplied: { currency: 'IDR', value: '1.00' } }) : text) }],
    ['a statement that nets one document twice', 'nets a document twice', statement(/"documents":\[(\{.*?\}\})/, '"documents":[$1,$1')],
    ['a document of another partner', 'of another partner', { leaf: (leaf) => (leaf.kind === 'DOCUMENT' && leaf['documentKind'] === 'CREDIT_NOTE' ? { ...leaf, partnerId: 'prt_x' } : leaf) }],
  ])('logged and signed, %s is refused', async (_name, said, lies) => {
    const bundle = JSON.parse(texts.get('B') ?? '') as ProofBundle2;
    const [honest, lied] = [await relogged(bundle, await signerOfLog(bundle)), await relogged(bundle, await signerOfLog(bundle), lies)];
    expect(await verifyProof(honest.text, { hubKeys: honest.hubKeys })).toMatchObject({ status: 'VERIFIED' });
    const result = await verifyProof(lied.text, { hubKeys: lied.hubKeys });
    expect([result.status, result.step, result.detail]).toEqual(['FAILED', 8, expect.stringContaining(said)]);
  });
});
