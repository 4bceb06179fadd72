import fc from 'fast-check';
import { openLogTail } from '../../../lib/lambda-host/log-tail.ts';

test('is base64 of the last 4096 bytes of all lines', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 1500 })), (lines) => {
      const tail = openLogTail();
      for (const line of lines) tail.push(line);

      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
      expect(tail.toBase64()).toBe(bytes.subarray(-4096).toString('base64'));
    }),
  );
});
