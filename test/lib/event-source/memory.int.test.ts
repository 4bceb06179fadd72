import { startArm } from '../../../scripts/bench/event-source-arm.ts';
import { Remembered } from '../../../scripts/bench/event-source-order.ts';
import { writeRecords } from '../../../scripts/bench/write-records.ts';
import { startKafkaBroker } from '../../kafka-broker.ts';

/** What fetches under way hold differs from one moment to the next: a record has 240 bytes, a fetch of a partition up to 1 MiB. */
const toleranceBytes = 10e6;

test('holds no more after 200,000 records than after 50,000', async () => {
  await using broker = await startKafkaBroker();
  await using arm = startArm('sluice', 'sluice', broker.bootstrapServers);
  const topic = await writeRecords(broker, 4, 200_000);

  const { heldBytes } = await arm.tell(
    { kind: 'remember', topic, groupId: 'remember', records: 200_000, every: 50_000 },
    Remembered,
  );

  expect(heldBytes).toHaveLength(4);
  expect(Math.max(...heldBytes.slice(1))).toBeLessThan((heldBytes[0] ?? 0) + toleranceBytes);
}, 120_000);
