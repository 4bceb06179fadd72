import { decideParts } from '../../../../functions/orders/crashes/decide-parts.ts';

test('a batch is parted after the given number only where something is left after it', () => {
  expect(decideParts(['a', 'b', 'c'], 2)).toEqual([['a', 'b'], ['c']]);
  expect(decideParts(['a', 'b', 'c'], 3)).toEqual([['a', 'b', 'c']]);
  expect(decideParts(['a', 'b', 'c'], 9)).toEqual([['a', 'b', 'c']]);
  expect(decideParts(['a', 'b', 'c'], undefined)).toEqual([['a', 'b', 'c']]);
});
