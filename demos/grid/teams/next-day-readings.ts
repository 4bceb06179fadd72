import { WeatherReading } from '../../../functions/contracts/grid/weather-reading.ts';
import type { ReadingsClient } from './readings-client.ts';
import { runTeamA } from './team-a.ts';
import type { SourceAnswer } from './weather-source.ts';

const daySeconds = 86_400;

/** The recorded day as team A sends it, in order of time, moved by whole days to behind the newest reading that is stored. */
export const nextDayReadings = async (
  answers: readonly SourceAnswer[],
  client: Pick<ReadingsClient, 'read'>,
): Promise<WeatherReading[]> => {
  const recorded = runTeamA(answers).toSorted((left, right) => left.observed_at - right.observed_at);
  const [first] = recorded;
  const [newest] = (await client.read(1)).readings;
  const behindSeconds = newest === undefined || first === undefined ? 0 : newest.observed_at - first.observed_at;
  const days = behindSeconds < 0 || newest === undefined ? 0 : Math.floor(behindSeconds / daySeconds) + 1;
  return recorded.map((reading) =>
    WeatherReading.parse({ ...reading, observed_at: reading.observed_at + days * daySeconds }),
  );
};
