import { FunctionError } from '../../kit/function-error.ts';

export class NotSlowedError extends FunctionError {
  readonly code = 'CONSUMER_NOT_SLOWED';
  override readonly status = 409;

  constructor(name: string) {
    super(`The consumer "${name}" cannot be slowed: only the grid's read by how much they are`, {
      actions: ['Pause it with enabled: false'],
    });
  }
}
