import { CfnParameter, type CfnParameterProps, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const parameters = {
  KafkaBootstrapServers: {
    description: 'Kafka brokers as functions reach them, without TLS: host:port, several separated by commas',
    allowedPattern: '[^\\s,:]+:\\d+(,[^\\s,:]+:\\d+)*',
  },
  DatabaseHost: { description: 'Host of PostgreSQL as functions reach it' },
  DatabasePort: { description: 'Port of PostgreSQL', default: '5432' },
  DatabaseName: { description: 'A database that exists', default: 'sluice' },
  DatabaseUser: {
    description: 'A user who exists, is let in without a password, and may make tables in the database',
    default: 'sluice',
  },
  LocalStackUrl: {
    description: 'LocalStack as both functions and clients reach it: http://host:port, nothing behind it',
    allowedPattern: 'https?://[^\\s/]+',
  },
  LambdaEndpoint: {
    description:
      "Lambda's API as functions reach it, with the event sources of Kafka in it; empty: LocalStack's own, which has none",
    allowedPattern: '(https?://\\S+)?',
    default: '',
  },
} as const satisfies Readonly<Record<string, CfnParameterProps>>;

/**
 * Where functions find LocalStack, and what stands beside it. Every stack has all of them, so that they are given without a stack's name;
 * a value that one stack exported would not reach the others when it changes (CloudFormation refuses that, LocalStack forgets it).
 */
export const addGivenParameters = (stack: Construct): void => {
  for (const [name, props] of Object.entries(parameters)) new CfnParameter(stack, name, props);
};

/** What was given to the stack in which it is used. */
export const given = (name: keyof typeof parameters): string => Fn.ref(name);
