import { findRunnableBlocks } from './runnable-blocks.ts';

test('takes shell blocks in order with their names, and nothing else', () => {
  const markdown = '```sh first\na\n```\ntext\n```console\nnot this\n```\n```sh\nb\nc\n```\n';

  expect(findRunnableBlocks(markdown)).toEqual([
    { name: 'first', script: 'a\n' },
    { name: 'block 2', script: 'b\nc\n' },
  ]);
});
