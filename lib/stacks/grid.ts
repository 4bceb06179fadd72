import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { deadLetterTopicOf } from '../../functions/contracts/dead-letter.ts';
import { consumerFunction, consumerGroup, type GridConsumers } from '../../functions/contracts/grid/consumer.ts';
import { ingestFunction, ingestionPartition } from '../../functions/contracts/grid/ingestion.ts';
import { type GridTopic, readingsTopic, topics } from '../../functions/contracts/grid/topics.ts';
import { Consumer } from '../constructs/consumer.ts';
import { ConsumerAlarms } from '../constructs/consumer-alarms.ts';
import { Dashboard } from '../constructs/dashboard.ts';
import { FlowFunction, type FlowFunctionProps } from '../constructs/flow-function.ts';
import { FlowTable } from '../constructs/flow-table.ts';
import type { HandlerBundles } from '../constructs/handler-bundles.ts';
import { Route } from '../constructs/route.ts';
import { RouteTree } from '../constructs/route-tree.ts';
import { Schedule } from '../constructs/schedule.ts';
import { Topic } from '../constructs/topic.ts';
import { accessTables, grantAccessTables } from './access-tables.ts';
import { addReadingCutover } from './cutover-administration.ts';
import type { PlatformStack } from './platform.ts';

export interface GridProps extends StackProps {
  readonly platform: PlatformStack;
  readonly bundles: HandlerBundles;
  readonly consumers: GridConsumers;
  /** Whether what was stored outlives the stack. */
  readonly keepsData: boolean;
}

/** A topic and the one for its records that nobody could process. */
interface Channel<Name extends string> {
  readonly name: Name;
  readonly topic: Topic;
  readonly deadLetters: Topic;
}

/** The electricity market's data: accepted over HTTP, carried by Kafka, stored by consumers that know nothing of each other. */
export class GridStack extends Stack {
  readonly #platform: PlatformStack;
  readonly #bundles: HandlerBundles;
  readonly #keepsData: boolean;

