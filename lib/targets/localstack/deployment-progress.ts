import type { Step } from '../target.ts';

export interface DeploymentProgress {
  /** Takes a line of `cdk deploy --progress events`. */
  line(text: string): void;
  /** Reports what has not been told yet. */
  end(): void;
}

/** `SluiceGrid | 12/91 | 10:04:31 PM | CREATE_COMPLETE | AWS::Lambda::Function | …` */
const eventLine = /^(?<stack>\S+) \|\s*(?<done>\d+)\/(?<all>\d+) \|/;
/** ` ✅  SluiceGrid`, with `(no changes)` where there were none. */
const doneLine = /✅\s+(?<stack>\S+)(?<unchanged> \(no changes\))?/;

/** What is told of a stack that is under way: no oftener. */
const everyMs = 3_000;

/** Turns the CDK's lines into steps: a stack when it is there, and while it is on its way how far it is. */
export const openDeploymentProgress = (
  report: (step: Step) => void,
  now: () => number = () => performance.now(),
): DeploymentProgress => {
  const startedMs = now();
  const begunMs = new Map<string, number>();
  let toldMs = startedMs;
  let unchanged = 0;

  const msSince = (stack: string): number => now() - (begunMs.get(stack) ?? startedMs);

  return {
    line: (text) => {
      const event = eventLine.exec(text)?.groups;
      const stack = event?.['stack'];
      if (stack !== undefined) {
        if (!begunMs.has(stack)) begunMs.set(stack, now());
        if (now() - toldMs < everyMs) return;
        toldMs = now();
        report({ text: `${stack}: ${event?.['done']} of ${event?.['all']} resources`, ms: msSince(stack) });
        return;
      }
      const done = doneLine.exec(text)?.groups;
      if (done?.['stack'] === undefined) return;
      if (done['unchanged'] !== undefined) unchanged += 1;
      else report({ text: `${done['stack']} deployed`, ms: msSince(done['stack']) });
    },
    end: () => {
      if (unchanged > 0) report({ text: `${unchanged} stack(s) unchanged`, ms: now() - startedMs });
    },
  };
};
