import { clearScreenDown, moveCursor } from 'node:readline';
import type { WriteStream } from 'node:tty';

/** Lines that replace those drawn before, never more than the terminal has. */
export const openLiveView = (terminal: WriteStream): ((lines: readonly string[]) => void) => {
  let drawn = 0;
  return (lines) => {
    const shown = lines.slice(0, terminal.rows - 1).map((line) => line.slice(0, terminal.columns));
    moveCursor(terminal, 0, -drawn);
    clearScreenDown(terminal);
    terminal.write(shown.map((line) => `${line}\n`).join(''));
    drawn = shown.length;
  };
};
