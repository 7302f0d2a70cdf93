// The session cookie: `<agency number>.<secret>`. It is opaque to pages, and only the hash of the secret is stored.

export const COOKIE_NAME = 'casewright_session';
const CREDENTIAL = /^[1-9][0-9]{0,8}\.[A-Za-z0-9_-]{43}$/;

/** The credential in a Cookie header, or null where there is none of the right form. Of several the first counts. */
export function credentialOf(cookies: string | undefined): string | null {
  if (cookies === undefined) return null;
  const start = cookies.startsWith(`${COOKIE_NAME}=`) ? 0 : cookies.indexOf(`; ${COOKIE_NAME}=`) + 2;
  if (start === 1) return null;
  const from = start + COOKIE_NAME.length + 1;
  const end = cookies.indexOf(';', from);
  const value = end === -1 ? cookies.slice(from) : cookies.slice(from, end);
  return CREDENTIAL.test(value) ? value : null;
}

/** The Set-Cookie value that gives a session. Without Max-Age: it ends with the browser, and in any case on the server. */
export function sessionCookie(credential: string, secure: boolean): string {
  return `${COOKIE_NAME}=${credential}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** The Set-Cookie value that takes it away again. */
export function noCookie(secure: boolean): string {
  return `${COOKIE_NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}
