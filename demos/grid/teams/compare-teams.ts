import { readCanonical, toCanonicalValues } from './canonical.ts';
import { type AspectRow, compareOutputs, type TeamOutput } from './compare-outputs.ts';
import { runTeamA } from './team-a.ts';
import { runTeamB } from './team-b.ts';
import { countCalls, type WeatherSource } from './weather-source.ts';

/** Two teams' outputs of the same recorded day, side by side. */
export interface SideBySide {
  /** Counted at the source. */
  readonly sourceCalls: number;
  readonly rows: readonly AspectRow[];
}

export interface TeamComparison {
  /** Each team has a pipeline of its own. */
  readonly before: SideBySide;
  /** One ingestion, and both teams read the canonical events. */
  readonly after: SideBySide;
}

/** Runs both arrangements over one source and compares what the two teams get, reading by reading. */
export const compareTeams = async (source: WeatherSource, ingestionTime: string): Promise<TeamComparison> => {
  const own = countCalls(source);
  const teamA = { ...teamAFields, readings: runTeamA(await own.source.readDay()).map((each) => ({ ...each })) };
  const teamB = { ...teamBFields, readings: runTeamB(await own.source.readDay()).map((each) => ({ ...each })) };

  const shared = countCalls(source);
  const values = toCanonicalValues(await shared.source.readDay(), ingestionTime);
  const readByA = { ...canonicalFields, team: 'Team A', readings: readCanonical(values).map((each) => ({ ...each })) };
  const readByB = { ...canonicalFields, team: 'Team B', readings: readCanonical(values).map((each) => ({ ...each })) };

  return {
    before: { sourceCalls: own.calls(), rows: compareOutputs(teamA, teamB) },
    after: { sourceCalls: shared.calls(), rows: compareOutputs(readByA, readByB) },
  };
};

type Described = Omit<TeamOutput, 'readings'>;

const teamAFields: Described = {
  team: 'Team A',
  fields: {
    region: { name: 'region_id', unit: 'market region' },
    temperature: { name: 'temperature_celsius', unit: '°C' },
    timestamp: { name: 'observed_at', unit: 'seconds since 1970, UTC' },
  },
};

const teamBFields: Described = {
  team: 'Team B',
  fields: {
    region: { name: 'region', unit: 'state' },
    temperature: { name: 'temp_c', unit: '°F' },
    timestamp: { name: 'time', unit: 'local text without offset' },
  },
};

const canonicalFields: Pick<TeamOutput, 'fields'> = {
  fields: {
    region: { name: 'region_id', unit: 'market region' },
    temperature: { name: 'temperature_celsius', unit: '°C' },
    timestamp: { name: 'event_time', unit: 'ISO 8601 with offset' },
  },
};
