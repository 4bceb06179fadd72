/** What the synthesised application consists of, with every name, ARN and endpoint resolved. */
export interface ApplicationModel {
  readonly functions: readonly FunctionModel[];
  readonly routes: readonly RouteModel[];
  readonly topics: readonly TopicModel[];
  readonly tables: readonly TableModel[];
  /** Clusters of Postgres; all of them are the one server of this machine. */
  readonly databases: readonly DatabaseModel[];
  readonly eventSources: readonly EventSourceModel[];
  readonly schedules: readonly ScheduleModel[];
  /** `Custom::Migration` and `Custom::Seed`, in the order of their dependencies. */
  readonly lifecycleInvocations: readonly LifecycleInvocationModel[];
  /** `Stack.OutputKey` → value. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Resources which the runner gives no meaning; a type that shapes nothing at run time (roles, policies …) is not among them. */
  readonly notEmulated: readonly NotEmulatedModel[];
}

export interface FunctionModel {
  /** Construct path, e.g. `SluiceGrid/grid-accept/Resource`: stable across deployments. */
  readonly path: string;
  readonly functionName: string;
  readonly arn: string;
  /** `file.export`, e.g. `index.handler`. */
  readonly handler: string;
  readonly runtime: string;
  /** The asset's folder in the assembly. */
  readonly codeDirectory: string;
  /** The bundle's name under `.sluice/bundles`, from the template's metadata: what is rebuilt on save. */
  readonly bundle: string | undefined;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
}

export interface RouteModel {
  readonly method: string;
  /** API Gateway's form: `/v1/orders/{id}`, `/files/{proxy+}`. */
  readonly path: string;
  readonly integration:
    | { readonly kind: 'lambda'; readonly functionName: string; readonly timeoutMs: number }
    | { readonly kind: 'mock'; readonly statusCode: number; readonly headers: Readonly<Record<string, string>> };
  readonly binaryMediaTypes: readonly string[];
  readonly apiId: string;
  readonly stageName: string;
}

export interface TopicModel {
  readonly path: string;
  readonly topicName: string;
  readonly partitions: number;
  /** Kafka's own settings, decoded from the template's base64. */
  readonly configs: Readonly<Record<string, string>>;
}

export interface TableModel {
  readonly path: string;
  readonly tableName: string;
  readonly arn: string;
  /** The CloudFormation properties, resolved: KeySchema, AttributeDefinitions, GlobalSecondaryIndexes … */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface DatabaseModel {
  readonly path: string;
  /** E.g. `aurora-postgresql`. */
  readonly engine: string;
}

export interface EventSourceModel {
  readonly path: string;
  /** The mapping's UUID, derived from its path: the `Ref` of the resource. */
  readonly uuid: string;
  readonly functionName: string;
  /** The CloudFormation properties of AWS::Lambda::EventSourceMapping, resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface ScheduleModel {
  readonly path: string;
  readonly name: string;
  /** `rate(5 minutes)` or `cron(…)`. */
  readonly expression: string;
  readonly enabled: boolean;
  readonly functionName: string;
  readonly input: string | undefined;
}

export interface LifecycleInvocationModel {
  readonly path: string;
  readonly type: 'Custom::Migration' | 'Custom::Seed';
  readonly functionName: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface NotEmulatedModel {
  readonly path: string;
  readonly type: string;
}
