import { defineConfig } from 'tsdown';

const shared = { target: 'node20', platform: 'node' } as const;

export default defineConfig([
  { ...shared, entry: ['src/index.ts'], format: ['esm', 'cjs'], dts: true, clean: true },
  { ...shared, entry: { cli: 'src/proof/cli.ts' }, format: ['esm'], dts: false, clean: false },
]);
