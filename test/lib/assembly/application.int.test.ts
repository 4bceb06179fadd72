import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import type { ApplicationModel } from '../../../lib/assembly/application-model.ts';
import { readAssembly } from '../../../lib/assembly/read-assembly.ts';
import { physical } from './template-fixture.ts';

const root = resolve(import.meta.dirname, '../../..');
let directory = '';
let model: ApplicationModel;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'assembly-'));
  await execa(process.execPath, [join(root, 'bin/app.ts'), '-o', directory], { cwd: root, stdin: 'ignore' });
  model = await readAssembly(directory, physical);
}, 60_000);

afterAll(() => rm(directory, { recursive: true, force: true }));

test('everything of the application that shapes its run is emulated', () => {
  expect(model.notEmulated).toEqual([]);
});

test('every route, event source, schedule and lifecycle invocation has its function, and every function its code', async () => {
  const names = model.functions.map(({ functionName }) => functionName);
  const invoked = [
    ...model.routes.flatMap(({ integration }) => (integration.kind === 'lambda' ? [integration.functionName] : [])),
    ...[...model.eventSources, ...model.schedules, ...model.lifecycleInvocations].map((each) => each.functionName),
  ];

  expect(invoked.length).toBeGreaterThan(0);
  expect(names).toEqual(expect.arrayContaining(invoked));
  await Promise.all(model.functions.map(({ codeDirectory }) => access(join(codeDirectory, 'index.mjs'))));
  for (const { bundle } of model.functions) expect(bundle).toEqual(expect.any(String));
});

test('every event source reads topics of the application and fails to one of them', () => {
  const topics = model.topics.map(({ topicName }) => topicName);

  expect(model.eventSources.length).toBeGreaterThan(0);
  for (const { properties } of model.eventSources) {
    expect(topics).toEqual(expect.arrayContaining(properties['Topics'] as string[]));
    expect(properties).toMatchObject({
      DestinationConfig: { OnFailure: { Destination: expect.stringMatching(`^kafka://(${topics.join('|')})$`) } },
    });
  }
});

test('no address of AWS is left in an environment', () => {
  const values = model.functions.flatMap(({ environment }) => Object.values(environment));

  expect(values.filter((value) => value.includes('amazonaws.com'))).toEqual([]);
  expect(Object.values(model.outputs)).toContain(physical.apiUrl);
});
