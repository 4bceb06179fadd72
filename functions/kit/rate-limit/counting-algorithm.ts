import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { RateLimit } from '../../contracts/rate-limit.ts';
import type { Decision, Standing } from './decision.ts';

/** A change of one counter that the table refuses where what it stands on no longer holds. */
export type ConditionalUpdate = Required<
  Pick<UpdateItemCommandInput, 'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'>
>;

/** A way of counting: its decision, and how the table keeps its state. */
export interface CountingAlgorithm<State> {
  /** Refuses only what it would refuse whatever others have counted since `known` was read. */
  decide(rule: RateLimit, known: State | undefined, nowMs: number): Decision<State>;
  /** Counts an admitted request, `next`, on top of what others have counted since `known` was read. */
  toUpdate(rule: RateLimit, known: State | undefined, next: State, nowMs: number): ConditionalUpdate;
  /** Reads an item in DynamoDB's wire format. */
  parse(item: unknown): State;
  stand(rule: RateLimit, state: State, nowMs: number): Standing;
}
