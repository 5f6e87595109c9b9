import { verifyProof } from '../../../partner-sdk/src/proof/verify';
import { makeBundle, newSigner, W1, type MadeBundle } from '../support/proof-bundle';

let w1: MadeBundle;
beforeAll(async () => {
  w1 = await makeBundle('A', W1, await newSigner());
});

test('W1 of partner A is verified, with the figures of the specification', async () => {
  const result = await verifyProof(w1.text, { hubKeys: w1.hubKeys });
  expect(result).toMatchObject({ status: 'VERIFIED', summary: { totals: { payable: '76500.00', receivable: '50000.00', fees: '2898.00', ppn: '319.00', netCash: '-29717.00' } } });
});
