import { decideEvolution } from '../../../../functions/contracts/registry/decide-evolution.ts';
import type { EventSchema } from '../../../../functions/contracts/registry/event-schema.ts';

const schema: EventSchema = {
  type: 'object',
  properties: { id: { type: 'string' } },
  required: ['id'],
  additionalProperties: false,
};
const newest = { event: 'OrderPlaced', version: 3, schema };

test('a BACKWARD change becomes the next version', () => {
  const wider: EventSchema = { ...schema, properties: { id: { type: 'string' }, note: { type: 'string' } } };

  expect(decideEvolution('OrderPlaced', newest, wider)).toMatchObject({
    from: 3,
    to: 4,
    compatibility: 'BACKWARD',
    allowed: true,
  });
});

test('one change that is not BACKWARD is enough to refuse', () => {
  const mixed: EventSchema = {
    ...schema,
    properties: { id: { type: 'string', minLength: 1 }, note: { type: 'string' } },
  };

  expect(decideEvolution('OrderPlaced', newest, mixed)).toMatchObject({
    allowed: false,
    reason: '1 of 2 changes are not BACKWARD',
  });
});

test('what says the same as the newest version is no new version', () => {
  expect(decideEvolution('OrderPlaced', newest, { ...schema, title: 'Another title' })).toMatchObject({
    allowed: false,
    changes: [],
    compatibility: 'FULL',
  });
});

test('an event without versions begins with 1', () => {
  expect(decideEvolution('OrderPlaced', undefined, schema)).toMatchObject({ from: undefined, to: 1, allowed: true });
});
