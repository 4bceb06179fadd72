/** Who may import whom: the table of docs/architecture.md, checked by `npm test`. Third-party packages are not its concern. */
const alone = (folder, ...allowed) => ({
  name: `${folder.replaceAll('/', '-')}-stands-alone`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: '^(bin|lib|functions|demos|scripts|test)/',
    pathNot: [folder, ...allowed].map((each) => `^${each}/`),
  },
});

const standalone = ['bundling', 'assembly', 'engines', 'lambda-host', 'gateway', 'event-source', 'measure'];
const flows = ['platform', 'grid', 'orders', 'activity', 'fulfilment', 'trading'];

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    alone('functions/contracts'),
    alone('functions/kit', 'functions/contracts'),
    ...flows.map((flow) => alone(`functions/${flow}`, 'functions/contracts', 'functions/kit', `demos/${flow}/data`)),
    alone('lib/foundation'),
    alone('lib/constructs', 'lib/foundation', 'functions/contracts'),
    alone('lib/stacks', 'lib/constructs', 'functions/contracts'),
    ...standalone.map((folder) => alone(`lib/${folder}`, 'lib/foundation')),
    alone('lib/targets', 'lib/foundation', ...standalone.map((folder) => `lib/${folder}`)),
    alone('lib/cli', 'lib/targets', 'lib/measure', 'lib/foundation', 'functions/contracts'),
    alone('demos', 'lib/cli/client', 'lib/measure', 'functions/contracts'),
    alone('bin', 'lib/stacks', 'lib/bundling', 'lib/cli', 'demos'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.sluice|cdk\\.out)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js'] },
  },
};
