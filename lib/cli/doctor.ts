import type { Command } from 'commander';
import { readInstanceState } from '../targets/instance/instance-state.ts';
import { preferredPorts } from '../targets/instance/preferred-ports.ts';
import { parseInstance, projectRoot } from './cli-context.ts';
import { toColumns } from './columns.ts';
import { defineCommand } from './define-command.ts';
import { checkLocalStack } from './doctor/check-localstack.ts';
import { checkClock, checkDisk, checkMemory, checkNode } from './doctor/check-machine.ts';
import { checkPorts } from './doctor/check-ports.ts';
import { checkPostgres } from './doctor/check-postgres.ts';
import { checkStaleProcesses } from './doctor/check-stale-processes.ts';
import { checkTool, tools } from './doctor/check-tool.ts';

export const defineDoctor = (program: Command): Command =>
  defineCommand(program, {
    usage: 'doctor',
    purpose: 'Look over this machine: tools, ports, disk, memory, stale processes, clock; each finding with its fix.',
    examples: ['./sluice doctor', './sluice doctor --json'],
    parse: parseInstance,
    run: async (instance) => {
      const { ports } = await readInstanceState(instance);
      const checks = await Promise.all([
        checkNode(),
        ...tools.map(checkTool),
        checkPostgres(process.env),
        checkLocalStack(process.env),
        checkPorts(preferredPorts, Object.values(ports)),
        checkDisk(projectRoot),
        checkMemory(),
        checkStaleProcesses(projectRoot),
        checkClock(new Date()),
      ]);
      const failed = checks.some(({ result }) => result === 'fail');
      return {
        data: { checks },
        failed,
        lines: checks.flatMap(({ name, result, found, fix }) => [
          ...toColumns([[result, name, found]]),
          ...(fix === undefined ? [] : [`        → ${fix}`]),
        ]),
      };
    },
  });
