import { StringDecoder } from 'node:string_decoder';

/** Cuts a stream of bytes into lines; an unfinished one waits for its rest. */
export interface LineSplitter {
  push(chunk: Buffer): void;
  /** Hands over the unfinished line, if any. */
  flush(): void;
}

export const openLineSplitter = (onLine: (line: string) => void): LineSplitter => {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return {
    push: (chunk) => {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') onLine(line);
    },
    flush: () => {
      const line = rest + decoder.end();
      rest = '';
      if (line !== '') onLine(line);
    },
  };
};
