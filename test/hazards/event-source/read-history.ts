import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import type { KafkaBroker } from '../../kafka-broker.ts';
import { type Generation, type History, LedgerLine, PollerLine } from './history.ts';
import { readGroupHistory, type TimedGroupRecord } from './read-group-history.ts';

export interface HistoryPlaces {
  readonly broker: KafkaBroker;
  readonly topic: string;
  readonly groupId: string;
  readonly ledgerFile: string;
  readonly logFile: string;
}

/** What handlers, pollers and the broker wrote down of a run. */
export const readHistory = async ({
  broker,
  topic,
  groupId,
  ledgerFile,
  logFile,
}: HistoryPlaces): Promise<Omit<History, 'acknowledged' | 'disturbances'>> => {
  const recorded = await readGroupHistory(broker.kafka, groupId);
  return {
    ledger: await readLines(ledgerFile, LedgerLine),
    log: await readLines(logFile, PollerLine),
    commits: recorded.filter((record) => record.kind === 'commit'),
    generations: recorded.filter((record) => record.kind === 'generation').map((record) => toGeneration(record, topic)),
  };
};

const toGeneration = (
  { atMs, members }: Extract<TimedGroupRecord, { kind: 'generation' }>,
  topic: string,
): Generation => ({
  atMs,
  owners: new Map(
    members.flatMap(({ memberId, assignment }) => (assignment[topic] ?? []).map((each) => [each, memberId] as const)),
  ),
});

/** A line that a kill cut off is none. */
const readLines = async <Line>(file: string, schema: z.ZodType<Line>): Promise<Line[]> => {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line) => {
    try {
      return [schema.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
};
