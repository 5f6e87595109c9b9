import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', '**/generated/**', '.kongsi/**', '**/*.js', '**/*.mjs'] },
  ...tseslint.configs.strict,
  {
    files: ['hub/src/**/*.ts', 'hub/test/**/*.ts', 'migrations/*.ts'],
    languageOptions: { parserOptions: { project: ['./hub/test/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      'max-lines-per-function': ['error', { max: 70, skipComments: true, skipBlankLines: true }],
    },
  },
  { files: ['**/*.test.ts', 'migrations/*.ts', 'hub/test/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
);
