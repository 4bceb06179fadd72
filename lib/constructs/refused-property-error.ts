import type { IConstruct } from 'constructs';
import { SluiceError } from '../foundation/sluice-error.ts';

/** A property that AWS would refuse at deployment, found at synthesis. */
export class RefusedPropertyError extends SluiceError {
  readonly code = 'PROPERTY_REFUSED';
  readonly constructPath: string;
  readonly field: string;

  /**
   * @param scope the construct that holds the property
   * @param refusal the field in AWS's spelling, what is wrong with it, and a sentence that puts it right
   */
  constructor(scope: IConstruct, refusal: Refusal) {
    super(`${scope.node.path}: ${refusal.field} ${refusal.problem}. ${refusal.fix}`, { actions: [refusal.fix] });
    this.constructPath = scope.node.path;
    this.field = refusal.field;
  }
}

/** Why AWS would refuse one field: `{field} {problem}` reads as a sentence. */
export interface Refusal {
  readonly field: string;
  readonly problem: string;
  readonly fix: string;
}
