import { parseContainerLine } from '../../../../lib/targets/localstack/parse-container-line.ts';

const time = '2026-01-01T00:00:00.000Z';
const requestId = '1c1bd5e0-0c3f-4c55-9d1e-5f6a0c1f9d11';

test('the beginning and the end of an invocation are events of the platform', () => {
  expect(parseContainerLine(`START RequestId: ${requestId} Version: $LATEST`, time)).toEqual({
    fields: { time, type: 'platform.start', record: { requestId, version: '$LATEST' } },
    begins: requestId,
  });
  expect(parseContainerLine(`END RequestId: ${requestId}`, time)).toEqual({
    fields: { time, type: 'platform.end', record: { requestId } },
  });
});

test('a report has its numbers, and is a success unless it says otherwise', () => {
  const line = `REPORT RequestId: ${requestId}\tInit Duration: 0.35 ms\tDuration: 8.26 ms\tBilled Duration: 9 ms\tMemory Size: 128 MB\tMax Memory Used: 127 MB\t`;

  expect(parseContainerLine(line, time)).toEqual({
    fields: {
      time,
      type: 'platform.report',
      record: {
        requestId,
        metrics: {
          durationMs: 8.26,
          billedDurationMs: 9,
          memorySizeMB: 128,
          maxMemoryUsedMB: 127,
          initDurationMs: 0.35,
        },
        status: 'success',
        errorType: undefined,
      },
    },
    ends: requestId,
  });
  expect(parseContainerLine(`${line}Status: timeout`, time).fields).toMatchObject({ record: { status: 'timeout' } });
  expect(parseContainerLine(`${line}Status: error\tError Type: Runtime.ExitError`, time).fields).toMatchObject({
    record: { status: 'error', errorType: 'Runtime.ExitError' },
  });
});

test("the console's text format has time, request, level and message", () => {
  expect(parseContainerLine(`2026-01-01T00:00:01.500Z\t${requestId}\tERROR\tfailed\r    at line 1`, time)).toEqual({
    fields: { timestamp: '2026-01-01T00:00:01.500Z', requestId, level: 'ERROR', message: 'failed\n    at line 1' },
  });
});

test('what a logger wrote in JSON stays as it is, and anything else is a message', () => {
  expect(parseContainerLine('{"level":"WARN","message":"of a logger"}', time)).toEqual({
    fields: { level: 'WARN', message: 'of a logger' },
  });
  expect(parseContainerLine('{not json}', time)).toEqual({ fields: { message: '{not json}' } });
});
