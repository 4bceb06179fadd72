/** What API Gateway assumes of a payload that does not say what it is. */
const defaultMediaType = 'application/json';

/**
 * Whether an API's `binaryMediaTypes` cover a media type. Of a header with several types, as Accept may be, the first
 * counts (API Gateway, content type conversions).
 *
 * @param header the value of Content-Type or Accept
 * @param binaryMediaTypes types, `image/*` or `*\/*`
 */
export const isBinary = (header: string | undefined, binaryMediaTypes: readonly string[]): boolean => {
  if (binaryMediaTypes.length === 0) return false;
  const [first = ''] = (header ?? '').split(/[,;]/, 1);
  const mediaType = first.trim().toLowerCase() || defaultMediaType;
  return binaryMediaTypes.some((each) => {
    const type = each.toLowerCase();
    return type === '*/*' || type === mediaType || (type.endsWith('/*') && mediaType.startsWith(type.slice(0, -1)));
  });
};
