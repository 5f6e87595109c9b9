import { writeFileSync } from 'node:fs';
import { reportOf } from '../../../partner-sdk/src/proof/report';
import { verifyProof, type ProofResult } from '../../../partner-sdk/src/proof/verify';
import type { DisputeDetail } from '../../src/disputes/disputes.wire';
import type { HubKeys } from '../../src/proof/proof.wire';
import { givenFirstNight, type Code, type FirstNight } from '../support/first-night';

/** The worked example W11: B contests the 80 points that C charged it for; a ruling credits 50 of them in money, and the burn comes back wholly in the ledger later. */
describe('credit notes on a ruling', () => {
  let night: FirstNight;
  let hubKeys: string[];
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.post();
    await night.closeNight();
    const { id } = await night.owner.B.post<DisputeDetail>('/disputes', { reason: 'DUPLICATE', remedy: 'MONEY_ONLY', note: 'The same receipt was charged twice.', postingId: await night.postingId('C', 'P1') });
    await night.owner.C.post(`/disputes/${id}/answer`, { decision: 'CONTEST', note: 'The journal of the till shows two sales.' });
    await night.maker.post<DisputeDetail>(`/disputes/${id}/rule`, { outcome: 'UPHELD', points: 50, text: 'The journal shows one sale with two receipts.' });
    await night.closeNight();
    // What the ruling credited is not credited twice.
    await night.brands.C.client.reversals.create({ externalId: 'R', original: { externalId: 'P1' }, points: 200, reason: 'RETURN' });
    await night.closeNight();
    hubKeys = ((await (await fetch(`${night.stack.origin}/v1/log/keys`)).json()) as HubKeys).keys;
  }, 180_000);
  afterAll(() => night.stop());

  const proofs = async (code: Code): Promise<{ kind: string; text: string; result: ProofResult }[]> => {
    const found: { kind: string; text: string; result: ProofResult }[] = [];
    for (const note of await night.notes(code)) {
      const answer = await fetch(`${night.stack.origin}/v1/credit-notes/${note.id}/proof`, { headers: { authorization: `Bearer ${night.owner[code].token}` } });
      const text = await answer.text();
      expect([code, answer.status, answer.ok ? '' : text]).toEqual([code, 200, '']);
      if (process.env['KEEP_PROOFS']) writeFileSync(`/tmp/p2-ruling-${code}-${note.invoiceKind}-${found.length}.json`, text);
      found.push({ kind: note.invoiceKind, text, result: await verifyProof(text, { hubKeys }) });
    }
    return found;
  };

  test.each<[Code, number]>([['A', 1], ['B', 2], ['C', 2]])('%s proves its notes, and what they rest on', async (code, rounds) => {
    const all = await proofs(code);
    expect(all.length).toBeGreaterThanOrEqual(rounds);
    expect(all.map(({ result }) => [result.status, result.failed, result.detail])).toEqual(all.map(() => ['VERIFIED', undefined, 'Every step holds.']));
    if (code === 'A') return;
    const last = all.at(-1)?.result;
    expect(last?.summary?.corrections).toEqual({ count: 1, points: 50, onRuling: 1 });
    expect(last && reportOf('proof.json', last)).toContain('1 correction of money take back 50 points, 1 on a logged ruling');
  });

  test('each credits what is left and no more: in all the whole claim of 80 points', async () => {
    const credits = (await night.notes('B')).filter((note) => note.invoiceKind === 'POINTS_INVOICE').map((note) => note.total.value).sort();
    expect(credits).toEqual(['15000.00', '25000.00']);
  });

  test('a partner gets no proof of another\u2019s note, and none of a note that is not there', async () => {
    const [note] = await night.notes('B');
    const asked = async (path: string): Promise<number> => (await fetch(`${night.stack.origin}/v1${path}`, { headers: { authorization: `Bearer ${night.owner.A.token}` } })).status;
    expect([await asked(`/credit-notes/${note?.id ?? ''}/proof`), await asked('/credit-notes/cdn_00000000-0000-7000-8000-000000000099/proof')]).toEqual([404, 404]);
  });
});
