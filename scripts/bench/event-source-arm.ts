import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { z } from 'zod';
import type { ArmOrder } from './event-source-order.ts';

/** A process that reads Kafka in one way. */
export interface Arm extends AsyncDisposable {
  readonly name: string;
  /** One order at a time. */
  tell<Answer>(order: ArmOrder, answer: z.ZodType<Answer>): Promise<Answer>;
}

export const startArm = (name: string, kind: 'sluice' | 'bare', bootstrapServers: readonly string[]): Arm => {
  const child = fork(new URL('./event-source-process.ts', import.meta.url), [kind, bootstrapServers.join()], {
    execArgv: ['--disable-warning=TimeoutNegativeWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const isOver = ended.then(() => {
    throw new Error(`The process of ${name} ended.`);
  });
  isOver.catch(() => undefined);
  return {
    name,
    tell: async (order, answer) => {
      const answered = once(child, 'message');
      child.send(order);
      const [message] = await Promise.race([answered, isOver]);
      return answer.parse(message);
    },
    [Symbol.asyncDispose]: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
};
