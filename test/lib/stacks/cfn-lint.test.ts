import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../constructs/bundle-fixture.ts';
import { applicationFixture } from './application-fixture.ts';
import { findPython, installCfnLint, lint } from './cfn-lint.ts';

const acceptedRules = [
  'W3005', // The CDK writes a DependsOn beside a reference that already says it.
  'W6001', // The address of the API is built from an import: the stack of the stage is the last one, and tells it.
];

const python = findPython();
if (python === undefined) {
  console.warn(
    'cfn-lint did not check the templates: it needs Python 3.9 or newer with venv (apt install python3-venv).',
  );
}
const testWithPython = python === undefined ? test.skip : test;

beforeAll(() => {
  if (python !== undefined) installCfnLint(python);
}, 300_000);

const templateFiles = (stage: string): string[] =>
  applicationFixture({ stage })
    .synth()
    .stacks.map((stack) => stack.templateFullPath);

testWithPython(
  'cfn-lint finds nothing in the templates of a demo stage and of another',
  () => {
    expect(lint([...templateFiles('demo'), ...templateFiles('live')], acceptedRules)).toEqual([]);
  },
  60_000,
);

testWithPython(
  'cfn-lint is awake: it finds a property that does not exist',
  () => {
    const [file = ''] = templateFiles('demo').filter((path) => path.includes('SluiceGrid'));
    const broken = join(temporaryFolder(), 'broken.template.json');
    writeFileSync(broken, readFileSync(file, 'utf8').replace('"PartitionCount"', '"Partitions"'));

    const findings = lint([broken], acceptedRules);

    expect(findings).toEqual(expect.arrayContaining([expect.stringMatching(/^E3002 .*'Partitions'/)]));
  },
  60_000,
);
