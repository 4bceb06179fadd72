import { gridDemo } from '../demos/grid/demo.ts';
import { buildProgram } from '../lib/cli/program.ts';

await buildProgram([gridDemo]).parseAsync();
