/** The walls of docs/architecture.md, as errors. */
const service = '(?:auth|tickets|orders|payments|realtime|notifications)';
const tests = '(?:\\.test\\.tsx?$|/test/|/testing/)';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Two files that need each other are one idea or three.',
      {},
      { circular: true },
    ),
    rule(
      'no-orphans',
      'Nobody imports this file and it starts nothing: delete it or use it.',
      {
        orphan: true,
        pathNot: [
          '(?:^|/)[^/]+\\.config\\.(?:ts|mjs|cjs)$',
          '\\.d\\.m?ts$',
          tests,
          '(?:^|/)src/index\\.ts$',
          '^client/(?:src/)?(?:app/|proxy\\.ts|instrumentation\\.ts|i18n/|next-env)',
          '^e2e/',
          '^bench/',
          '^scripts/',
        ],
      },
      {},
    ),
    rule('no-unresolvable', 'The import leads nowhere.', {}, { couldNotResolve: true }),
    rule(
      'no-undeclared-package',
      'Name the package in the package.json of the workspace that uses it.',
      { path: `^(?:common|local|client|${service})/`, pathNot: [tests, '\\.config\\.'] },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    rule(
      'domain-is-pure',
      'Rules are decided without I/O: domain imports itself and common/{money,ids,errors,clock,text}.',
      { path: `^(${service})/src/domain/`, pathNot: tests },
      {
        pathNot: ['^$1/src/domain/', '^common/src/(?:money|ids|errors|clock|text)(?:\\.ts|/)'],
      },
    ),
    rule(
      'data-knows-domain-only',
      'data → domain, common: repositories do not know who calls them.',
      { path: `^(${service})/src/data/`, pathNot: tests },
      { path: '^$1/src/', pathNot: ['^$1/src/(?:data|domain)/'] },
    ),
    rule(
      'features-look-down-only',
      'features → domain, data, common: wiring is done in service.ts, configuration is passed in.',
      { path: `^(${service})/src/features/`, pathNot: tests },
      { path: '^$1/src/(?:service|index|config)\\.ts$' },
    ),
    rule(
      'no-feature-imports-a-feature',
      'What two features share lives in domain, data or common.',
      { path: `^(${service})/src/features/([^/]+)/`, pathNot: tests },
      { path: '^$1/src/features/', pathNot: ['^$1/src/features/$2/'] },
    ),
    rule(
      'no-service-imports-a-service',
      'Services meet on the bus and over HTTP only.',
      { path: `^(${service})/` },
      { path: `^${service}/`, pathNot: ['^$1/'] },
    ),
    rule(
      'common-knows-nobody',
      'common is below everything.',
      { path: '^common/' },
      { path: `^(?:${service}|client|local|e2e|bench|infra)/` },
    ),
    rule(
      'client-speaks-http',
      'The client knows the contracts, not the services.',
      { path: '^client/' },
      { path: `^(?:${service}|local|e2e|bench)/` },
    ),
    rule(
      'mongoose-only-in-data',
      'Statements live in data/ and common/{outbox,inbox,mongo}.',
      {
        path: `^(?:common|${service})/src/`,
        pathNot: [`^${service}/src/data/`, '^common/src/(?:outbox|inbox|mongo)/', tests],
      },
      { path: 'node_modules/(?:mongoose|mongodb)/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'brokers-only-in-adapters',
      'The bus is a port; its adapters alone know a broker.',
      { path: '^(?!common/src/bus/[^/]+/|bench/)' },
      { path: '(?:^|node_modules/)(?:@nats-io/|nats|node-nats-streaming)(?:/|$)' },
    ),
    rule(
      'tracing-sdk-behind-its-switch',
      'The code knows @opentelemetry/api; the SDK is loaded only where there is a collector.',
      { path: '^(?!common/src/tracing/(?:sdk/|register\\.ts))', pathNot: tests },
      { path: '(?:node_modules/@opentelemetry/(?!api/)|^common/src/tracing/sdk/)' },
    ),
    rule(
      'production-code-imports-no-tests',
      'Builders and fakes stay in tests.',
      {
        path: '^(?:common|local|client|(?:auth|tickets|orders|payments|realtime|notifications))/',
        pathNot: tests,
      },
      { path: tests, pathNot: ['node_modules'] },
    ),
    rule(
      'production-code-imports-no-dev-dependency',
      'An image is built without development dependencies.',
      { path: `^(?:common|local|${service})/src/`, pathNot: tests },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.depcruise.json' },
    tsPreCompilationDeps: 'specify',
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:dist|\\.next|coverage|\\.cache)/|next-env\\.d\\.ts$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
    skipAnalysisNotInRules: true,
  },
};
