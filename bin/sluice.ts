/** The command line; a static import of the program would come before the cache. */

import '../lib/cli/cache-compiled-code.ts';

await import('./program.ts');
