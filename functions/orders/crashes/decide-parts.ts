/** Parts a list after its first `count` elements, where the crash is to happen that is armed; else, and where nothing would be left, it stays whole. */
export const decideParts = <Element>(
  elements: readonly Element[],
  count: number | undefined,
): (readonly Element[])[] =>
  count === undefined || count >= elements.length ? [elements] : [elements.slice(0, count), elements.slice(count)];
