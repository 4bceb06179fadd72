/** The fields of a line that a function wrote: those of an object in JSON, or else the line as `message`. */
export const parseLogLine = (text: string): object => parseObject(text) ?? { message: text };

const parseObject = (text: string): object | undefined => {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
