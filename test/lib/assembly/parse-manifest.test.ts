import fc from 'fast-check';
import { parseManifest } from '../../../lib/assembly/parse-manifest.ts';

const stack = (id: string, dependencies: string[] = []) => ({
  type: 'aws:cloudformation:stack',
  dependencies,
  properties: { templateFile: `${id}.template.json` },
});

test('a stack comes after those that it depends on, with its asset manifests', () => {
  const artifacts = {
    Flow: stack('Flow', ['Platform', 'Flow.assets']),
    'Flow.assets': { type: 'cdk:asset-manifest', properties: { file: 'Flow.assets.json' } },
    Platform: stack('Platform'),
    Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
  };

  expect(parseManifest({ artifacts })).toEqual([
    { stackName: 'Platform', templateFile: 'Platform.template.json', assetFiles: [] },
    { stackName: 'Flow', templateFile: 'Flow.template.json', assetFiles: ['Flow.assets.json'] },
  ]);
});

test('an assembly within an assembly is refused, not passed over', () => {
  const artifacts = { 'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } } };

  expect(() => parseManifest({ artifacts })).toThrow('assembly-Prod');
});

test('the order holds for any stacks', () => {
  const names = ['A', 'B', 'C', 'D', 'E', 'F'];
  const graph = fc.tuple(fc.shuffledSubarray(names, { minLength: 6 }), fc.array(fc.tuple(fc.nat(5), fc.nat(5))));
  fc.assert(
    fc.property(graph, ([order, pairs]) => {
      // An edge from a later name to an earlier one: there is no circle.
      const dependenciesOf = (name: string): string[] =>
        pairs.flatMap(([from, to]) => (names[from] === name && to < from ? [names[to] ?? ''] : []));
      const artifacts = Object.fromEntries(order.map((name) => [name, stack(name, dependenciesOf(name))]));

      const sorted = parseManifest({ artifacts }).map(({ templateFile }) => templateFile.slice(0, 1));

      expect([...sorted].sort()).toEqual(names);
      for (const name of names) {
        for (const dependency of dependenciesOf(name)) {
          expect(sorted.indexOf(dependency)).toBeLessThan(sorted.indexOf(name));
        }
      }
    }),
  );
});
