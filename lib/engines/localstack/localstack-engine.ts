import type { Engine, EngineOptions } from '../engine.ts';
import { buildExternalEngine } from '../external-engine.ts';
import { parseEndpoint } from '../parse-endpoint.ts';
import type { LocalStackPlace } from './decide-place.ts';
import { buildDockerEngine } from './docker/docker-engine.ts';
import { buildHostModeEngine } from './host/host-mode-engine.ts';
import { probeLocalStack } from './probe-localstack.ts';

interface LocalStackOptions extends EngineOptions {
  /** Where the Lambda host listens that runs the functions of a LocalStack without Docker: a Unix socket. */
  readonly executorSocket: string;
}

export interface LocalStackEngine extends Engine {
  readonly place: LocalStackPlace;
}

/** LocalStack where it was decided to be: one that somebody runs, which is left running, or one of the instance's own. */
export const buildLocalStackEngine = (place: LocalStackPlace, options: LocalStackOptions): LocalStackEngine =>
  withPlace(place, buildAt(place, options));

const buildAt = (place: LocalStackPlace, options: LocalStackOptions): Engine => {
  switch (place.kind) {
    case 'given':
    case 'found':
      return buildExternalEngine({
        name: 'localstack',
        title: 'LocalStack',
        endpoint: parseEndpoint('localstack', place.address),
        probe: async (address) => {
          await probeLocalStack(address);
        },
      });
    case 'docker':
      return buildDockerEngine({ ...options, image: place.image });
    case 'host':
      return buildHostModeEngine(options);
  }
};

/** What an engine tells changes while it runs, so that its properties are asked each time. */
const withPlace = (place: LocalStackPlace, engine: Engine): LocalStackEngine => ({
  ...engine,
  get endpoint() {
    return engine.endpoint;
  },
  get identity() {
    return engine.identity;
  },
  place,
});
