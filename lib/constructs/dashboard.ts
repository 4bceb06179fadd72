import { Aws, CfnOutput, Duration, Fn } from 'aws-cdk-lib';
import {
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { targetOf } from './target.ts';

export interface DashboardProps {
  readonly flow: string;
  readonly clusterName: string;
  readonly api: { readonly name: string; readonly stageName: string };
  /** The beginning of the names of its consumer groups. */
  readonly groupPrefix: string;
  /** What its functions count that other flows do not: title → metric names. */
  readonly counts: Readonly<Record<string, readonly string[]>>;
}

type Statistic = 'Sum' | 'Maximum' | 'p50' | 'p95' | 'p99';

interface Search {
  readonly label: string;
  readonly namespace: string;
  readonly dimensions: readonly string[];
  /** What is looked for: metric names and values of dimensions, in CloudWatch's search syntax. */
  readonly terms: string;
  readonly statistic: Statistic;
}

const period = Duration.minutes(1);

/**
 * A flow's figures on one page of CloudWatch. They are searched by name, so a consumer, a route or an API key more appears by itself,
 * and changes nothing here. LocalStack has no dashboards.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    if (targetOf(this) === 'localstack') return;
    const dashboardName = `${props.clusterName}-${props.flow}`;
    const dashboard = new CloudWatchDashboard(this, 'Resource', { dashboardName });
    for (const row of rowsOf(props)) dashboard.addWidgets(...row);

    new CfnOutput(this, 'Url', {
      value: Fn.sub(
        `https://console.\${AWS::URLSuffix}/cloudwatch/home?region=\${AWS::Region}#dashboards/dashboard/${dashboardName}`,
      ),
      description: "Where the flow's figures are",
    }).overrideLogicalId('DashboardUrl');
  }
}

const rowsOf = ({ flow, clusterName, api, groupPrefix, counts }: DashboardProps): readonly (readonly IWidget[])[] => {
  const ofApi = (terms: string, statistic: Statistic, label = terms): Search => ({
    label,
    namespace: 'AWS/ApiGateway',
    dimensions: ['ApiName', 'Stage'],
    terms: `ApiName="${api.name}" Stage="${api.stageName}" MetricName="${terms}"`,
    statistic,
  });
  const ofFunctions = (metric: string, statistic: Statistic, label = `${metric} ${statistic}`): Search => ({
    label,
    namespace: 'Sluice',
    dimensions: ['service'],
    terms: `service=${flow}- MetricName="${metric}"`,
    statistic,
  });
  const ofGroups = (metric: string): Search => ({
    label: metric,
    namespace: 'AWS/Kafka',
    dimensions: ['"Cluster Name"', '"Consumer Group"', 'Topic'],
    terms: `"Cluster Name"="${clusterName}" "Consumer Group"=${groupPrefix} MetricName="${metric}"`,
    statistic: 'Maximum',
  });
  const ofEventSources = (metric: string): Search => ({
    label: metric,
    namespace: 'AWS/Lambda',
    dimensions: ['EventSourceMappingUUID'],
    terms: `MetricName="${metric}"`,
    statistic: 'Sum',
  });
  const limited: Search = {
    label: '429',
    namespace: 'Sluice',
    dimensions: ['service', 'consumer', 'route'],
    terms: 'MetricName="RequestsLimited"',
    statistic: 'Sum',
  };

  return [
    [
      graph('Requests refused by a limit, by consumer and route', [limited]),
      graph('Requests and errors of the API', [
        ofApi('Count', 'Sum'),
        ofApi('4XXError', 'Sum'),
        ofApi('5XXError', 'Sum'),
      ]),
      graph('Latency of the API', [
        ofApi('Latency', 'p50', 'p50'),
        ofApi('Latency', 'p95', 'p95'),
        ofApi('Latency', 'p99', 'p99'),
        ofApi('IntegrationLatency', 'p99', 'p99 of the functions'),
      ]),
    ],
    [
      graph(
        'Latency by hop, p50',
        hopNames.map((hop) => ofFunctions(hop, 'p50')),
      ),
      graph(
        'Latency by hop, p99',
        hopNames.map((hop) => ofFunctions(hop, 'p99')),
      ),
      graph('Lag by consumer group and topic, records and seconds', [
        ofGroups('MaxOffsetLag'),
        ofGroups('EstimatedMaxTimeLag'),
      ]),
    ],
    [
      graph('Event sources', ['PolledEventCount', 'InvokedEventCount', 'FailedInvokeEventCount'].map(ofEventSources)),
      graph('Given up', [
        ofEventSources('DroppedEventCount'),
        ofEventSources('OnFailureDestinationDeliveredEventCount'),
        ofFunctions('EventsDeadLettered', 'Sum'),
      ]),
      ...Object.entries(counts).map(([title, names]) =>
        graph(
          title,
          names.map((name) => ofFunctions(name, 'Sum')),
        ),
      ),
    ],
  ];
};

/** docs/architecture.md, as the consumers' functions measure them. */
const hopNames = ['HopT0T1', 'HopT1T2', 'HopT2T3', 'HopT3T4', 'HopT4T5', 'HopT0T5'] as const;

const graph = (title: string, searches: readonly Search[]): GraphWidget =>
  new GraphWidget({ title, left: searches.map(toMetric), width: 8, height: 6, period, region: Aws.REGION });

/** CloudWatch, "Using search expressions in graphs". */
const toMetric = ({ label, namespace, dimensions, terms, statistic }: Search): IMetric =>
  new MathExpression({
    label,
    expression: `SEARCH('{${namespace},${dimensions.join(',')}} ${terms}', '${statistic}', ${period.toSeconds()})`,
    usingMetrics: {},
    period,
  });
