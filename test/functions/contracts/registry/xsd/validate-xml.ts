import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xmlElement, xmlText } from '../../../../../functions/contracts/registry/xsd/xml-element.ts';
import { findJava } from '../../../../../lib/engines/java/find-java.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-xsd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A Java that can run a source file, or undefined: the JDK's own validator judges the XSD. */
export const findJavaCompiler = async (): Promise<string | undefined> => {
  const java = await findJava(process.env).catch(() => undefined);
  if (java === undefined) return undefined;
  const modules = execFileSync(java.command, ['--list-modules'], { encoding: 'utf8' });
  return modules.includes('jdk.compiler') ? java.command : undefined;
};

/** What the XSD says of each document: `valid`, or why not. Throws where the XSD itself is none. */
export const validateXml = (java: string, xsd: string, documents: readonly string[]): string[] => {
  const [schema = '', ...files] = [xsd, ...documents].map((text, index) => {
    const file = join(folder, `${index}.xml`);
    writeFileSync(file, text);
    return file;
  });
  const source = join(import.meta.dirname, 'ValidateXml.java');
  return execFileSync(java, [source, schema, ...files], { encoding: 'utf8', stdio: 'pipe' })
    .trim()
    .split('\n');
};

/** A flat event as the XML document that its XSD describes. */
export const toXml = (namespace: string, event: string, fields: Readonly<Record<string, unknown>>): string =>
  xmlElement(
    event,
    { xmlns: namespace },
    ...Object.entries(fields).map(([name, value]) => xmlText(name, String(value))),
  ).join('\n');
