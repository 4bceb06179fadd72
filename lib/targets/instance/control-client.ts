import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { SluiceError } from '../../foundation/sluice-error.ts';
import type { ControlOperation } from './control-server.ts';
import type { Instance } from './instance.ts';

/** Nothing answers on the instance's control socket. */
export class InstanceNotRunningError extends SluiceError {
  readonly code = 'INSTANCE_NOT_RUNNING';
}

/** The supervisor could not do what it was asked. */
export class SupervisorRefusedError extends SluiceError {
  readonly code = 'SUPERVISOR_REFUSED';
}

const ErrorAnswer = z.object({ code: z.string(), message: z.string(), actions: z.array(z.string()) });

const post = (socketPath: string, path: string): Promise<{ statusCode: number; body: string }> =>
  new Promise((resolve, reject) => {
    request({ socketPath, path, method: 'POST' }, (response) => {
      text(response).then((body) => resolve({ statusCode: response.statusCode ?? 0, body }), reject);
    })
      .on('error', reject)
      .end();
  });

/** Asks the instance's supervisor to do one thing and gives its answer, validated. */
export const callSupervisor = async <Answer>(
  instance: Instance,
  operation: ControlOperation,
  schema: z.ZodType<Answer>,
): Promise<Answer> => {
  const { statusCode, body } = await post(instance.controlSocket, `/${operation}`).catch((cause: unknown) => {
    throw new InstanceNotRunningError(`The instance "${instance.name}" is not running.`, {
      cause,
      actions: [instance.name === 'demo' ? './sluice up' : `./sluice up --instance ${instance.name}`],
    });
  });
  if (statusCode === 200) return schema.parse(JSON.parse(body));
  const answer = ErrorAnswer.parse(JSON.parse(body));
  throw new SupervisorRefusedError(`${answer.message} (${answer.code})`, { actions: answer.actions });
};
