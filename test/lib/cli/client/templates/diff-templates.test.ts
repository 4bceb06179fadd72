import { diffTemplates, isSameConstruct } from '../../../../../lib/cli/client/templates/diff-templates.ts';
import type { Templates } from '../../../../../lib/cli/client/templates/read-templates.ts';

const resource = (path: string, properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: properties,
  Metadata: { 'aws:cdk:path': path },
});
const grid = (resources: Templates[string]): Templates => ({ SluiceGrid: resources });

const before = grid({
  Accept: resource('SluiceGrid/accept/Resource', { MemorySize: 512 }),
  AcceptRole: resource('SluiceGrid/accept/Role/Resource'),
  Acceptance: resource('SluiceGrid/acceptance/Resource'),
});

test('tells what was added, removed and changed, and counts the rest', () => {
  const after = grid({
    Accept: resource('SluiceGrid/accept/Resource', { MemorySize: 256 }),
    AcceptRole: resource('SluiceGrid/accept/Role/Resource'),
    Risk: resource('SluiceGrid/grid-risk/Resource'),
  });

  const diff = diffTemplates(before, after);

  expect(diff.added.map(({ path }) => path)).toEqual(['SluiceGrid/grid-risk/Resource']);
  expect(diff.removed.map(({ path }) => path)).toEqual(['SluiceGrid/acceptance/Resource']);
  expect(diff.changed.map(({ logicalId }) => logicalId)).toEqual(['Accept']);
  expect(diff.unchanged).toBe(1);
});

test('the order of properties is no difference', () => {
  const [left, right] = [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ].map((properties) => grid({ One: resource('x', properties) }));

  expect(diffTemplates(left ?? {}, right ?? {})).toMatchObject({ changed: [], unchanged: 1 });
});

test('a construct is the same when all its resources are, whatever happens beside it', () => {
  const after = grid({
    ...before['SluiceGrid'],
    Acceptance: resource('SluiceGrid/acceptance/Resource', { MemorySize: 1 }),
  });

  expect(isSameConstruct(before, after, 'SluiceGrid/accept')).toBe(true);
  expect(isSameConstruct(before, after, 'SluiceGrid/acceptance')).toBe(false);
});

test('a construct that lost a resource, or that is nowhere, is not the same', () => {
  const { AcceptRole: _, ...rest } = before['SluiceGrid'] ?? {};

  expect(isSameConstruct(before, grid(rest), 'SluiceGrid/accept')).toBe(false);
  expect(isSameConstruct(before, before, 'SluiceGrid/nothing')).toBe(false);
});
