/** Whether an error is the system's or a library's with this code, such as EADDRINUSE. */
export const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
