import fc from 'fast-check';
import { openLogTail } from '../../../lib/lambda-host/log-tail.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 1500 });

test('is base64 of the last 4096 bytes of all lines, an object as a line of JSON', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(text, fc.record({ message: text }))), (lines) => {
      const tail = openLogTail();
      for (const line of lines) tail.push(line);

      const written = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
      const bytes = Buffer.from(written.map((line) => `${line}\n`).join(''));
      expect(tail.toBase64()).toBe(bytes.subarray(-4096).toString('base64'));
    }),
  );
});
