import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

const version = '1.58.0';
const environment = resolve(import.meta.dirname, '..', '..', '..', '.sluice', 'python');
const executable = resolve(environment, 'bin', 'cfn-lint');

/** A Python that can make a virtual environment, or undefined. */
export const findPython = (): string | undefined =>
  ['python3', 'python'].find((command) => {
    try {
      execFileSync(command, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))'], {
        stdio: 'ignore',
      });
      return true;
    } catch {
      return false;
    }
  });

/** Puts cfn-lint into `.sluice/python`, where it is not there already in the pinned version. */
export const installCfnLint = (python: string): void => {
  if (existsSync(executable) && execFileSync(executable, ['--version'], { encoding: 'utf8' }).includes(version)) return;
  rmSync(environment, { recursive: true, force: true });
  execFileSync(python, ['-m', 'venv', environment], { stdio: 'pipe' });
  execFileSync(
    resolve(environment, 'bin', 'python'),
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `cfn-lint==${version}`],
    { stdio: 'pipe' },
  );
};

/** What cfn-lint finds in these files, as `rule file: message`. */
export const lint = (files: readonly string[], ignoredRules: readonly string[]): string[] => {
  const output = execFindings(['--format', 'json', '--ignore-checks', ...ignoredRules, '--template', ...files]);
  const findings: { Rule: { Id: string }; Filename: string; Message: string }[] = JSON.parse(output || '[]');
  return findings.map(({ Rule, Filename, Message }) => `${Rule.Id} ${Filename}: ${Message}`);
};

/** cfn-lint exits 2 to 14 when it found something; 1 and 32 and above are failures of its own. */
const execFindings = (options: readonly string[]): string => {
  try {
    return execFileSync(executable, options, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    if (status >= 2 && status <= 14) return stdout;
    throw error;
  }
};
