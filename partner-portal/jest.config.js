/** The portal in a real browser, on the real hub with the demo coalition. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  maxWorkers: 2,
  testTimeout: 400_000,
  globalSetup: './test/global-setup.ts',
  globalTeardown: './test/global-teardown.ts',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' }, sourceMaps: 'inline' }] },
};
