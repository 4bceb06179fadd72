import { join } from 'node:path';
import type { Instance } from '../instance/instance.ts';

/** Where the CDK keeps what is its own while it deploys. */
export const scratchDirectoryOf = ({ directory }: Instance): string => join(directory, 'cdklocal');
