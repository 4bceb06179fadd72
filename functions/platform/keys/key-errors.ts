import { FunctionError } from '../../kit/function-error.ts';

export class UnknownKeyError extends FunctionError {
  readonly code = 'UNKNOWN_KEY';
  override readonly status = 404;

  constructor(lookup: string) {
    super(`There is no key ${lookup}`, { actions: ['GET /v1/admin/keys lists the keys by their lookups'] });
  }
}

export class OwnKeyError extends FunctionError {
  readonly code = 'OWN_KEY';
  override readonly status = 409;

  constructor(lookup: string) {
    super(`${lookup} is the key that this request came with`, {
      actions: ['Create another key with the scope admin and revoke this one with it'],
    });
  }
}