  constructor(scope: Construct, id: string, { platform, bundles, consumers, keepsData, ...props }: GridProps) {
    super(scope, id, props);
    this.#platform = platform;
    this.#bundles = bundles;
    this.#keepsData = keepsData;

    const routes = new RouteTree(this, 'Routes', platform.api);
    const dispatch = this.#channel(topics.marketDispatch);
    const weather = this.#channel(topics.weatherObservations);
    const events = new FlowTable(this, 'grid-events', { keepsItems: keepsData });
    const aggregates = new FlowTable(this, 'grid-aggregates', { keepsItems: keepsData });

    const acceptDispatch = this.#accept('grid-accept-dispatch', dispatch.topic);
    const acceptWeather = this.#accept('grid-accept-weather', weather.topic);
    new Route(this, { routes, method: 'POST', path: '/v1/market/dispatch', function: acceptDispatch });
    new Route(this, { routes, method: 'POST', path: '/v1/weather/observations', function: acceptWeather });

    const listDispatch = this.#query('grid-list-dispatch', { EVENTS_TABLE: events });
    const listWeather = this.#query('grid-list-weather', { EVENTS_TABLE: events });
    const stats = this.#query('grid-stats', { AGGREGATES_TABLE: aggregates });
    new Route(this, { routes, method: 'GET', path: '/v1/market/dispatch', function: listDispatch });
    new Route(this, { routes, method: 'GET', path: '/v1/weather/observations', function: listWeather });
    new Route(this, { routes, method: 'GET', path: '/v1/stats', function: stats });

    for (const { name } of consumers) this.#consume(name, [dispatch, weather], events, aggregates);

    const readings = addReadingCutover(this, {
      platform,
      bundles,
      routes,
      keepsData,
      readings: this.#channel(readingsTopic),
      observations: weather.topic,
      events,
    });
    new ConsumerAlarms(this, readings);

    const ingest = this.#function(ingestFunction, {
      description: 'Posts the market data of the last interval to the API',
      memoryMb: 256,
      timeoutSeconds: 60,
      environment: { CONFIG_TABLE: platform.config.tableName, API_URL: platform.api.url },
    });
    platform.config.grant(ingest, 'GetItem');
    platform.config.grantPartition(ingest, ingestionPartition, 'UpdateItem');
    new Schedule(this, 'Ingestion', { function: ingest, everyMinutes: 5 });

    new Dashboard(this, 'Dashboard', {
      flow: 'grid',
      clusterName: platform.cluster.clusterName,
      api: platform.api,
      groupPrefix: 'grid-',
      counts: { 'The source and its fallback': ['SourceCalls', 'SourceFailures', 'SourceFallbacks'] },
    });
  }

  #channel<Name extends string>(topicName: Name): Channel<Name> {
    const common = { cluster: this.#platform.cluster, retentionDays: 7, keepsRecords: this.#keepsData };
    return {
      name: topicName,
      topic: new Topic(this, { ...common, topicName, partitions: 3 }),
      deadLetters: new Topic(this, { ...common, topicName: deadLetterTopicOf(topicName), partitions: 1 }),
    };
  }

  #accept(name: string, topic: Topic): FlowFunction {
    const accept = this.#function(name, {
      description: `Puts what is posted on ${topic.topicName}`,
      memoryMb: 512,
      timeoutSeconds: 15,
      kafka: this.#platform.kafka,
      environment: accessTables(this.#platform),
    });
    grantAccessTables(accept, this.#platform);
    accept.grantProduce(topic);
    return accept;
  }

  #query(name: string, tables: Readonly<Record<string, FlowTable>>): FlowFunction {
    const query = this.#function(name, {
      description: 'Answers from what the consumers stored',
      memoryMb: 256,
      timeoutSeconds: 10,
      environment: {
        ...accessTables(this.#platform),
        ...Object.fromEntries(Object.entries(tables).map(([variable, table]) => [variable, table.tableName])),
      },
    });
    grantAccessTables(query, this.#platform);
    for (const table of Object.values(tables)) table.grant(query, 'Query');
    return query;
  }

  #consume(consumer: string, channels: readonly Channel<GridTopic>[], events: FlowTable, aggregates: FlowTable): void {
    const consume = this.#function(consumerFunction(consumer), {
      bundle: this.#bundles.named('grid-consume'),
      description: `Stores events and aggregates for ${consumer}`,
      memoryMb: 512,
      timeoutSeconds: 60,
      kafka: this.#platform.kafka,
      environment: {
        CONSUMER: consumer,
        CONFIG_TABLE: this.#platform.config.tableName,
        EVENTS_TABLE: events.tableName,
        AGGREGATES_TABLE: aggregates.tableName,
      },
    });
    this.#platform.config.grant(consume, 'GetItem');
    events.grant(consume, 'BatchGetItem', 'PutItem');
    aggregates.grant(consume, 'BatchGetItem', 'PutItem');
    for (const { name, topic, deadLetters } of channels) {
      consume.grantProduce(deadLetters);
      const consumerOfTopic = new Consumer(this, {
        function: consume,
        topic,
        group: consumerGroup(consumer, name),
        startingPosition: 'TRIM_HORIZON',
        pollers: { minimum: 1, maximum: topic.partitions, group: 'sluice-grid' },
        batchSize: 100,
        batchWindowSeconds: 0,
        retryAttempts: 5,
        reportBatchItemFailures: true,
        failureDestination: deadLetters,
      });
      new ConsumerAlarms(this, consumerOfTopic);
    }
  }

  #function(
    name: string,
    props: Omit<FlowFunctionProps, 'bundle'> & { bundle?: FlowFunctionProps['bundle'] },
  ): FlowFunction {
    return new FlowFunction(this, name, { bundle: props.bundle ?? this.#bundles.named(name), ...props });
  }
}
