import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { MSKEvent } from 'aws-lambda';
import fc from 'fast-check';
import { CrashPoint } from '../../../functions/contracts/orders/crash-point.ts';
import { DeliveryMode } from '../../../functions/contracts/orders/delivery-mode.ts';
import { countExpectedEffects, deliverySemantics } from '../../../functions/contracts/orders/delivery-semantics.ts';
import type { OrderResult } from '../../../functions/contracts/orders/order-result-v1.ts';
import {
  OrderSettings,
  type OrderSettingsChange,
  orderSettingsAddress,
} from '../../../functions/contracts/orders/order-settings.ts';
import type { Order } from '../../../functions/contracts/orders/order-v1.ts';
import { buildDatabase, type Database } from '../../../functions/kit/postgres/database.ts';
import { DatabaseUnavailableError } from '../../../functions/kit/postgres/database-errors.ts';
import { buildCrashPoints } from '../../../functions/orders/crashes/crash-points.ts';
import { processBatch } from '../../../functions/orders/processing/process-batch.ts';
import { changeSettings } from '../../../functions/orders/settings/change-settings.ts';
import { orders as migration } from '../../../functions/platform/migrations/0001-orders.ts';
import { type PostgresServer, startPostgres } from '../../postgres-server.ts';
import { type DynamoDbTables, startDynamoDb } from '../fixtures/dynamodb-tables.ts';
import { order, orderBatch, orders } from '../fixtures/orders.ts';

class Killed extends Error {}

let postgres: PostgresServer;
let dynamoDb: DynamoDbTables;
let table: string;
beforeAll(async () => {
  [postgres, dynamoDb] = await Promise.all([startPostgres(), startDynamoDb()]);
  table = await dynamoDb.create();
  await postgres.query(migration.sql);
}, 60_000);
afterAll(() => Promise.all([postgres[Symbol.asyncDispose](), dynamoDb[Symbol.asyncDispose]()]));

const set = (change: OrderSettingsChange) => changeSettings(dynamoDb.client, table, change);
const settingsNow = async () => {
  const { Item } = await dynamoDb.client.send(
    new GetCommand({ TableName: table, Key: orderSettingsAddress, ConsistentRead: true }),
  );
  return OrderSettings.parse(Item ?? {});
};

const tables = 'processed_messages, orders, order_effects, processing_log';
let database: Database;
beforeEach(async () => {
  await postgres.terminateConnections();
  database = buildDatabase(postgres.environment);
  await postgres.query(`TRUNCATE ${tables}`);
  await set({ delivery_mode: 'exactly-once', failure_rate: 0, crash: null });
});

/** An execution environment: it ends at a crash, which here is an error that passes everything. */
const deliver = async (batch: MSKEvent, random?: () => number) => {
  const settings = await settingsNow();
  const results: OrderResult[] = [];
  const crashes = buildCrashPoints(dynamoDb.client, table, () => {
    throw new Killed();
  });
  const append = async (events: readonly OrderResult[]) => {
    results.push(...events);
    return [];
  };
  const attempt = { mode: settings.delivery_mode, environmentId: 'environment-1', invocationId: 'invocation-1' };
  const answer = await processBatch(batch, { database, crashes, results: { append } }, settings, attempt, random);
  return { answer, results };
};

/** Delivers until nothing is left to do, as an event source does. */
const deliverUntilDone = async (batch: MSKEvent): Promise<number> => {
  for (let crashes = 0; ; crashes += 1) {
    try {
      await deliver(batch);
      return crashes;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
};

const ledger = async () =>
  (await postgres.query<{ order_id: string }>('SELECT order_id FROM order_effects ORDER BY id')).map(
    ({ order_id }) => order_id,
  );
const steps = async () =>
  (
    await postgres.query<{ told: string }>(
      "SELECT coalesce(order_id, '') || ' ' || step AS told FROM processing_log ORDER BY id",
    )
  ).map(({ told }) => told);

/** Differences between the read model and what the ledger adds up to; none where it is a fold of it. */
const foldDifferences = () =>
  postgres.query(`
    SELECT * FROM (
      SELECT order_id, count(*)::int AS effects, sum(total_amount) AS charged_amount, min(customer_id) AS customer_id
      FROM order_effects GROUP BY order_id
    ) AS fold
    FULL JOIN orders USING (order_id)
    WHERE fold.effects IS DISTINCT FROM orders.effects
      OR fold.charged_amount IS DISTINCT FROM orders.charged_amount
      OR fold.customer_id IS DISTINCT FROM orders.customer_id`);

describe.each(DeliveryMode.options)('%s', (mode) => {
  test.each(CrashPoint.options)('a crash at %s does what the table of semantics says, once', async (point) => {
    await set({ delivery_mode: mode, crash: { point, charges: 1, after_records: 4 } });
    const cell = deliverySemantics.crashes.find((each) => each.mode === mode && each.point === point);

    const crashes = await deliverUntilDone(orderBatch(orders(10)));

    // The consumer has no instruction at while-producing.
    expect(crashes).toBe(point === 'while-producing' ? 0 : 1);
    expect((await settingsNow()).crash?.charges).toBe(point === 'while-producing' ? 1 : 0);
    expect(await ledger()).toHaveLength(
      countExpectedEffects(cell ?? { outcome: 'neither', affected: 'none' }, { orders: 10, afterRecords: 4 }),
    );
    expect(await foldDifferences()).toEqual([]);
  });

  test('without a crash every order has one effect, in order, however often it was sent', async () => {
    await set({ delivery_mode: mode });
    const [a = order(), b = order(), c = order()] = orders(3);

    const first = await deliver(orderBatch([a, b, a]));
    const second = await deliver(orderBatch([b, c], 3));

    expect(await ledger()).toEqual(['order-0', 'order-1', 'order-2']);
    expect(first.results.map(({ order_id, outcome }) => `${order_id} ${outcome}`)).toEqual([
      'order-0 processed',
      'order-1 processed',
      'order-0 duplicate',
    ]);
    expect(second.results.map(({ outcome }) => outcome)).toEqual(['processed', 'duplicate']);
    expect((await steps()).filter((told) => told.endsWith('duplicate'))).toEqual([
      'order-0 duplicate',
      'order-1 duplicate',
    ]);
  });
});

test('as many crashes happen as there are charges, over environments that try at once', async () => {
  await set({ crash: { point: 'before-write', charges: 3, after_records: 1 } });

  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) => deliver(orderBatch([order({ order_id: `parallel-${n}` })], n))),
  );

  expect(outcomes.filter((each) => each.status === 'rejected' && each.reason instanceof Killed)).toHaveLength(3);
  expect((await settingsNow()).crash?.charges).toBe(0);
});

