import type { ProofBundle2 } from '../../../partner-sdk/src/proof/bundle';
import { verifyProof } from '../../../partner-sdk/src/proof/verify';
import type { DisputeDetail } from '../../src/disputes/disputes.wire';
import type { Invoice } from '../../src/invoicing/invoicing.wire';
import type { HubKeys } from '../../src/proof/proof.wire';
import { atPrice, restated } from '../support/corrected-terms';
import { givenFirstNight, type Code, type FirstNight } from '../support/first-night';

/** W11 with a restatement after it: some, or all, of the 80 points that B contests were taken back in money before their window is restated; the ledger takes them back, too, afterwards. */
describe.each([['some', 50], ['all', undefined]] as const)('restated after %s of a burn was taken back in money', (_name, points) => {
  let night: FirstNight;
  const texts: { readonly code: Code; readonly text: string }[] = [];
  let hubKeys: string[];
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.post();
    const first = await night.closeNight();
    const { id } = await night.owner.B.post<DisputeDetail>('/disputes', { reason: 'DUPLICATE', remedy: 'MONEY_ONLY', note: 'The same receipt was charged twice.', postingId: await night.postingId('C', 'P1') });
    await night.owner.C.post(`/disputes/${id}/answer`, { decision: 'CONTEST', note: 'The journal of the till shows two sales.' });
    await night.maker.post<DisputeDetail>(`/disputes/${id}/rule`, { outcome: 'UPHELD', ...(points !== undefined && { points }), text: 'The journal shows one sale with two receipts.' });
    await night.closeNight();
    await restated(night, first.id, await atPrice(night, '550'));
    await night.closeNight();
    await night.brands.C.client.reversals.create({ externalId: 'R', original: { externalId: 'P1' }, points: 200, reason: 'RETURN' });
    await night.closeNight();
    await restated(night, first.id, await atPrice(night, '450'));
    await night.closeNight();
    hubKeys = ((await (await fetch(`${night.stack.origin}/v1/log/keys`)).json()) as HubKeys).keys;
    for (const code of ['A', 'B', 'C'] as const) {
      const { data } = await night.owner[code].get<{ data: Invoice[] }>('/invoices?limit=100&sort=cycleFrom');
      for (const path of [...data.filter((one) => one.number !== undefined).map((one) => `invoices/${one.id}`), ...(await night.notes(code)).map((one) => `credit-notes/${one.id}`)]) {
        const answer = await fetch(`${night.stack.origin}/v1/${path}/proof`, { headers: { authorization: `Bearer ${night.owner[code].token}` } });
        texts.push({ code, text: await answer.text() });
      }
    }
  }, 240_000);
  afterAll(() => night.stop());

  test.each<Code>(['A', 'B', 'C'])('%s proves every document: nothing is moved of what was taken back in money, and nothing comes back twice', async (code) => {
    const own = texts.filter((one) => one.code === code);
    expect(own.length).toBeGreaterThan(5);
    for (const { text } of own) {
      const result = await verifyProof(text, { hubKeys });
      expect([code, result.status, result.failed, result.detail]).toEqual([code, 'VERIFIED', undefined, 'Every step holds.']);
    }
    const bundles = own.map(({ text }) => JSON.parse(text) as ProofBundle2).filter((one) => one.restated !== undefined && one.corrections !== undefined);
    if (code !== 'A') expect(bundles.length).toBeGreaterThan(0);
    const corrected = new Set(bundles.flatMap((one) => (one.corrections ?? []).map(({ leg }) => one.legs[leg]?.facts.legId)));
    const moved = bundles.flatMap((one) => one.lines.flatMap((line) => line.steps.flatMap((step) => (step.restates === undefined ? [] : step.legs.map((leg) => one.legs[leg]?.facts.legId)))));
    if (code !== 'A') expect(moved.some((leg) => corrected.has(leg))).toBe(points !== undefined);
  });
});
