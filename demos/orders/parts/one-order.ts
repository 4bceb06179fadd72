import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { readOrder } from '../../../lib/cli/client/orders/order-calls.ts';
import { ordersAccessOf } from '../../../lib/cli/client/orders/orders-access.ts';
import { isSettled, readOrderTrails } from '../../../lib/cli/client/orders/read-order-ledger.ts';
import { readUntil } from '../../../lib/cli/client/read-until.ts';
import { toTraceLines } from '../../../lib/cli/client/trace-lines.ts';
import { buildOrder, nameRun } from '../build-order.ts';
import { postOrder } from '../post-orders.ts';

const consumer = 'orders-process';
const waitMs = 30_000;

/** One order from the gateway to the ledger. */
export const oneOrder: DemoPart = {
  name: 'order',
  title: 'One order followed from the gateway to the ledger',
  talkingPoints: [
    'The answer comes when the broker has committed the order’s transaction, not before.',
    'The ledger only ever grows, and nothing in it is unique: a second effect would be a second row.',
  ],
  backup: './sluice sql "SELECT * FROM order_effects ORDER BY id DESC LIMIT 1"',
  run: async ({ client, signal, print }) => {
    const access = ordersAccessOf(client);
    const order = buildOrder(nameRun('order'), 0);
    const correlationId = `demo-${crypto.randomUUID()}`;
    const { statusCode, data } = await postOrder({ ...access.client, signal }, order, {
      'X-Correlation-ID': correlationId,
    });
    await client.recordAcknowledged('orders', data === undefined ? [] : [data.order_id]);
    const trace = await client.readTrace(correlationId, waitMs);
    await readUntil(
      () => readOrderTrails(access.status, [order.order_id]),
      (trails) => trails.every(isSettled),
      waitMs,
    );
    const history = await readOrder(access, order.order_id);

    print(`   ${statusCode} ${JSON.stringify(data)}`);
    for (const line of toTraceLines(trace)) print(`   ${line}`);
    for (const { step, logged_at, environment_id } of history.steps)
      print(`   ${logged_at.slice(11, 23)} ${step} in environment ${environment_id.slice(0, 8)}`);

    return {
      assertions: [
        {
          title: 'the order is accepted with id, mode, trace and latency',
          holds: statusCode === 202 && data?.order_id === order.order_id && data.trace_id === correlationId,
          detail: `${statusCode}, ${data?.delivery_mode ?? 'no mode'}, ${data?.latency_ms ?? '–'} ms`,
        },
        {
          title: 'its trace reaches the consumer',
          holds: trace.consumers.includes(consumer),
          detail: `${trace.hops.map(({ where }) => where).join(' → ')} in ${trace.totalMs.toFixed(1)} ms`,
        },
        {
          title: 'it has one effect of its amount, and its marker',
          holds: history.marked && history.order?.effects === 1 && history.order.charged_amount === order.total_amount,
          detail: `${history.order?.effects ?? 0} effect(s), ${history.order?.charged_amount ?? '0'} charged`,
        },
      ],
      measured: { oneOrder: { accepted: data, trace } },
    };
  },
};
