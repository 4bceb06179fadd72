import { toApiId } from './identifiers.ts';
import type { PhysicalValues } from './physical-values.ts';
import { toUrlSuffix } from './resolve-parameter.ts';
import { constructPathOf, type Json, type Stack } from './template.ts';

/** Replaces the public address of every API's stage, wherever it stands in a value, by the gateway's. */
export const buildLocalUrls = (
  stacks: readonly Stack[],
  { region, partition, apiUrl }: PhysicalValues,
): ((value: Json) => Json) => {
  const apiIds = stacks.flatMap(({ name, template }) =>
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === 'AWS::ApiGateway::RestApi')
      .map(([logicalId, resource]) => toApiId(constructPathOf(name, logicalId, resource))),
  );
  const host = String.raw`(?:${apiIds.join('|')})\.execute-api\.${region}\.${toUrlSuffix(partition)}`;
  const publicUrl = new RegExp(`https://${host}/[A-Za-z0-9_-]+`, 'g');

  const localise = (value: Json): Json => {
    if (typeof value === 'string') return value.replace(publicUrl, apiUrl);
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(localise);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, localise(each)]));
  };
  return apiIds.length === 0 ? (value) => value : localise;
};
