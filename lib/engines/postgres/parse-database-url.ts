import { ExternalAddressError } from '../engine-errors.ts';
import type { DatabaseServer } from './database-server.ts';

const defaultPort = 5432;

/** A connection URI as libpq takes it: `postgres://user:password@host:port/database?sslmode=require`. */
export const parseDatabaseUrl = (text: string): DatabaseServer => {
  const url = URL.parse(text);
  const isPostgres = url?.protocol === 'postgres:' || url?.protocol === 'postgresql:';
  if (!url || !isPostgres || url.hostname === '' || url.username === '') {
    throw new ExternalAddressError('postgres', withoutPassword(text));
  }
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname,
    port: Number(url.port) || defaultPort,
    name: decodeURIComponent(url.pathname.slice(1)) || user,
    user,
    password: decodeURIComponent(url.password) || undefined,
    sslMode: url.searchParams.get('sslmode') ?? undefined,
  };
};

const withoutPassword = (text: string): string => text.replace(/:[^/@]*@/, ':…@');
