import { fieldsOf } from './schema-fields.mjs';

describe('fieldsOf', () => {
  test('nested objects and lists are described by their path', () => {
    const money = {
      type: 'object',
      properties: { amount: { type: 'integer' } },
      required: ['amount'],
    };
    const schema = {
      type: 'object',
      required: ['items'],
      properties: {
        items: { type: 'array', items: { type: 'object', properties: { price: money } } },
      },
    };
    expect(fieldsOf(schema)).toEqual([
      { name: 'items', kind: 'list of object', isRequired: true },
      { name: 'items[].price', kind: 'object', isRequired: false },
      { name: 'items[].price.amount', kind: 'integer', isRequired: true },
    ]);
  });

  test('what may be null says so, and references are followed', () => {
    const schema = {
      properties: { row: { anyOf: [{ $ref: '#/$defs/name' }, { type: 'null' }] } },
      $defs: { name: { type: 'string' } },
    };
    expect(fieldsOf(schema)).toEqual([{ name: 'row', kind: 'string or null', isRequired: false }]);
  });

  test('a closed set of words is spelled out', () => {
    const schema = { properties: { status: { enum: ['held', 'sold'] } } };
    expect(fieldsOf(schema)[0].kind).toBe('`held`, `sold`');
  });
});
