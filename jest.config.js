/** Two projects: `unit` needs nothing but the sources; `stack` runs against an embedded local stack. */
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  transform: {
    '\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Packages published as ES modules only are transformed like our own sources.
  transformIgnorePatterns: ['/node_modules/(?!(.*/)?(py-ast|ulid|@emnapi)/)'],
};

// biome-ignore lint/style/noDefaultExport: jest reads the default export.
export default {
  // Many tests start processes, and a busy machine takes its time for that: a test that hangs still fails.
  testTimeout: 180_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/packages/*/src/**/*.test.ts', '<rootDir>/scripts/**/*.test.ts'],
      testPathIgnorePatterns: ['/packages/e2e/'],
    },
    {
      ...shared,
      displayName: 'stack',
      testMatch: ['<rootDir>/packages/e2e/src/**/*.test.ts'],
      globalSetup: '<rootDir>/packages/e2e/src/stack/global-setup.ts',
      globalTeardown: '<rootDir>/packages/e2e/src/stack/global-teardown.ts',
    },
  ],
};
