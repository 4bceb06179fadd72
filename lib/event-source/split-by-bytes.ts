/** Cuts a list into portions, in order, of at most so many bytes each; an item of more is a portion of its own. */
export const splitByBytes = <Item extends { readonly bytes: number }>(
  items: readonly Item[],
  limitBytes: number,
): Item[][] => {
  const portions: Item[][] = [];
  let portionBytes = 0;
  for (const item of items) {
    const portion = portions.at(-1);
    if (portion && portionBytes + item.bytes <= limitBytes) {
      portion.push(item);
      portionBytes += item.bytes;
    } else {
      portions.push([item]);
      portionBytes = item.bytes;
    }
  }
  return portions;
};
