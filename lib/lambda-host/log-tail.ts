/** What LogType=Tail answers: base64 of the last 4 KB of an invocation's log (Lambda API reference, Invoke). */
export interface LogTail {
  push(line: string): void;
  toBase64(): string;
}

const tailBytes = 4096;

export const openLogTail = (): LogTail => {
  let lines: string[] = [];
  let length = 0;
  return {
    push: (line) => {
      lines.push(line);
      length += line.length + 1;
      // A character is a byte at least, so whatever is more than the tail's characters ago is not in it.
      while (lines.length > 1 && length - ((lines[0]?.length ?? 0) + 1) >= tailBytes) {
        length -= (lines.shift()?.length ?? 0) + 1;
      }
    },
    toBase64: () => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
      lines = [];
      return bytes.subarray(-tailBytes).toString('base64');
    },
  };
};
