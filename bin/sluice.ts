import { gridDemo } from '../demos/grid/demo.ts';
import { gridLoad } from '../demos/grid/load.ts';
import { buildProgram } from '../lib/cli/program.ts';

await buildProgram([gridDemo], [gridLoad]).parseAsync();
