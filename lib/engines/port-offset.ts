/** SLUICE_PORT_OFFSET moves the preferred ports, so that stacks which start at the same moment do not reach for the same ones. */
export const portOffset = (environment: NodeJS.ProcessEnv): number => {
  const offset = Number(environment['SLUICE_PORT_OFFSET'] ?? 0);
  return Number.isInteger(offset) && offset >= 0 && offset <= 20_000 ? offset : 0;
};
