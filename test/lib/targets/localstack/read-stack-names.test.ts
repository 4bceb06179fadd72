import { parseStackNames } from '../../../../lib/targets/localstack/read-stack-names.ts';

const member = (name: string, status: string): string =>
  `<member><StackId>arn:aws:cloudformation:us-east-1:000000000000:stack/${name}/1</StackId><StackName>${name}</StackName>` +
  `<CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>${status}</StackStatus></member>`;

const response = (...members: readonly string[]): string =>
  `<DescribeStacksResponse><DescribeStacksResult><Stacks>${members.join('')}</Stacks></DescribeStacksResult></DescribeStacksResponse>`;

test('stacks that are in place are named', () => {
  expect(parseStackNames(response(member('CDKToolkit', 'CREATE_COMPLETE'), member('Shop', 'UPDATE_COMPLETE')))).toEqual(
    ['CDKToolkit', 'Shop'],
  );
});

test.each(['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'DELETE_COMPLETE', 'CREATE_IN_PROGRESS'])(
  'a stack that is %s is not in place',
  (status) => {
    expect(parseStackNames(response(member('Shop', status), member('Bank', 'CREATE_COMPLETE')))).toEqual(['Bank']);
  },
);

test('where there are no stacks there are no names', () => {
  expect(parseStackNames(response())).toEqual([]);
});
