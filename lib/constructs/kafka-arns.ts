/**
 * ARNs by name pattern, so that a policy can exist before the cluster does: one that waits for the cluster's own ARN
 * appears seconds before it is used, and is then not yet effective. The `*` stands for the cluster's UUID
 * (MSK, "Authorization policy resources").
 */
export const buildKafkaArns = (clusterName: string): KafkaArns => {
  const arn = (kind: string, rest: string): string =>
    `arn:\${AWS::Partition}:kafka:\${AWS::Region}:\${AWS::AccountId}:${kind}/${clusterName}/*${rest}`;
  return {
    cluster: arn('cluster', ''),
    topic: (name) => arn('topic', `/${name}`),
    group: (name) => arn('group', `/${name}`),
    transactionalId: (name) => arn('transactional-id', `/${name}`),
  };
};

export interface KafkaArns {
  readonly cluster: string;
  topic(name: string): string;
  group(name: string): string;
  transactionalId(name: string): string;
}
