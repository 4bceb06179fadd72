/** Runs on the user's Node (20 or newer): brings in the npm packages where they changed, then hands over to Node 24. */

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(
    `Node ${process.versions.node} is too old: Sluice installs its own Node 24, but needs Node 20 or newer to do so.\n` +
      '  - Debian 13, Ubuntu 25.04 or newer, WSL: sudo apt-get install nodejs npm\n' +
      '  - macOS: brew install node\n' +
      '  - elsewhere: nodejs.org\n',
  );
  process.exit(1);
}

// Loaded only now: an older Node may not be able to read them.
const { bringPackages } = await import('./bootstrap/bring-packages.mjs');
const { handOver } = await import('./bootstrap/hand-over.mjs');
const { BootstrapError } = await import('./bootstrap/bootstrap-error.mjs');

try {
  await bringPackages(root);
  await handOver(root, process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  process.stderr.write([error.message, ...error.actions.map((action) => `  - ${action}`), ''].join('\n'));
  process.exitCode = error.exitCode;
}
