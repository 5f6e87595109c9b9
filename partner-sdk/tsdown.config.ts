import { defineConfig } from 'tsdown';

// The hash functions of a proof are built in, so that who installs the package installs jose alone; their licence asks to be named.
const footer = { js: '/*! Holds @noble/hashes, MIT License, (c) 2022 Paul Miller (paulmillr.com) */' };
const shared = { target: 'node20', platform: 'node', footer } as const;

export default defineConfig([
  { ...shared, entry: { index: 'src/index.ts', offline: 'src/offline/index.ts', journal: 'src/journal/index.ts', proof: 'src/proof/index.ts' }, format: ['esm', 'cjs'], dts: true, clean: true },
  { ...shared, entry: { cli: 'src/cli.ts' }, format: ['esm'], dts: false, clean: false },
]);
