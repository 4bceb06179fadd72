import { execa } from 'execa';
import type { Check } from './check.ts';

interface Tool {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** The first group is the version's leading number or numbers. */
  readonly version: RegExp;
  readonly atLeast: number;
  /** What is not to be had without it. */
  readonly neededFor: string;
  readonly required: boolean;
  readonly fix: string;
}

export const tools: readonly Tool[] = [
  {
    name: 'Java',
    command: ['java', '-version'],
    version: /version "(\d+)/,
    atLeast: 17,
    neededFor: 'Kafka and DynamoDB Local',
    required: true,
    fix: 'Debian, Ubuntu, WSL: apt install openjdk-17-jre-headless · macOS: brew install openjdk@17 · or bring your own servers: KAFKA_BOOTSTRAP_SERVERS, DYNAMODB_ENDPOINT',
  },
  {
    name: 'Maven',
    command: ['mvn', '--version'],
    version: /Apache Maven (\d+)/,
    atLeast: 3,
    neededFor: 'fetching Kafka and DynamoDB Local once',
    required: true,
    fix: 'Debian, Ubuntu, WSL: apt install maven · macOS: brew install maven · or bring your own servers: KAFKA_BOOTSTRAP_SERVERS, DYNAMODB_ENDPOINT',
  },
  {
    name: 'Python',
    command: ['python3', '--version'],
    version: /Python (\d+)/,
    atLeast: 3,
    neededFor: 'cfn-lint in npm test, and for LocalStack without Docker',
    required: false,
    fix: 'Debian, Ubuntu, WSL: apt install python3-venv · macOS: brew install python',
  },
  {
    name: 'Docker',
    command: ['docker', 'version', '--format', '{{.Server.Version}}'],
    version: /^(\d+)/m,
    atLeast: 20,
    neededFor: 'LocalStack in a container; optional',
    required: false,
    fix: 'not needed: LocalStack runs without it too',
  },
];

/** Whether a command-line tool answers and is new enough. */
export const checkTool = async (tool: Tool): Promise<Check> => {
  const [file, ...args] = tool.command;
  const { all, exitCode } = await execa(file, args, { all: true, reject: false, stdin: 'ignore', timeout: 15_000 });
  const major = Number(tool.version.exec(all ?? '')?.[1]);
  const worst = tool.required ? 'fail' : 'warn';
  if (exitCode !== 0 || Number.isNaN(major)) {
    return { name: tool.name, result: worst, found: `not found; needed for ${tool.neededFor}`, fix: tool.fix };
  }
  const [firstLine = ''] = (all ?? '').split('\n');
  if (major < tool.atLeast) {
    return { name: tool.name, result: worst, found: `${firstLine}; ${tool.atLeast} or newer is needed`, fix: tool.fix };
  }
  return { name: tool.name, result: 'pass', found: firstLine };
};
