import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openLog } from '../../../lib/foundation/log.ts';
import { openNdjsonFile } from '../../../lib/foundation/ndjson-file.ts';

/** Every write to it fails as on a full disk (Linux, full(4)). */
const fullDevice = '/dev/full';
const testOnFullDisk = existsSync(fullDevice) ? test : test.skip;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-full-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

testOnFullDisk('a full disk ends nobody who writes lines; who waits for them is told', async () => {
  const path = join(folder, 'functions.ndjson');
  await symlink(fullDevice, path);
  const file = openNdjsonFile(path);

  file.write({ line: 1 });
  await delay(100);
  file.write({ line: 2 });

  await expect(file.flush()).rejects.toMatchObject({ code: 'ENOSPC' });
});

testOnFullDisk('a full disk ends nobody who logs', async () => {
  const path = join(folder, 'supervisor.ndjson');
  await symlink(fullDevice, path);
  const log = openLog(path, 'test');

  for (let line = 0; line < 5; line += 1) log.info({ line }, 'not written');

  await expect(delay(50)).resolves.toBeUndefined();
});
