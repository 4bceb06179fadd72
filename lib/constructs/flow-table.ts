import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { FlowFunction } from './flow-function.ts';

export interface FlowTableProps {
  /** The attribute that holds a record's last second, where records have one. */
  readonly expiryAttribute?: string;
  /** Whether the table and its items outlive the stack. */
  readonly keepsItems: boolean;
}

/** The single-item actions of DynamoDB, and Query: a transaction needs those of its parts. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

/** A table on demand with string keys `pk` and `sk`, restorable to any second of the last 35 days. Its id is its name. */
export class FlowTable extends Construct {
  readonly tableName: string;
  readonly #table: Table;

  constructor(scope: Construct, tableName: string, props: FlowTableProps) {
    super(scope, tableName);
    this.#table = new Table(this, 'Table', {
      tableName,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.keepsItems,
      removalPolicy: props.keepsItems ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(props.expiryAttribute !== undefined && { timeToLiveAttribute: props.expiryAttribute }),
    });
    this.tableName = this.#table.tableName;
  }

  grant(target: FlowFunction, ...actions: TableAction[]): void {
    target.allow({ actions: actions.map((action) => `dynamodb:${action}`), resources: [this.#table.tableArn] });
  }

  /** The same for the items of one `pk` alone. */
  grantPartition(target: FlowFunction, partition: string, ...actions: TableAction[]): void {
    target.allow({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [this.#table.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': partition } },
    });
  }
}
