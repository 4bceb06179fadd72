import { SluiceError } from '../foundation/sluice-error.ts';

/** A place in a template. */
export interface TemplatePlace {
  readonly stackName: string;
  /** Of a resource, an output or a condition. */
  readonly logicalId: string;
  /** E.g. `Properties.Environment.Variables.TABLE`; empty for the whole. */
  readonly propertyPath: string;
}

/** Something in a template has no value here. */
export class AssemblyError extends SluiceError {
  readonly code = 'ASSEMBLY_UNRESOLVED';
  readonly place: TemplatePlace;
  /** The rest of a sentence: `no resource is named …`. */
  readonly missing: string;

  constructor(place: TemplatePlace, missing: string) {
    const { stackName, logicalId, propertyPath } = place;
    super(`${stackName}, ${logicalId}${propertyPath && `, ${propertyPath}`}: ${missing}.`, {
      actions: ['Put the template right: it is the only description of what runs.'],
    });
    this.place = place;
    this.missing = missing;
  }
}

/** An attribute was asked of a resource that nothing stands for on this machine. */
export class NotEmulatedError extends AssemblyError {}

/** A file of the cloud assembly is absent or not what it should be. */
export class AssemblyUnreadableError extends SluiceError {
  readonly code = 'ASSEMBLY_UNREADABLE';

  constructor(file: string, problem: string, cause?: unknown) {
    super(`${file} cannot be read: ${problem}`, { cause, actions: ['node bin/app.ts writes the assembly anew.'] });
  }
}
