import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Defect { readonly number: string; readonly defect: string; readonly file: string; readonly find: string; readonly test: string; readonly also?: readonly { readonly file: string; readonly find: string }[] }
const defects = JSON.parse(readFileSync(join(__dirname, 'defects.json'), 'utf8')) as Defect[];

/** `npm run planted` plants each of them in a copy of the tree and expects the named test to go red; here only that each still fits. */
describe('planted defects', () => {
  test.each(defects.map((one) => [`${one.number}: ${one.defect}`, one] as const))('%s can still be planted', (_name, one) => {
    for (const { file, find } of [one, ...(one.also ?? [])]) expect(readFileSync(join(__dirname, '../../..', file), 'utf8').split(find)).toHaveLength(2);
  });
});
