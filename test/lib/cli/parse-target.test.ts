import { parseTarget } from '../../../lib/cli/parse-target.ts';

test.each(['local', 'localstack'])('%s is a target that runs here', (target) => {
  expect(parseTarget({ target })).toBe(target);
});

test('without the option an instance keeps its own', () => {
  expect(parseTarget({})).toBeUndefined();
});

test.each(['aws', 'LocalStack', ''])('"%s" is refused with the names that there are', (target) => {
  expect(() => parseTarget({ target })).toThrow('is no target that runs here');
});
