import { Construct } from 'constructs';
import { givenParameter } from './given-parameter.ts';
import type { KafkaAccess } from './kafka-access.ts';

/** Parameters that say where functions find LocalStack, and what stands beside it: given once, to this stack, for all. */
export class GivenEndpoints extends Construct {
  readonly kafka: KafkaAccess;
  readonly localStackUrl: string;
  /** Variables of a function that asks Lambda. */
  readonly lambdaVariables: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.kafka = {
      bootstrapServers: givenParameter(this, 'KafkaBootstrapServers', {
        description: 'Kafka brokers as functions reach them, without TLS: host:port, several separated by commas',
        allowedPattern: '[^\\s,:]+:\\d+(,[^\\s,:]+:\\d+)*',
      }),
      securityProtocol: 'PLAINTEXT',
    };
    this.localStackUrl = givenParameter(this, 'LocalStackUrl', {
      description: 'LocalStack as both functions and clients reach it: http://host:port, nothing behind it',
      allowedPattern: 'https?://[^\\s/]+',
    });
    this.lambdaVariables = {
      AWS_ENDPOINT_URL_LAMBDA: givenParameter(this, 'LambdaEndpoint', {
        description:
          "Lambda's API as functions reach it, with the event sources of Kafka in it. Empty is LocalStack's own, which has none: no consumer is listed or switched then",
        allowedPattern: '(https?://\\S+)?',
        default: '',
      }),
    };
  }
}
