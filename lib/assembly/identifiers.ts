import { createHash } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Lower-case letters and digits, as in the ids of API Gateway; the same for the same construct path. */
export const toIdentifier = (path: string, length: number): string =>
  BigInt(`0x${digest(path).toString('hex')}`)
    .toString(36)
    .padStart(length, '0')
    .slice(-length);

/** The id of a REST API: the first part of its public address. */
export const toApiId = (path: string): string => toIdentifier(path, 10);

/** The name that CloudFormation would make up, except that it is the same at every deployment. At most 63 characters. */
export const toGeneratedName = (stackName: string, logicalId: string, path: string): string =>
  [stackName.slice(0, 24), logicalId.slice(0, 24), toIdentifier(path, 13).toUpperCase()].join('-');

const namespace = 'f2d1c1b0-6a1e-5b8e-9c55-0a4a3f3c7d21';

/** A name-based UUID (RFC 9562, version 5) of a construct path. */
export const toUuid = (path: string): string => {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(path)
    .digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
