import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyProof } from '../../../partner-sdk/src/proof/verify';

const kept = (name: string): string => readFileSync(join(__dirname, `../vectors/proof/first-form-${name}.json`), 'utf8');

/** Bundles of the form kongsi-proof/1 as a hub of the time made them, and the keys that a partner kept with them: shared claims, points paid for at issue, a reserve, and late lines. */
describe('bundles that partners kept from the first form', () => {
  const hubKeys = JSON.parse(kept('keys')) as string[];

  test.each(['J0', 'B0', 'F-1'])('%s still verifies, byte for byte as it was kept', async (name) => {
    const text = kept(name);
    const result = await verifyProof(text, { hubKeys });
    expect([result.status, result.detail, text.includes('"format":"kongsi-proof/1"')]).toEqual(['VERIFIED', 'Every step holds.', true]);
  });

  test('what only the second form has is refused in the first, and the other way round', async () => {
    const text = kept('J0');
    for (const changed of [text.replace('"format":"kongsi-proof/1"', '"format":"kongsi-proof/2"'), text.replace('"documents":', '"cycleId":"cyc_1","documents":')]) expect(await verifyProof(changed, { hubKeys })).toMatchObject({ status: 'FAILED' });
  });
});
