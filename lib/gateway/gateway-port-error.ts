import { SluiceError } from '../foundation/sluice-error.ts';

interface PortFault {
  readonly code: 'GATEWAY_PORT_IN_USE' | 'GATEWAY_PORT_FORBIDDEN';
  readonly message: string;
  readonly actions: readonly string[];
  readonly cause: unknown;
}

/** The gateway could not listen on the port that it was given. */
export class GatewayPortError extends SluiceError {
  readonly code: PortFault['code'];

  constructor({ code, message, actions, cause }: PortFault) {
    super(message, { cause, actions });
    this.code = code;
  }
}
