import { SluiceError } from '../../foundation/sluice-error.ts';

/** The registry's folder has a file that is no schema: somebody edited it. */
export class RegistryUnreadableError extends SluiceError {
  readonly code = 'REGISTRY_UNREADABLE';
}

/** A file of events or of a schema cannot be read as such. */
export class InputUnreadableError extends SluiceError {
  readonly code = 'INPUT_UNREADABLE';
}

/** A proposed schema uses what registered schemas may not. */
export class SchemaRefusedError extends SluiceError {
  readonly code = 'SCHEMA_REFUSED';
}

/** Somebody else landed the same version meanwhile. */
export class VersionLandedError extends SluiceError {
  readonly code = 'VERSION_LANDED';
}
