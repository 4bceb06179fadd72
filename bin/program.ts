import { buildProgram } from '../lib/cli/program.ts';

const program = await buildProgram(
  {
    demos: async () => [
      (await import('../demos/grid/demo.ts')).gridDemo,
      (await import('../demos/orders/demo.ts')).ordersDemo,
    ],
    loads: async () => [
      (await import('../demos/grid/load.ts')).gridLoad,
      (await import('../demos/orders/load.ts')).ordersLoad,
    ],
  },
  process.argv[2],
);
await program.parseAsync();
