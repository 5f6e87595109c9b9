import { defineConfig } from 'tsdown';

export default defineConfig({ entry: { index: 'src/index.ts', offline: 'src/offline/index.ts' }, format: ['esm', 'cjs'], dts: true, target: 'node20', platform: 'node', clean: true });
