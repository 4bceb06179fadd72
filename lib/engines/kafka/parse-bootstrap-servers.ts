import type { EngineEndpoint } from '../engine.ts';
import { ExternalAddressError } from '../engine-errors.ts';

/** `host:port,host:port` as Kafka's clients take it; host and port are those of the first. */
export const parseBootstrapServers = (text: string): EngineEndpoint => {
  const servers = text.split(',').map((server) => /^(\S+):(\d{1,5})$/.exec(server.trim()));
  const [first] = servers;
  const [, host, port] = first ?? [];
  if (host === undefined || servers.includes(null)) throw new ExternalAddressError('kafka', text);
  return { host, port: Number(port), address: servers.map((server) => server?.[0]).join(',') };
};
