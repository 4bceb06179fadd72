/** One step of a JavaScript pattern; groups and counts need no step of their own: both languages write them alike. */
const step = /\\.|\(\?:|\(\?|\[|\]|[*+?}]\?|[\s\S]/gu;

// XSD's \d has the digits of every script (XML Schema part 2, appendix F).
const digitsIn = { class: '0-9', open: '[0-9]' };

/**
 * The pattern in XSD's language, which always matches the whole text and has no `^`, `$` and `(?:`; undefined for what
 * is no pattern, for what XSD cannot say, and for one that is not anchored at both ends.
 */
export const toXsdPattern = (pattern: string): string | undefined => {
  if (!isPattern(pattern) || !pattern.startsWith('^') || !pattern.endsWith('$')) return undefined;

  let written = '';
  let depth = 0;
  let within: 'class' | 'open' = 'open';
  for (const [part] of pattern.slice(1, -1).matchAll(step)) {
    if (part.startsWith('\\')) {
      const escaped = toXsdEscape(part.slice(1), within);
      if (escaped === undefined) return undefined;
      written += escaped;
      continue;
    }
    if (within === 'class') {
      // In XSD `-[` takes a class away from another.
      if (part === '[') return undefined;
      if (part === ']') within = 'open';
      written += part;
      continue;
    }
    if (part === '[') within = 'class';
    if (part === '(' || part === '(?:') depth += 1;
    if (part === ')') depth -= 1;
    const isAnchor = part === '^' || part === '$';
    const isTopAlternative = part === '|' && depth === 0;
    const isLazyOrSpecial = part === '(?' || /^[*+?}]\?$/.test(part);
    if (isAnchor || isTopAlternative || isLazyOrSpecial || part === '.') return undefined;
    written += part === '(?:' ? '(' : part;
  }
  return written;
};

const isPattern = (pattern: string): boolean => {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
};

const toXsdEscape = (escaped: string, within: 'class' | 'open'): string | undefined => {
  if (escaped === 'd') return digitsIn[within];
  if (escaped === '/') return '/';
  if (escaped === '$') return '$';
  return '.\\?*+{}()[]|-^'.includes(escaped) ? `\\${escaped}` : undefined;
};
