/**
 * The floor: what the grid flow costs without a gateway, a Lambda host and an event source of ours. One plain Node process
 * with the same clients, the same topic settings and the same store operations: the limiter's update, the idempotent append, the
 * consumer's read and transaction. Speaks JSON over Node's IPC channel.
 */

import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { MarketDispatchEvent, MarketDispatchInput } from '../../functions/contracts/grid/market-dispatch-event-v1.ts';
import { kafkaHeaders } from '../../functions/contracts/kafka-headers.ts';
import { type AcceptedEvent, toGridRecord } from '../../functions/grid/acceptance/to-grid-record.ts';
import { decideChunks } from '../../functions/grid/ledger/decide-chunks.ts';
import { buildLedger } from '../../functions/grid/ledger/ledger.ts';
import { epochMs } from '../../functions/kit/clock.ts';
import { buildConfigReader } from '../../functions/kit/config-reader.ts';
import { buildDocumentClient } from '../../functions/kit/document-client.ts';
import { buildKafka } from '../../functions/kit/kafka/kafka-client.ts';
import { buildTopicProducer } from '../../functions/kit/kafka/topic-producer.ts';
import { buildRateLimiter } from '../../functions/kit/rate-limit/rate-limiter.ts';

const [topic = '', consumerName = ''] = process.argv.slice(2);
const Events = z.array(MarketDispatchInput);

const documents = buildDocumentClient();
const limiter = buildRateLimiter(documents, 'sluice-limits', buildConfigReader(documents, 'sluice-config'));
const kafka = buildKafka(process.env);
const producer = buildTopicProducer<AcceptedEvent<MarketDispatchEvent>>(kafka, topic, toGridRecord);
const ledger = buildLedger(documents, { events: 'grid-events', aggregates: 'grid-aggregates' }, consumerName);
const latenciesMs: number[] = [];

const consumer = kafka.consumer({ groupId: consumerName, maxWaitTimeInMs: 100, readUncommitted: false });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await consumer.run({
  eachBatchAutoResolve: false,
  partitionsConsumedConcurrently: 3,
  eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary, heartbeat }) => {
    const records = batch.messages.map((message) => ({
      event: MarketDispatchEvent.parse(JSON.parse(String(message.value))),
      createdMs: Number(String(message.headers?.[kafkaHeaders.createdAt])),
      origin: `${topic}-${batch.partition}@${message.offset}`,
    }));
    for (const chunk of decideChunks(records)) {
      const { storedIds, storedMs } = await ledger.store(chunk);
      for (const { event, createdMs } of chunk)
        if (storedIds.has(event.event_id)) latenciesMs.push(storedMs - createdMs);
    }
    resolveOffset(batch.lastOffset());
    await commitOffsetsIfNecessary();
    await heartbeat();
  },
});

const server = createServer((request, response) => {
  const receivedMs = epochMs();
  const accept = async (): Promise<void> => {
    const items = Events.parse(await json(request));
    await limiter.admit('demo', '/v1/market/dispatch');
    const known = { ingestion_time: new Date(receivedMs).toISOString(), correlation_id: crypto.randomUUID() };
    await producer.append(
      items.map((item) => ({ event: { event_type: 'MarketDispatchEvent' as const, ...known, ...item }, receivedMs })),
    );
    response
      .writeHead(202, { 'content-type': 'application/json' })
      .end(JSON.stringify({ data: { accepted: items.map(({ event_id }) => event_id) } }));
  };
  accept().catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});

process.on('message', () => {
  process.send?.({ latenciesMs: latenciesMs.splice(0) });
});
process.on('disconnect', () => process.exit());
