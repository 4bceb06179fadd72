/** `npm run bench`: the grid flow beside its floor; `npm run bench -- event-source`: the event source beside a plain consumer. Prints Markdown. */

const [subject = 'grid'] = process.argv.slice(2);

switch (subject) {
  case 'grid':
    await import('./bench/grid.ts');
    break;
  case 'event-source':
    await import('./bench/event-source.ts');
    break;
  default:
    process.stderr.write(`${subject} is no bench; there are grid and event-source.\n`);
    process.exitCode = 2;
}
