import type { Engine, EngineEndpoint, EngineName } from './engine.ts';
import { ExternalEngineError } from './engine-errors.ts';

interface ExternalEngineDefinition {
  readonly name: EngineName;
  readonly title: string;
  readonly endpoint: EngineEndpoint;
  readonly probe: (address: string) => Promise<void>;
}

/** A server that the user runs: it is asked whether it answers, and left alone. */
export const buildExternalEngine = ({ name, title, endpoint, probe }: ExternalEngineDefinition): Engine => ({
  name,
  isExternal: true,
  endpoint,
  identity: undefined,
  start: async () => {
    await probe(endpoint.address).catch((cause: unknown) => {
      throw new ExternalEngineError(name, title, endpoint.address, cause);
    });
    return endpoint;
  },
  adopt: async () => false,
  health: () =>
    probe(endpoint.address).then(
      () => 'up',
      () => 'down',
    ),
  stop: async () => {},
});
