import fc from 'fast-check';
import { openLineSplitter } from '../../../lib/lambda-host/line-splitter.ts';

test('however the bytes arrive, the lines are the same', () => {
  const text = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }).map((line) => line.replaceAll('\n', ' ')));
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (lines, sizes) => {
      const found: string[] = [];
      const splitter = openLineSplitter((line) => found.push(line));
      const bytes = Buffer.from(lines.join('\n'));

      for (let offset = 0, i = 0; offset < bytes.length; i += 1) {
        const size = sizes[i % sizes.length] ?? 1;
        splitter.push(bytes.subarray(offset, offset + size));
        offset += size;
      }
      splitter.flush();

      expect(found).toEqual(lines);
    }),
  );
});

test('an unfinished line waits for its rest and is handed over by flush, once', () => {
  const found: string[] = [];
  const splitter = openLineSplitter((line) => found.push(line));

  splitter.push(Buffer.from('one\n\ntw'));
  const before = [...found];
  splitter.flush();
  splitter.flush();

  expect(before).toEqual(['one']);
  expect(found).toEqual(['one', 'tw']);
});
