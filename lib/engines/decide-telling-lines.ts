const trouble = /\b(ERROR|FATAL)\b|^\S*(Exception|Error)\b|^Caused by:/;
const mostTroubles = 6;
const mostLines = 20;

/**
 * Which lines of a server's log say why it ended: its errors and their causes, each once, since a shutdown buries them
 * under its own; where there are none, the last lines.
 */
export const decideTellingLines = (lastLogLines: readonly string[]): string[] => {
  const troubles = new Set(lastLogLines.filter((line) => trouble.test(line)));
  return troubles.size > 0 ? [...troubles].slice(0, mostTroubles) : lastLogLines.slice(-mostLines);
};
