import { z } from 'zod';
import type { ScheduleModel } from './application-model.ts';
import { parseFunctionName } from './parse-function-name.ts';
import type { PhysicalValues } from './physical-values.ts';
import { parseProperties, type Resource } from './resource.ts';
import { refOf } from './resource-identity.ts';
import { Json } from './template.ts';

const RuleProperties = z.object({
  ScheduleExpression: z.string().optional(),
  State: z.string().default('ENABLED'),
  Targets: z
    .array(
      z.object({
        Id: z.string(),
        Arn: z.string(),
        Input: z.string().optional(),
        InputTransformer: Json.optional(),
        InputPath: Json.optional(),
      }),
    )
    .default([]),
});

/**
 * Reads the targets of an AWS::Events::Rule.
 *
 * @returns undefined where something of it is not emulated: an event pattern, a target that is no function, a transformed input
 */
export const toRuleSchedules = (resource: Resource, physical: PhysicalValues): ScheduleModel[] | undefined => {
  const { ScheduleExpression: expression, State, Targets } = parseProperties(resource, RuleProperties);
  if (expression === undefined) return undefined;
  const name = String(refOf(resource, physical));

  const schedules = Targets.flatMap(({ Id, Arn, Input, InputTransformer, InputPath }): ScheduleModel[] => {
    const functionName = parseFunctionName(Arn);
    if (functionName === undefined || InputTransformer !== undefined || InputPath !== undefined) return [];
    return [
      {
        path: Targets.length === 1 ? resource.path : `${resource.path}/${Id}`,
        name,
        expression,
        enabled: State !== 'DISABLED',
        functionName,
        input: Input,
      },
    ];
  });
  return schedules.length === Targets.length ? schedules : undefined;
};

const ScheduleProperties = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.string().default('ENABLED'),
  Target: z.object({ Arn: z.string(), Input: z.string().optional() }),
});

/**
 * Reads an AWS::Scheduler::Schedule.
 *
 * @returns undefined where its target is no function or its clock is not UTC's
 */
export const toSchedule = (resource: Resource, physical: PhysicalValues): ScheduleModel | undefined => {
  const { ScheduleExpression, ScheduleExpressionTimezone, State, Target } = parseProperties(
    resource,
    ScheduleProperties,
  );
  const functionName = parseFunctionName(Target.Arn);
  const needsTimezone = ScheduleExpressionTimezone !== 'UTC' && !ScheduleExpression.startsWith('rate(');
  if (functionName === undefined || needsTimezone) return undefined;
  return {
    path: resource.path,
    name: String(refOf(resource, physical)),
    expression: ScheduleExpression,
    enabled: State !== 'DISABLED',
    functionName,
    input: Target.Input,
  };
};
