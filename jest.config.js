export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // Hooks start and stop real servers: a first clean stop of a Java engine writes its class archive, which takes seconds.
  testTimeout: 30_000,
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.sluice', '<rootDir>/cdk.out'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
};
