import { MethodIntegration, toIntegration } from '../../../lib/assembly/method-integration.ts';

const mock = (template: string, responses: object[]) =>
  toIntegration(
    MethodIntegration.parse({
      Type: 'MOCK',
      RequestTemplates: { 'application/json': template },
      IntegrationResponses: responses,
    }),
  );

test('a mock answers with the response whose pattern its status code matches', () => {
  const responses = [
    {
      StatusCode: '404',
      SelectionPattern: '4\\d{2}',
      ResponseParameters: { 'method.response.header.X-Kind': "'gone'" },
    },
    { StatusCode: '200' },
  ];

  expect(mock('{"statusCode": 404}', responses)).toEqual({
    kind: 'mock',
    statusCode: 404,
    headers: { 'X-Kind': 'gone' },
  });
  expect(mock('{ statusCode: 200 }', responses)).toEqual({ kind: 'mock', statusCode: 200, headers: {} });
});

test('a header that is no constant is left out', () => {
  const responses = [
    {
      StatusCode: '200',
      ResponseParameters: {
        'method.response.header.X-Mapped': 'integration.response.header.X',
        'method.response.header.X-Constant': "'it's'",
      },
    },
  ];

  expect(mock('{}', responses)).toMatchObject({ headers: { 'X-Constant': "it's" } });
});

test('the function is found in the uri, whatever version of it is named', () => {
  const uri = (arn: string) => `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
  const integrate = (Uri: string) => toIntegration(MethodIntegration.parse({ Type: 'AWS_PROXY', Uri }));

  expect(integrate(uri('arn:aws:lambda:us-east-1:000000000000:function:reader'))).toMatchObject({
    functionName: 'reader',
    timeoutMs: 29_000,
  });
  expect(integrate(uri('arn:aws:lambda:us-east-1:000000000000:function:reader:live'))).toMatchObject({
    functionName: 'reader',
  });
  expect(integrate('arn:aws:apigateway:us-east-1:sqs:path/queue')).toBeUndefined();
});
