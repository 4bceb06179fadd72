/** The two parts of a request's target. */
export interface RequestTarget {
  readonly path: string;
  readonly queryString: string;
}

/** @returns undefined where the target is no path or its percent-encoding is malformed */
export const parseTarget = (target: string): RequestTarget | undefined => {
  const origin = /^https?:\/\/[^/?#]*/i.exec(target)?.[0] ?? '';
  const [withQuery = ''] = target.slice(origin.length).split('#', 1);
  const mark = withQuery.indexOf('?');
  const path = (mark === -1 ? withQuery : withQuery.slice(0, mark)) || '/';
  if (!path.startsWith('/') || !isWellFormed(path)) return undefined;
  return { path: path.replace(/^\/{2,}/, '/'), queryString: mark === -1 ? '' : withQuery.slice(mark + 1) };
};

const isWellFormed = (path: string): boolean => {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
};
