import type { Assertion, Demo, DemoContext } from './client/demo.ts';
import { type Advance, waitForAdvance } from './presenter.ts';

export interface PartOutcome {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  readonly assertions: readonly Assertion[];
  readonly measured: Readonly<Record<string, unknown>>;
}

/**
 * Runs a demonstration part by part. A part that throws is one failed assertion with its backup, and the next parts run:
 * a presenter on stage goes on.
 */
export const runDemoParts = async (
  { parts }: Demo,
  context: DemoContext,
  { advance, talk }: { readonly advance: Advance; readonly talk: boolean },
): Promise<PartOutcome[]> => {
  const outcomes: PartOutcome[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0) await waitForAdvance(advance, part.title, context.signal);
    if (context.signal.aborted) break;
    context.print(`\n── ${index + 1}/${parts.length} ${part.title}`);
    if (talk) for (const point of part.talkingPoints) context.print(`   “${point}”`);
    const started = performance.now();
    const report = await part.run(context).catch((error: unknown) => ({
      assertions: [
        {
          title: `${part.name} runs to its end`,
          holds: false,
          detail: error instanceof Error ? error.message : String(error),
        },
      ],
      measured: {},
    }));
    const seconds = (performance.now() - started) / 1000;
    for (const { title, holds, detail } of report.assertions) {
      context.print(`   ${holds ? '✓' : '✗'} ${title}: ${detail}`);
    }
    if (report.assertions.some(({ holds }) => !holds)) context.print(`   Instead, show: ${part.backup}`);
    outcomes.push({ name: part.name, title: part.title, seconds, ...report });
  }
  return outcomes;
};
