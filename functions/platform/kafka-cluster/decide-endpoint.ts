import type { GetBootstrapBrokersCommandOutput } from '@aws-sdk/client-kafka';
import { FunctionError } from '../../kit/function-error.ts';

class NoUsableListenerError extends FunctionError {
  readonly code = 'NO_USABLE_LISTENER';
}

/** The cluster's listener that functions use: IAM where the cluster has it, else plain text. */
export const decideEndpoint = (
  brokers: Pick<GetBootstrapBrokersCommandOutput, 'BootstrapBrokerStringSaslIam' | 'BootstrapBrokerString'>,
): { BootstrapServers: string; SecurityProtocol: 'SASL_IAM' | 'PLAINTEXT' } => {
  if (brokers.BootstrapBrokerStringSaslIam) {
    return { BootstrapServers: brokers.BootstrapBrokerStringSaslIam, SecurityProtocol: 'SASL_IAM' };
  }
  if (brokers.BootstrapBrokerString) {
    return { BootstrapServers: brokers.BootstrapBrokerString, SecurityProtocol: 'PLAINTEXT' };
  }
  throw new NoUsableListenerError('The cluster has neither an IAM nor a plain-text listener', {
    actions: ["Allow IAM authentication in the cluster's client authentication"],
  });
};
