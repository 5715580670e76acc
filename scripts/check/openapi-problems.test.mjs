import { openapiProblems } from './openapi-problems.mjs';

const anOpenapi = (change = {}) => ({
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/api/orders': {
      get: { responses: { 200: { $ref: '#/components/responses/Orders' } } },
    },
  },
  components: { responses: { Orders: { description: 'A page of orders' } } },
  ...change,
});

describe('openapiProblems', () => {
  test('a sound document has none', () => {
    expect(openapiProblems(anOpenapi())).toEqual([]);
  });

  test('a reference that leads nowhere is named', () => {
    expect(openapiProblems(anOpenapi({ components: {} }))).toEqual([
      '#/components/responses/Orders leads nowhere',
    ]);
  });

  test('a path in a reference is unescaped', () => {
    const escaped = { thing: { $ref: '#/paths/~1api~1orders' } };
    expect(openapiProblems(anOpenapi(escaped))).toEqual([]);
  });

  test('an operation without responses is named', () => {
    expect(openapiProblems(anOpenapi({ paths: { '/api/orders': { post: {} } } }))).toEqual([
      'post /api/orders has no responses',
    ]);
  });

  test('an empty file is a problem', () => {
    expect(openapiProblems(null)).toEqual(['it is not an object']);
  });
});
