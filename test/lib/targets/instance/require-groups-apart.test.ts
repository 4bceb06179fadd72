import { requireGroupsApart } from '../../../../lib/targets/instance/require-groups-apart.ts';

const named = (name: string, groupId: string) => ({ name, definition: { uuid: name, groupId } });

test('mappings with groups of their own stand beside each other', () => {
  expect(() => requireGroupsApart([named('a', 'group-a'), named('b', 'group-b')])).not.toThrow();
});

test('a group of two mappings is refused, naming both', () => {
  expect(() => requireGroupsApart([named('Flow/a', 'shared'), named('Flow/b', 'shared')])).toThrow(
    'ConsumerGroupId shared is used by two event source mappings, Flow/a and Flow/b',
  );
});
