/** What an integration answered, ready to be written. */
export interface IntegrationResponse {
  readonly kind: 'integration';
  readonly statusCode: number;
  /** Names and values in turn, a name as often as it has values. */
  readonly headers: readonly string[];
  readonly body: string | Buffer;
}

/** The first value of a header, whatever the case of its name. */
export const findHeader = ({ headers }: IntegrationResponse, lowerName: string): string | undefined => {
  const index = headers.findIndex((name, at) => at % 2 === 0 && name.toLowerCase() === lowerName);
  return index === -1 ? undefined : headers[index + 1];
};
