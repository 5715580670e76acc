import tseslint from 'typescript-eslint';

const typescript = ['**/*.ts', '**/*.tsx'];
const tests = ['**/*.test.ts', '**/*.test.tsx', '*/test/**', '**/testing/**', 'e2e/**'];

const wallClock = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Take the time from @marquee/common/clock, so that tests can set it.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time from @marquee/common/clock, so that tests can set it.',
  },
];
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only config.ts reads the environment; pass the value in.',
};
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: one name for one thing, everywhere.',
};

export default tseslint.config(
  {
    ignores: [
      ...['**/node_modules/', '**/dist/', '**/.next/', '**/coverage/', '.cache/', '.marquee/'],
      ...['**/next-env.d.ts', '**/playwright-report/', '**/test-results/'],
    ],
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // `== null` asks for null and undefined at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-depth': ['error', 3],
      'no-restricted-syntax': ['error', ...wallClock, environment, defaultExport],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      // Our ports are plain objects of functions: nothing there has a `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // `return promise` from an async port method keeps the port's shape without an idle `await`.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  // The clock is the one place that asks the machine for the time.
  {
    files: ['common/src/clock*.ts', 'common/src/clock/**'],
    rules: { 'no-restricted-syntax': ['error', environment, defaultExport] },
  },
  {
    files: ['**/config.ts', '**/config/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...wallClock, defaultExport] },
  },
  // Next finds its files by name and takes their default export; the browser has no other clock.
  {
    files: ['client/**'],
    rules: { 'no-restricted-syntax': ['error', environment, defaultExport] },
  },
  {
    files: [
      'client/app/**/{page,layout,template,loading,error,global-error,not-found,default}.tsx',
      'client/app/**/{route,sitemap,robots,manifest,opengraph-image,icon,apple-icon}.{ts,tsx}',
      'client/{proxy,instrumentation}.ts',
      'client/i18n/request.ts',
      'client/src/i18n/request.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', environment] },
  },
  {
    files: ['client/*.config.{ts,mjs}', 'client/**/config.ts', '**/playwright.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  // Programs a person watches in a terminal.
  {
    files: ['bench/**', 'local/src/**/*printer*.ts', 'local/src/**/*print*.ts'],
    rules: { 'no-console': 'off' },
  },
  // Benchmarks compare with other people's habits, and measure with their own clock.
  { files: ['bench/**'], rules: { 'no-restricted-syntax': ['error', defaultExport] } },
  // Tests speak to untyped answers and read MONGO_URL.
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', defaultExport],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  { files: ['**/playwright.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    extends: [tseslint.configs.base],
    rules: {
      eqeqeq: 'error',
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': 'error',
    },
  },
);
