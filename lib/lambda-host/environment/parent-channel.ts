import type { EnvironmentMessage, InvocationMessage } from '../environment-messages.ts';
import { written } from './standard-streams.ts';

type Answer = EnvironmentMessage extends infer Message
  ? Message extends EnvironmentMessage
    ? Omit<Message, 'stdoutBytes' | 'stderrBytes'>
    : never
  : never;

export interface ParentChannel {
  /** Resolves when the parent has it. */
  answer(answer: Answer): Promise<void>;
  onInvocation(take: (invocation: InvocationMessage) => void): void;
}

/** Takes Node's channel to the parent for the runtime alone: a handler finds none. The process ends when the channel closes. */
export const takeParentChannel = (): ParentChannel => {
  const send = process.send?.bind(process);
  if (!send) throw new Error('An execution environment is started by the Lambda host.');
  Reflect.deleteProperty(process, 'send');
  process.once('disconnect', () => process.exit());
  return {
    answer: (answer) => new Promise((resolve) => send({ ...answer, ...written }, undefined, {}, () => resolve())),
    onInvocation: (take) => {
      process.on('message', (message) => {
        if (isInvocation(message)) take(message);
      });
    },
  };
};

/** The parent is of the same version; the check tells the compiler what is known. */
const isInvocation = (message: unknown): message is InvocationMessage =>
  typeof message === 'object' && message !== null && 'requestId' in message;
