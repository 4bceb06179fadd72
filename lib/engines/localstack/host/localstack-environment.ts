interface LocalStackPlace {
  readonly port: number;
  /** All that it writes. */
  readonly directory: string;
  readonly home: string;
  readonly scratch: string;
  /** The folder of the executor plugin. */
  readonly executor: string;
  readonly executorSocket: string;
  readonly java: string;
  /** DynamoDB Local's. */
  readonly jars: string;
  readonly logFile: string;
  readonly path: string | undefined;
}

/** Nobody listens there: what calls home is refused at once. */
const nowhere = 'http://127.0.0.1:9';

/** All that LocalStack is given, built from nothing: no credentials, no HOME of the user (docs.localstack.cloud, configuration). */
export const buildEnvironment = (place: LocalStackPlace): NodeJS.ProcessEnv => ({
  PATH: place.path,
  HOME: place.home,
  TMPDIR: place.scratch,
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  PYTHONPATH: place.executor,
  PYTHONUNBUFFERED: '1',

  OVERRIDE_IN_DOCKER: '0',
  FILESYSTEM_ROOT: place.directory,
  GATEWAY_LISTEN: `127.0.0.1:${place.port}`,
  LOCALSTACK_HOST: `localhost:${place.port}`,
  SQS_ENDPOINT_STRATEGY: 'path',
  DNS_ADDRESS: '0',

  LAMBDA_RUNTIME_EXECUTOR: 'sluice',
  SLUICE_EXECUTOR_SOCKET: place.executorSocket,
  PROVIDER_OVERRIDE_DYNAMODB: 'v2',
  DYNAMODB_IN_MEMORY: '1',
  SLUICE_JAVA: place.java,
  SLUICE_LOG: place.logFile,
  SLUICE_DYNAMODB_JARS: place.jars,

  // CloudFormation looks five times whether a function is there, and then once a second.
  CFN_NO_WAIT_ITERATIONS: '1000',

  API_ENDPOINT: nowhere,
  DISABLE_EVENTS: '1',
  SKIP_SSL_CERT_DOWNLOAD: '1',
  AWS_EC2_METADATA_DISABLED: 'true',
});
