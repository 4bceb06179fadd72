import type { Assertion } from '../../lib/cli/client/demo.ts';
import type { GridVerification } from '../../lib/cli/client/verify-grid.ts';
import type { PostOutcome } from './post-events.ts';

/** A request without a key must be turned away, and every other one acknowledged in full. */
export const checkAnswers = (keyless: PostOutcome, sent: readonly PostOutcome[], events: number): Assertion[] => {
  const acknowledged = sent.reduce((sum, { accepted }) => sum + accepted.length, 0);
  const refused = sent.filter(({ statusCode }) => statusCode !== 202);
  return [
    { title: 'a request without a key is refused', holds: keyless.statusCode === 401, detail: `${keyless.statusCode}` },
    {
      title: 'every event sent was acknowledged',
      holds: refused.length === 0 && acknowledged === events,
      detail: `${acknowledged} of ${events}, ${refused.length} request(s) refused`,
    },
  ];
};

/** What the data say: acknowledged ids against stored ids, and stored ids against their effects. */
export const checkStore = (verification: GridVerification): Assertion[] => [
  {
    title: 'every acknowledged event is stored',
    holds: verification.missing.length === 0,
    detail: `${verification.acknowledged} acknowledged, ${verification.missing.length} lost`,
  },
  {
    title: 'none is stored twice',
    holds: verification.repeated.length === 0,
    detail: `${verification.stored} stored, ${verification.repeated.length} twice`,
  },
  {
    title: 'none took effect twice',
    holds: verification.folded === verification.stored,
    detail: `${verification.folded} folded into aggregates of ${verification.stored} stored`,
  },
];
