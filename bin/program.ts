import { gridDemo } from '../demos/grid/demo.ts';
import { gridLoad } from '../demos/grid/load.ts';
import { ordersDemo } from '../demos/orders/demo.ts';
import { ordersLoad } from '../demos/orders/load.ts';
import { buildProgram } from '../lib/cli/program.ts';

await buildProgram([gridDemo, ordersDemo], [gridLoad, ordersLoad]).parseAsync();
