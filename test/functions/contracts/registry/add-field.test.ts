import { addField, NewField } from '../../../../functions/contracts/registry/add-field.ts';

test('a question mark makes the field optional', () => {
  const schema = { type: 'object' as const, properties: { id: { type: 'string' as const } }, required: ['id'] };

  expect(addField(schema, NewField.parse('carbon_kg:number?'))).toEqual({
    ...schema,
    properties: { id: { type: 'string' }, carbon_kg: { type: 'number' } },
  });
  expect(addField(schema, NewField.parse('seen_at:date-time')).required).toEqual(['id', 'seen_at']);
});

test.each(['carbon_kg', 'carbon kg:number', 'carbon_kg:float', 'a:toString', ':string', 'a:string??'])(
  'refuses %p',
  (text) => {
    expect(NewField.safeParse(text).success).toBe(false);
  },
);
