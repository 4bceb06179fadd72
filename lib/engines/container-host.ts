/** The name by which containers know the machine that they run on: Docker Desktop's own, elsewhere one that `--add-host` gives. */
export const containerHost = 'host.docker.internal';
