/** Of fewer answers the 99th percentile is the slowest one, which says more of the machine than of the system. */
const fewestJudged = 100;

/**
 * What a phase's p99 may be, in milliseconds; undefined where it is not judged.
 *
 * @param asked the user's limit, which holds for any number of answers
 * @param own the flow's, which holds where there are enough of them
 */
export const decideLimit = (
  answers: number,
  { asked, own }: { readonly asked: number | undefined; readonly own: number | undefined },
): number | undefined => asked ?? (answers >= fewestJudged ? own : undefined);
