// What a request shows of who asks: the cookie of a browser, or the bearer token of a system. Both are
// `<agency number>.<secret>`, opaque to whoever holds them, and only the hash of the secret is stored.
import type { Reader } from '../queries/sessions.ts';

export const COOKIE_NAME = 'casewright_session';
/** A browser takes a cookie of this kind of name only over https, for this host alone, and from no other host of the domain. */
const HOST_ONLY = '__Host-';
const CREDENTIAL = /^[1-9][0-9]{0,8}\.[A-Za-z0-9_-]{43}$/;

export interface Credential {
  readonly kind: Reader['kind'];
  readonly text: string;
}

interface Headers {
  readonly cookie?: string | undefined;
  readonly authorization?: string | undefined;
}

/** A request with a bearer token is a system's, and then a cookie beside it counts for nothing. */
export function presentedBy({ authorization, cookie }: Headers, secure: boolean): Credential | null {
  const [, bearer] = /^bearer +(.*)$/i.exec(authorization ?? '') ?? [];
  if (bearer !== undefined) return CREDENTIAL.test(bearer) ? { kind: 'token', text: bearer } : null;
  const text = credentialOf(cookie, secure);
  return text === null ? null : { kind: 'browser', text };
}

/** The credential in a Cookie header, or null where there is none of the right form. Of several the first counts. */
export function credentialOf(cookies: string | undefined, secure: boolean): string | null {
  const value = cookieNamed(nameOf(COOKIE_NAME, secure), cookies);
  return value !== null && isCredential(value) ? value : null;
}

export function isCredential(text: string): boolean {
  return CREDENTIAL.test(text);
}

/** The Set-Cookie value that gives a session. Without Max-Age: it ends with the browser, and in any case on the server. */
export function sessionCookie(credential: string, secure: boolean): string {
  return `${nameOf(COOKIE_NAME, secure)}=${credential}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** The Set-Cookie value that takes it away again. */
export function noCookie(secure: boolean): string {
  return `${nameOf(COOKIE_NAME, secure)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

const ATTEMPT_NAME = 'casewright_sign_in';

/** What a browser carries to a provider and back. Lax: coming back begins on the provider's page. */
export function attemptCookie(sealed: string, seconds: number, secure: boolean): string {
  return `${nameOf(ATTEMPT_NAME, secure)}=${sealed}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

export function attemptOf(cookies: string | undefined, secure: boolean): string | null {
  return cookieNamed(nameOf(ATTEMPT_NAME, secure), cookies);
}

function nameOf(name: string, secure: boolean): string {
  return secure ? HOST_ONLY + name : name;
}

function cookieNamed(name: string, cookies: string | undefined): string | null {
  if (cookies === undefined) return null;
  const start = cookies.startsWith(`${name}=`) ? 0 : cookies.indexOf(`; ${name}=`) + 2;
  if (start === 1) return null;
  const from = start + name.length + 1;
  const end = cookies.indexOf(';', from);
  return end === -1 ? cookies.slice(from) : cookies.slice(from, end);
}
