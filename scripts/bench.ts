/**
 * `npm run bench`: the grid flow beside its floor; `npm run bench -- event-source`: the event source beside a plain consumer;
 * `npm run bench -- orders`: the delivery modes beside each other; `npm run bench -- targets`: LocalStack beside the local target. Prints Markdown.
 */

const [subject = 'grid'] = process.argv.slice(2);

switch (subject) {
  case 'grid':
    await import('./bench/grid.ts');
    break;
  case 'event-source':
    await import('./bench/event-source.ts');
    break;
  case 'orders':
    await import('./bench/orders.ts');
    break;
  case 'targets':
    await import('./bench/targets.ts');
    break;
  default:
    process.stderr.write(`${subject} is no bench; there are grid, event-source, orders and targets.\n`);
    process.exitCode = 2;
}
