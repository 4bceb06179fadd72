import { parseFunctionName } from '../../../../lib/targets/lambda-api/parse-function-name.ts';

test.each([
  ['a name', 'grid-accept-dispatch'],
  ['a name with $LATEST', 'grid-accept-dispatch:$LATEST'],
  ['a partial ARN', '000000000000:function:grid-accept-dispatch'],
  ['an ARN', 'arn:aws:lambda:us-east-1:000000000000:function:grid-accept-dispatch'],
])('takes %s', (_form, text) => {
  expect(parseFunctionName(text)).toBe('grid-accept-dispatch');
});

test('a version other than $LATEST does not exist here', () => {
  expect(() => parseFunctionName('grid-accept-dispatch:7')).toThrow(
    expect.objectContaining({ type: 'ResourceNotFoundException' }),
  );
});

test('what is no name is an invalid parameter', () => {
  expect(() => parseFunctionName('grid accept')).toThrow(
    expect.objectContaining({ type: 'InvalidParameterValueException' }),
  );
});
