// Where somebody may be led after signing in: an address of this site and nowhere else.

const SITE = 'http://site.invalid';

/** The path with its query where it is one of this site, as a browser would read it; else `/`. */
export function ownPath(value: unknown): string {
  if (typeof value !== 'string' || value.length > 2_000 || !value.startsWith('/') || hasControl(value)) return '/';
  // Browsers read a backslash as a slash, so that `/\host` is another site.
  if (!URL.canParse(value, SITE)) return '/';
  const url = new URL(value, SITE);
  // What was a path like `/..//host` would be another site once it is read again.
  if (url.origin !== SITE || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Browsers leave out tabs and line ends before they read an address, and headers end at a line end. */
function hasControl(value: string): boolean {
  return /\p{Cc}/u.test(value);
}
