import type { EngineEndpoint } from './engine.ts';
import { ExternalAddressError } from './engine-errors.ts';

const defaultPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** A URL as the AWS SDKs take it for an endpoint; one without a path is given back without its last slash. */
export const parseEndpoint = (name: 'dynamodb' | 'localstack', text: string): EngineEndpoint => {
  const url = URL.parse(text);
  const defaultPort = url && defaultPorts[url.protocol];
  if (!defaultPort) throw new ExternalAddressError(name, text);
  const address = url.pathname === '/' ? url.origin : text;
  return { host: url.hostname, port: Number(url.port) || defaultPort, address };
};
