import { region } from '../instance/account.ts';

/** LocalStack takes the service from the signature's scope, and does not look at the rest of it. */
const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/cloudformation/aws4_request, SignedHeaders=host, Signature=none`;

/** `<StackName>` and `<StackStatus>` of each member of a DescribeStacks response. */
const stackOf = /<StackName>(?<name>[^<]+)<\/StackName>[\s\S]*?<StackStatus>(?<status>[A-Z_]+)<\/StackStatus>/g;

/** The stacks that CloudFormation has in place there: those that failed and those that are gone are not. */
export const readStackNames = async (localStackUrl: string): Promise<readonly string[]> => {
  const answer = await fetch(localStackUrl, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ Action: 'DescribeStacks', Version: '2010-05-15' }),
  });
  if (!answer.ok) throw new Error(`DescribeStacks was answered ${answer.status}: ${await answer.text()}`);
  return parseStackNames(await answer.text());
};

/** @param xml DescribeStacksResponse */
export const parseStackNames = (xml: string): readonly string[] =>
  [...xml.matchAll(stackOf)].flatMap(({ groups }) =>
    groups?.['name'] !== undefined && /^(CREATE|UPDATE)_COMPLETE$/.test(groups['status'] ?? '') ? [groups['name']] : [],
  );
