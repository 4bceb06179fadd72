import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  forgetAcknowledged,
  openAcknowledged,
  readAcknowledged,
  recordAcknowledged,
} from '../../../../lib/cli/client/acknowledged-ledger.ts';
import { buildInstance, type Instance } from '../../../../lib/targets/instance/instance.ts';

const prepare = async (): Promise<{ instance: Instance } & AsyncDisposable> => {
  const root = await mkdtemp(join(tmpdir(), 'sluice-ledger-'));
  const instance = buildInstance(root, 'ledger');
  await mkdir(instance.directory, { recursive: true });
  return { instance, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
};

test('what several note is read by flow, whenever their ledger was opened', async () => {
  await using prepared = await prepare();
  const { instance } = prepared;

  const ledger = await openAcknowledged(instance, 'grid');
  await recordAcknowledged(instance, 'grid', ['a', 'b']);
  await recordAcknowledged(instance, 'orders', ['x']);
  await ledger.record(['c']);

  expect(await readAcknowledged(instance, 'grid')).toEqual(['a', 'b', 'c']);
  expect(await readAcknowledged(instance, 'orders')).toEqual(['x']);
});

test('ids of a load that outlives a reset of the instance, or of its flow, are forgotten with the data', async () => {
  await using prepared = await prepare();
  const { instance } = prepared;

  const overInstance = await openAcknowledged(instance, 'grid');
  await rm(instance.directory, { recursive: true });
  await mkdir(instance.directory);
  await overInstance.record(['before']);
  const overFlow = await openAcknowledged(instance, 'orders');
  await forgetAcknowledged(instance, 'orders');
  await overFlow.record(['before']);
  await recordAcknowledged(instance, 'grid', ['after']);

  expect(await readAcknowledged(instance, 'grid')).toEqual(['after']);
  expect(await readAcknowledged(instance, 'orders')).toEqual([]);
});
