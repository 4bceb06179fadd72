import type { Stack } from 'aws-cdk-lib';
import { ingestFunction, ingestionPartition } from '../../functions/contracts/grid/ingestion.ts';
import { FlowFunction } from '../constructs/flow-function.ts';
import { Route } from '../constructs/route.ts';
import { type AdministrationProps, listMappings } from './consumer-administration.ts';

const path = '/v1/admin/ingestion';

/** Shows and changes what ingestion is told, and has it run once. */
export const addIngestionAdministration = (stack: Stack, props: AdministrationProps): void => {
  const { routes, config } = props;
  const show = addFunction(stack, props, 'platform-show-ingestion', 'Tells what ingestion is told and has counted', {
    KAFKA_CLUSTER_ARN: props.cluster.clusterArn,
    ...props.lambdaVariables,
  });
  show.allow(listMappings);
  new Route(stack, { routes, method: 'GET', path, function: show });

  const change = addFunction(stack, props, 'platform-change-ingestion', 'Replaces what ingestion is told');
  config.grantPartition(change, ingestionPartition, 'PutItem');
  new Route(stack, { routes, method: 'PUT', path, function: change });

  const run = addFunction(stack, props, 'platform-run-ingestion', 'Has ingestion run once', {
    INGEST_FUNCTION: ingestFunction,
    ...props.lambdaVariables,
  });
  run.allow({
    actions: ['lambda:InvokeFunction'],
    resources: [`arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${ingestFunction}`],
  });
  new Route(stack, { routes, method: 'POST', path, function: run });
};

const addFunction = (
  stack: Stack,
  { bundles, config }: AdministrationProps,
  name: string,
  description: string,
  environment: Readonly<Record<string, string>> = {},
): FlowFunction => {
  const added = new FlowFunction(stack, name, {
    bundle: bundles.named(name),
    description,
    memoryMb: 256,
    timeoutSeconds: 29,
    environment: { CONFIG_TABLE: config.tableName, ...environment },
  });
  config.grant(added, 'GetItem');
  return added;
};
