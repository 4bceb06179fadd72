import { Logger } from '@aws-lambda-powertools/logger';

/** JSON lines on standard output under the function's own name (POWERTOOLS_SERVICE_NAME). */
export const logger = new Logger();
