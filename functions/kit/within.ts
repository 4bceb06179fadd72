/** Rejects when the work has not ended within `deadlineMs`; the work itself goes on. */
export const within = async <Result>(deadlineMs: number, work: Promise<Result>): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${deadlineMs} ms`)), deadlineMs);
  });
  return await Promise.race([work, deadline]).finally(() => clearTimeout(timer));
};
