import { decideTellingLines } from '../../../lib/engines/decide-telling-lines.ts';

test('finds the error under what the shutdown says after it', () => {
  const lines = [
    '2026-11-21T13:45:29.871Z INFO BrokerServer - starting',
    '2026-11-21T13:45:29.871Z ERROR BrokerServer - Fatal error during broker startup. Prepare to shutdown',
    'org.apache.kafka.common.KafkaException: Failed to acquire lock on file .lock',
    '\tat kafka.server.BrokerServer.startup(BrokerServer.scala:1)',
    'Caused by: java.io.IOException: Permission denied',
    'org.apache.kafka.common.KafkaException: Failed to acquire lock on file .lock',
    ...Array.from({ length: 50 }, (_, index) => `2026-11-21T13:45:31.636Z INFO Metrics - reporter ${index} closed`),
  ];

  expect(decideTellingLines(lines)).toEqual([lines[1], lines[2], lines[4]]);
});

test('gives the last lines where none is an error', () => {
  const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`);

  const telling = decideTellingLines(lines);

  expect(telling).toHaveLength(20);
  expect(telling.at(-1)).toBe('line 49');
});
