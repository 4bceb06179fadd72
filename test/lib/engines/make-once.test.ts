import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeOnce } from '../../../lib/engines/make-once.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sluice-once-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const unhurried = { signal: new AbortController().signal, onWaiting: () => {} };

test('makes a folder once, however many ask for it at the same time', async () => {
  let made = 0;
  let waiting = 0;
  const ask = () =>
    makeOnce(
      join(parent, 'thing'),
      async (temporary) => {
        made += 1;
        await sleep(50);
        await writeFile(join(temporary, 'part'), 'all of it');
      },
      { ...unhurried, onWaiting: () => (waiting += 1) },
    );

  await Promise.all([ask(), ask(), ask()]);

  expect(made).toBe(1);
  expect(waiting).toBe(2);
  expect(await readFile(join(parent, 'thing', 'part'), 'utf8')).toBe('all of it');
});

test('what fails half-way leaves nothing, and the next one makes it', async () => {
  const failing = makeOnce(
    join(parent, 'thing'),
    async (temporary) => {
      await writeFile(join(temporary, 'part'), 'half of it');
      throw new Error('no more paper');
    },
    unhurried,
  );
  await expect(failing).rejects.toThrow('no more paper');
  const afterFailure = await readdir(parent);

  await makeOnce(join(parent, 'thing'), (temporary) => writeFile(join(temporary, 'part'), 'all'), unhurried);

  expect(afterFailure).toEqual([]);
  expect(await readdir(parent)).toEqual(['thing']);
});

test('what a killed run left half-made is removed, and other things are not', async () => {
  await mkdir(join(parent, '.thing.part-old'));
  await mkdir(join(parent, '.other.part-live'));

  await makeOnce(join(parent, 'thing'), async () => {}, unhurried);

  expect((await readdir(parent)).sort()).toEqual(['.other.part-live', 'thing']);
});

test('an abort ends the wait for somebody who is at it', async () => {
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const work = async () => {
    begun.resolve();
    await held.promise;
  };
  const slow = makeOnce(join(parent, 'slow'), work, unhurried);
  await begun.promise;
  const abort = new AbortController();

  const waiting = makeOnce(join(parent, 'thing'), async () => {}, {
    signal: abort.signal,
    onWaiting: () => abort.abort(),
  });

  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  held.resolve();
  await slow;
});
