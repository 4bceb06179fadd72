import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { deadLetterTopicOf } from '../../functions/contracts/dead-letter.ts';
import { orderSettingsAddress } from '../../functions/contracts/orders/order-settings.ts';
import { orderFunction, orderGroup, topics } from '../../functions/contracts/orders/topics.ts';
import { Consumer } from '../constructs/consumer.ts';
import { ConsumerAlarms } from '../constructs/consumer-alarms.ts';
import { Dashboard } from '../constructs/dashboard.ts';
import type { DatabaseAccess } from '../constructs/database-access.ts';
import { FlowFunction, type FlowFunctionProps } from '../constructs/flow-function.ts';
import type { HandlerBundles } from '../constructs/handler-bundles.ts';
import { Route, type RouteProps } from '../constructs/route.ts';
import { RouteTree } from '../constructs/route-tree.ts';
import { Topic } from '../constructs/topic.ts';
import type { PlatformStack } from './platform.ts';

export interface OrdersProps extends StackProps {
  readonly platform: PlatformStack;
  readonly database: DatabaseAccess;
  readonly bundles: HandlerBundles;
  /** Whether what was stored outlives the stack. */
  readonly keepsData: boolean;
  /** Whether the flow's tables can be emptied by a request. */
  readonly isDemo: boolean;
}

type Endpoint = readonly [method: RouteProps['method'], path: RouteProps['path']];

/** The beginning of every producer's transactional id. */
const transactionalIds = 'orders-';

/** Orders: accepted in Kafka transactions, given their effects in database transactions, in a delivery mode that is switched live. */
export class OrdersStack extends Stack {
  readonly #platform: PlatformStack;
  readonly #database: DatabaseAccess;
  readonly #bundles: HandlerBundles;
  readonly #keepsData: boolean;
  readonly #routes: RouteTree;

  constructor(scope: Construct, id: string, { platform, database, bundles, keepsData, isDemo, ...props }: OrdersProps) {
    super(scope, id, props);
    this.#platform = platform;
    this.#database = database;
    this.#bundles = bundles;
    this.#keepsData = keepsData;
    this.#routes = new RouteTree(this, 'Routes', platform.api);

    const orders = this.#topic(topics.orders, 3);
    const results = this.#topic(topics.orderResults, 3);
    const deadLetters = this.#topic(deadLetterTopicOf(topics.orders), 1);

    this.#produce('orders-accept', orders, 'Puts an order on its topic', ['POST', '/v1/orders']);
    this.#produce('orders-accept-batch', orders, 'Puts orders on their topic, all or none', [
      'POST',
      '/v1/orders/batch',
    ]);
    this.#produce('orders-duplicate', orders, 'Puts one order on its topic several times', [
      'POST',
      '/v1/orders/duplicates',
    ]);
    this.#process(orders, results, deadLetters);

    this.#query('orders-list', 'Lists the newest orders', ['GET', '/v1/orders']);
    this.#query('orders-show', 'Tells what became of an order', ['GET', '/v1/orders/{id}']);
    this.#query(
      'orders-stats',
      'Counts orders and their effects',
      ['GET', '/v1/orders/stats'],
      ['GET', '/v1/orders/stats/duplicates'],
    );
    if (isDemo) this.#query('orders-reset', "Empties the flow's tables", ['POST', '/v1/orders/reset']);
    this.#configure();

    new Dashboard(this, 'Dashboard', {
      flow: 'orders',
      clusterName: platform.cluster.clusterName,
      api: platform.api,
      groupPrefix: orderGroup,
      counts: {
        Orders: ['OrdersProduced', 'OrdersProcessed', 'OrdersDuplicate', 'OrdersFailed'],
        'Transactions of producers': ['TransactionsCommitted', 'TransactionsAborted'],
      },
    });
  }

  #topic(topicName: string, partitions: number): Topic {
    const { cluster } = this.#platform;
    return new Topic(this, { cluster, topicName, partitions, retentionDays: 7, keepsRecords: this.#keepsData });
  }

  #produce(name: string, topic: Topic, description: string, endpoint: Endpoint): void {
    const produce = this.#function(name, {
      description,
      memoryMb: 512,
      timeoutSeconds: 15,
      kafka: this.#platform.kafka,
      environment: { LIMITS_TABLE: this.#platform.limits.tableName },
    });
    this.#platform.limits.grant(produce, 'UpdateItem');
    this.#grantSettings(produce);
    produce.grantTransactions(topic, transactionalIds);
    this.#route(produce, endpoint);
  }

  #process(orders: Topic, results: Topic, deadLetters: Topic): void {
    const process = this.#function(orderFunction, {
      description: 'Gives orders their effects in the database',
      memoryMb: 512,
      timeoutSeconds: 60,
      kafka: this.#platform.kafka,
      database: this.#database,
    });
    this.#grantSettings(process);
    process.grantProduce(results);
    const consumer = new Consumer(this, {
      function: process,
      topic: orders,
      group: orderGroup,
      startingPosition: 'TRIM_HORIZON',
      pollers: { minimum: 1, maximum: orders.partitions, group: 'sluice-orders' },
      batchSize: 100,
      batchWindowSeconds: 0,
      retryAttempts: 10,
      reportBatchItemFailures: true,
      failureDestination: deadLetters,
    });
    new ConsumerAlarms(this, consumer);
  }

  #query(name: string, description: string, ...endpoints: Endpoint[]): void {
    const query = this.#function(name, {
      description,
      memoryMb: 256,
      timeoutSeconds: 15,
      database: this.#database,
    });
    this.#route(query, ...endpoints);
  }

  #configure(): void {
    const size = { memoryMb: 256, timeoutSeconds: 10 };
    const semantics = this.#function('orders-semantics', { ...size, description: 'Tells what the modes guarantee' });
    this.#route(semantics, ['GET', '/v1/orders/semantics']);

    const config = this.#function('orders-config', {
      ...size,
      description: 'Tells and changes how orders are handled',
    });
    this.#grantSettings(config);
    this.#route(config, ['GET', '/v1/orders/config'], ['PATCH', '/v1/orders/config']);
  }

  /** Settings are changed by requests, and charges of crashes spent by whoever crashes. */
  #grantSettings(target: FlowFunction): void {
    this.#platform.config.grantPartition(target, orderSettingsAddress.pk, 'UpdateItem');
  }

  #route(target: FlowFunction, ...endpoints: Endpoint[]): void {
    for (const [method, path] of endpoints) {
      new Route(this, { routes: this.#routes, method, path, function: target });
    }
  }

  #function(name: string, { environment, ...props }: Omit<FlowFunctionProps, 'bundle'>): FlowFunction {
    const { config } = this.#platform;
    const made = new FlowFunction(this, name, {
      ...props,
      bundle: this.#bundles.named(name),
      environment: { CONFIG_TABLE: config.tableName, ...environment },
    });
    config.grant(made, 'GetItem');
    return made;
  }
}
