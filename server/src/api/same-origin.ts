// Proof that a request which changes something was made by a page of this site, besides the SameSite cookie.
// Knows headers only.

interface Headers {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
}

/**
 * True when the browser says that the request comes from this origin. `Sec-Fetch-Site` cannot be set by a page and is
 * sent by browsers for secure and local addresses; elsewhere the `Origin` header, which browsers send with every
 * request that is not GET or HEAD, must name the host asked. A request that has neither was not made by a browser
 * page and is refused: programs get their own credentials, and do not borrow a person's cookie.
 */
export function isSameOrigin(headers: Headers, publicOrigin: string | null): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (headers.origin === undefined) return false;
  if (publicOrigin !== null) return headers.origin === publicOrigin;
  return headers.host !== undefined && hostOf(headers.origin) === headers.host.toLowerCase();
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
