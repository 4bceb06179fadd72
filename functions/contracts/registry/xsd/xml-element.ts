const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text as XML content or as an attribute's value. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"\t\n\r]/g, (character) => escapes[character] ?? character);

/** The lines of an element, its children indented by two. */
export const xmlElement = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (readonly string[])[]
): string[] => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const start = `${name}${written.join('')}`;
  const lines = children.flat();
  return lines.length === 0 ? [`<${start}/>`] : [`<${start}>`, ...lines.map((line) => `  ${line}`), `</${name}>`];
};

/** An element that has text and nothing else, on one line. */
export const xmlText = (name: string, text: string): string[] => [`<${name}>${escapeXml(text)}</${name}>`];
