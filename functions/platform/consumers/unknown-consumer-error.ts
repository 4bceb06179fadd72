import { FunctionError } from '../../kit/function-error.ts';

export class UnknownConsumerError extends FunctionError {
  readonly code = 'CONSUMER_UNKNOWN';
  override readonly status = 404;

  constructor(name: string, known: readonly { readonly name: string }[] = []) {
    const names = known.map((each) => each.name).join(', ');
    super(`There is no consumer "${name}"`, {
      actions: [names === '' ? 'GET /v1/admin/consumers lists the consumers' : `Name one of ${names}`],
    });
  }
}