test('a poison record and what follows it are delivered again; everything before it is done', async () => {
  const [a = order(), b = order()] = orders(2);

  const { answer } = await deliver(orderBatch([a, '{"order_id":"\\u0000"}', b], 5));

  expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier.offset)).toEqual([6, 7]);
  expect(await ledger()).toEqual(['order-0']);
  expect(await steps()).toEqual(['order-0 received', 'order-0 processed', ' failed']);
});

test('an order that is told to fail is named for redelivery and takes effect then', async () => {
  await set({ failure_rate: 0.5 });
  const draws = [0.9, 0.1, 0.9];
  const batch = orderBatch(orders(3));

  const { answer } = await deliver(batch, () => draws.shift() ?? 1);
  expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier.offset)).toEqual([1, 2]);
  expect(await ledger()).toEqual(['order-0']);
  await set({ failure_rate: 0 });
  await deliver(batch);

  expect(await ledger()).toEqual(['order-0', 'order-1', 'order-2']);
});

test('a total too long for a float is stored to the cent', async () => {
  const items = [{ name: 'Turbine', quantity: 9_999, price: '9999999.99' }];

  await deliver(orderBatch([order({ items, total_amount: '99989999900.01' })]));

  expect(await postgres.query('SELECT total_amount, items FROM order_effects')).toEqual([
    { total_amount: '99989999900.01', items },
  ]);
});

test('connections ended at any moment leave exactly one effect of each order', async () => {
  let stopped = false;
  const terminating = (async () => {
    while (!stopped) {
      await postgres.terminateConnections();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
    }
  })();
  const batches = Array.from({ length: 30 }, (_, n) => orderBatch(orders(20, `batch-${n}`), n * 20));

  for (const batch of batches) {
    for (let done = false; !done; ) {
      done = await deliver(batch).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(DatabaseUnavailableError);
          return false;
        },
      );
    }
  }
  stopped = true;
  await terminating;

  const effects = await ledger();
  expect(effects).toHaveLength(600);
  expect(new Set(effects).size).toBe(600);
  expect(await foldDifferences()).toEqual([]);
});

test('a server killed in mid-flight and begun again leaves exactly one effect of each order', async () => {
  database = buildDatabase(postgres.environment, { connectDeadlineMs: 10_000 });
  const batches = Array.from({ length: 40 }, (_, n) => orderBatch(orders(20, `batch-${n}`), n * 20));
  const delivering = (async () => {
    for (const batch of batches)
      while (
        !(await deliver(batch).then(
          () => true,
          () => false,
        ))
      );
  })();

  await new Promise((resolve) => setTimeout(resolve, 60));
  const before = (await ledger()).length;
  await postgres.kill();
  await postgres.restart();
  await delivering;

  const effects = await ledger();
  expect(before).toBeLessThan(800);
  expect(effects).toHaveLength(800);
  expect(new Set(effects).size).toBe(800);
}, 60_000);

test('whatever is delivered, crashed and delivered again, the read model is the fold of the ledger, one effect each', async () => {
  const id = fc.integer({ min: 0, max: 12 }).map((n) => `order-${n}`);
  const delivery = fc.record({
    ids: fc.array(id, { minLength: 1, maxLength: 20 }),
    crash: fc.option(fc.constantFrom(...CrashPoint.options.filter((point) => point !== 'while-producing'))),
    after: fc.integer({ min: 1, max: 8 }),
  });

  await fc.assert(
    fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 6 }), async (deliveries) => {
      await postgres.query(`TRUNCATE ${tables}`);
      const sent: Order[] = [];
      for (const { ids, crash, after } of deliveries) {
        await set({ crash: crash === null ? null : { point: crash, charges: 1, after_records: after } });
        const batch = ids.map((order_id) => order({ order_id }));
        await deliverUntilDone(orderBatch(batch, sent.length));
        sent.push(...batch);
      }

      expect((await ledger()).toSorted()).toEqual([...new Set(sent.map(({ order_id }) => order_id))].toSorted());
      expect(await foldDifferences()).toEqual([]);
    }),
    { numRuns: 15 },
  );
}, 60_000);
