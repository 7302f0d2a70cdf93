// Signing in by a real OpenID Connect provider, and everything that may come back from one and must not be believed.
import { createPrivateKey } from 'node:crypto';
import { SignJWT, UnsecuredJWT, decodeJwt, type JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openIdentityProvider } from '../identity/identity-provider.ts';
import type { ProviderSettings } from '../identity/provider-settings.ts';
import { CLIENT, startProvider, type ProviderUnderTest } from '../identity/provider-under-test.ts';
import { openQueries } from '../queries/queries.ts';
import { buildApi, type Api } from './build-api.ts';
import { client, ORIGIN, startApi, type Answered, type ApiUnderTest } from './api-under-test.ts';

let provider: ProviderUnderTest;
let under: ApiUnderTest;
let settings: ProviderSettings;

beforeAll(async () => {
  provider = await startProvider(ORIGIN, 'city');
  settings = {
    ...{ agency: 'city', title: 'City', issuer: provider.issuer, ...CLIENT },
    ...{ scope: 'openid profile', subjectClaim: 'sub', provisioning: 'directory' },
    secondFactor: { roles: ['officer'], acr: ['two'], amr: ['mfa'] },
  };
  under = await startApi({ demonstration: false, providers: [opened(settings)] });
  await under.test.query("update person set external_id = 'sub-' || person where tenant = 1");
});

afterAll(async () => {
  await under.close();
  await provider.close();
});

const ANNA = { sub: 'sub-anna', name: 'Anna Ricci', amr: ['pwd'], acr: 'one' };
afterEach(() => {
  provider.account = ANNA;
  provider.forge = null;
  vi.useRealTimers();
});

function opened(of: ProviderSettings): ReturnType<typeof openIdentityProvider> {
  const redirectUri = `${ORIGIN}/api/v1/providers/city/callback`;
  return openIdentityProvider(of, { redirectUri, afterSignOut: `${ORIGIN}/sign-in` });
}

/** A browser of its own: its cookies for each site, and the way to the provider and back. */
function browser(api: Api = under.api) {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: URL): Map<string, string> => {
    const jar = jars.get(url.origin) ?? new Map<string, string>();
    jars.set(url.origin, jar);
    return jar;
  };
  const keep = (url: URL, cookies: readonly string[]): void => {
    for (const cookie of cookies) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      jarOf(url).set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const cookiesFor = (url: URL): string => [...jarOf(url)].map((pair) => pair.join('=')).join('; ');
  /** Asks once. @returns where it leads, or null */
  async function go(address: string): Promise<string | null> {
    const url = new URL(address, ORIGIN);
    const headers = { cookie: cookiesFor(url) };
    if (url.origin === ORIGIN) {
      const answer = await api.app.inject({ method: 'GET', url: `${url.pathname}${url.search}`, headers });
      keep(url, [answer.headers['set-cookie'] ?? []].flat());
      return answer.headers.location ?? null;
    }
    const answer = await fetch(url, { redirect: 'manual', headers });
    keep(url, answer.headers.getSetCookie());
    const location = answer.headers.get('location');
    return location === null ? null : new URL(location, url).href;
  }
  /** Goes on until something comes that leads nowhere, or to `until`. */
  async function follow(address: string, until = 'nowhere'): Promise<string> {
    let at = address;
    for (let step = 0; step < 12; step += 1) {
      const next = await go(at);
      if (next === null || next.includes(until)) return next ?? at;
      at = next;
      if (at.startsWith('/') && !at.startsWith('/api/')) return at;
    }
    throw new Error(`It leads on and on, at last to ${at}.`);
  }
  return {
    go,
    follow,
    signIn: (query = '') => follow(`/api/v1/providers/city/sign-in${query}`),
    callback: () => follow('/api/v1/providers/city/sign-in', '/callback'),
    get: (path: string): Promise<Answered> => client({ ...under, api }, cookiesFor(new URL(ORIGIN))).get(path),
    cookies: jarOf(new URL(ORIGIN)),
  };
}

describe('signing in by a provider', () => {
  test('leads there, back, and to where the person was going, with a session that is theirs', async () => {
    const page = browser();
    const ways = await page.get('/api/v1/providers');
    expect(ways.body).toMatchObject({ demonstration: false, providers: [{ agency: 'city', title: 'City' }] });
    expect(await page.follow(`${ways.body.providers[0].start}?return=/cases/1%3Ftab=plan`)).toBe('/cases/1?tab=plan');
    const session = await page.get('/api/v1/session');
    expect(session.body).toMatchObject({ personId: 'anna', agency: { slug: 'city' } });
    expect(page.cookies.get('casewright_sign_in')).toBe('');
    const rows = await under.test.query("select issuer, subject from identity where person = 'anna'");
    expect(rows).toEqual([{ issuer: provider.issuer, subject: 'sub-anna' }]);
  });

  test.each(['//evil.example/', 'https://evil.example/', '/\\evil.example', '/%0d%0aset-cookie:a=b'])(
    'never leads on to %s',
    async (target) => {
      const led = await browser().signIn(`?return=${encodeURIComponent(target)}`);
      expect(new URL(led, ORIGIN).origin).toBe(ORIGIN);
      expect(led).not.toMatch(/[\r\n]/);
    },
  );

  test('ends the session of before and gives another secret', async () => {
    const page = browser();
    await page.signIn();
    const first = page.cookies.get('casewright_session');
    await page.signIn();
    const second = page.cookies.get('casewright_session');
    expect(second).not.toBe(first);
    expect((await client(under, `casewright_session=${first}`).get('/api/v1/session')).status).toBe(401);
    expect((await page.get('/api/v1/session')).status).toBe(200);
  });

  test('links the person by the subject, so that another account with their name is nobody', async () => {
    provider.account = { ...ANNA, sub: 'sub-other' };
    expect(await browser().signIn()).toBe('/sign-in?problem=unknown-person');
    provider.account = { ...ANNA, sub: "sub-anna' or '1'='1" };
    expect(await browser().signIn()).toBe('/sign-in?problem=unknown-person');
  });

  test('is refused to whoever has left, also where they were linked before', async () => {
    await browser().signIn();
    await under.test.query("update person set active = false where person = 'anna' and tenant = 1");
    expect(await browser().signIn()).toBe('/sign-in?problem=unknown-person');
    await under.test.query("update person set active = true where person = 'anna' and tenant = 1");
  });

  test('makes a person without rights at the first sign-in where that is configured, once, however many come at once', async () => {
    const provisioning = { ...settings, provisioning: 'first-sign-in' as const };
    const api = await otherwise({ providers: [opened(provisioning)] });
    provider.account = { ...ANNA, sub: 'sub-new', name: 'Nina\u0000 New' };
    const pages = Array.from({ length: 3 }, () => browser(api));
    expect(await Promise.all(pages.map((page) => page.signIn()))).toEqual(['/', '/', '/']);
    const sessions = await Promise.all(pages.map((page) => page.get('/api/v1/session')));
    expect(new Set(sessions.map(({ body }) => body.personId)).size).toBe(1);
    expect(sessions[0]?.body).toMatchObject({ name: 'Nina  New', teams: [], withheld: [] });
    await api.app.close();
  });
});

/** Another process over the same database, set up in another way. */
async function otherwise(options: Partial<ApiUnderTest['options']>): Promise<Api> {
  return buildApi({ ...under.options, ...options });
}

describe('what comes back is not believed', () => {
  test('with another state, with none, with no cookie of the way there, or twice', async () => {
    const page = browser();
    const back = new URL(await page.callback());
    const cookies = new Map(page.cookies);
    const attempt = async (change: (url: URL) => void): Promise<string | null> => {
      const url = new URL(back);
      change(url);
      for (const [name, value] of cookies) page.cookies.set(name, value);
      return page.go(url.href);
    };
    const failed = '/sign-in?problem=sign-in-failed';
    expect(await attempt((url) => url.searchParams.set('state', 'another'))).toBe(failed);
    expect(await attempt((url) => url.searchParams.delete('state'))).toBe(failed);
    expect(await attempt((url) => url.searchParams.set('iss', 'https://evil.example'))).toBe(failed);
    expect(await attempt((url) => url.searchParams.set('code', 'made-up'))).toBe(failed);
    page.cookies.clear();
    expect(await page.go(back.href)).toBe('/sign-in?problem=attempt-expired');
    expect(await attempt(() => {})).toBe('/');
    expect(await attempt(() => {})).toBe(failed);
  });

  test('after a quarter of an hour, or with a cookie that was changed', async () => {
    const page = browser();
    const back = await page.callback();
    const sealed = page.cookies.get('casewright_sign_in') ?? '';
    page.cookies.set('casewright_sign_in', `${sealed.slice(0, -4)}AAAA`);
    expect(await page.go(back)).toBe('/sign-in?problem=attempt-expired');
    page.cookies.set('casewright_sign_in', sealed);
    under.advance(15 * 60_000);
    expect(await page.go(back)).toBe('/sign-in?problem=attempt-expired');
  });

  const key = () => createPrivateKey({ key: provider.key(), format: 'jwk' });
  const sign = (claims: JWTPayload, by = key()): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: String(provider.key()['kid']) }).sign(by);
  const FORGERIES: Readonly<Record<string, (claims: JWTPayload, token: string) => string | Promise<string>>> = {
    'another nonce': (claims) => sign({ ...claims, nonce: 'another' }),
    'no nonce': ({ nonce: _nonce, ...claims }) => sign(claims),
    'another audience': (claims) => sign({ ...claims, aud: 'another' }),
    'another issuer': (claims) => sign({ ...claims, iss: 'https://evil.example' }),
    'an end in the past': (claims) => sign({ ...claims, exp: Math.floor(Date.now() / 1000) - 120 }),
    'no subject': ({ sub: _sub, ...claims }) => sign(claims),
    'no signature': (claims) => new UnsecuredJWT(claims).encode(),
    'a changed body': (claims, token) => {
      const [head, , signature] = token.split('.');
      return [head, Buffer.from(JSON.stringify({ ...claims, sub: 'sub-bruno' })).toString('base64url'), signature].join(
        '.',
      );
    },
    'a signature by the secret of the client': (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(CLIENT.clientSecret)),
  };
  test.each(Object.entries(FORGERIES))('when the token has %s', async (_name, forge) => {
    provider.forge = (token) => forge(decodeJwt(token), token);
    const page = browser();
    expect(await page.signIn()).toBe('/sign-in?problem=sign-in-failed');
    expect(page.cookies.get('casewright_session')).toBeUndefined();
    // The forging itself works: what is signed as it should be is believed.
    provider.forge = (token) => sign(decodeJwt(token));
    expect(await page.signIn()).toBe('/');
  });

  test('when it was signed by keys that the provider has given up; its new ones are taken up', async () => {
    const old = key();
    provider.rotate();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6 * 60_000 });
    provider.forge = (token) => sign(decodeJwt(token), old);
    expect(await browser().signIn()).toBe('/sign-in?problem=sign-in-failed');
    provider.forge = null;
    expect(await browser().signIn()).toBe('/');
  });
});

test('a role that needs a second factor is given only in a session that was begun with one, and the page is told', async () => {
  const { database, caseTypes, keys, nowMs: now } = under.deps;
  const sessionRules = { idleMs: 3_600_000, needsSecondFactor: (_agency: string, role: string) => role === 'officer' };
  const queries = openQueries({ database, caseTypes, keys, now, sessionRules });
  const api = await otherwise({ doors: { ...under.options.doors, queries } });
  const officer = [{ team: 'traffic-fines', title: 'Traffic fines', role: 'officer' }];
  const weak = browser(api);
  await weak.signIn();
  expect((await weak.get('/api/v1/session')).body).toMatchObject({ teams: [], withheld: officer });
  for (const strong of [{ amr: ['pwd', 'mfa'] }, { acr: 'two' }]) {
    provider.account = { ...ANNA, ...strong };
    const page = browser(api);
    await page.signIn();
    expect((await page.get('/api/v1/session')).body).toMatchObject({ teams: officer, withheld: [] });
  }
  await api.app.close();
});

describe('signing out at the provider', () => {
  const logoutToken = (claims: JWTPayload): Promise<string> =>
    new SignJWT({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, jti: 'x', ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: String(provider.key()['kid']) })
      .setIssuer(provider.issuer)
      .setAudience(CLIENT.clientId)
      .setIssuedAt()
      .sign(createPrivateKey({ key: provider.key(), format: 'jwk' }));
  const say = (token: string) =>
    under.api.app.inject({
      method: 'POST',
      url: '/api/v1/providers/city/back-channel-sign-out',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ logout_token: token }).toString(),
    });

  test('ends the sessions of that person here, and nobody else’s', async () => {
    const anna = browser();
    await anna.signIn();
    provider.account = { ...ANNA, sub: 'sub-bruno' };
    const bruno = browser();
    await bruno.signIn();
    const forged = await logoutToken({ sub: 'sub-anna' });
    expect((await say(`${forged.slice(0, -6)}AAAAAA`)).statusCode).toBe(400);
    expect((await say(await logoutToken({ sub: 'sub-anna', nonce: 'x' }))).statusCode).toBe(400);
    expect((await say(await logoutToken({ sub: 'sub-anna', events: {} }))).statusCode).toBe(400);
    expect((await say(await logoutToken({}))).statusCode).toBe(400);
    expect((await anna.get('/api/v1/session')).status).toBe(200);
    expect((await say(await logoutToken({ sub: 'sub-anna' }))).statusCode).toBe(200);
    expect((await anna.get('/api/v1/session')).status).toBe(401);
    expect((await bruno.get('/api/v1/session')).status).toBe(200);
  });

  test('ends one session of theirs where it is named', async () => {
    await under.test.query("delete from session where person = 'anna'");
    const [one, two] = [browser(), browser()];
    await one.signIn();
    await two.signIn();
    const rows = await under.test.query<{ sid: string }>(
      "select provider_session as sid from session where person = 'anna' order by created_at desc limit 1",
    );
    expect(rows[0]?.sid).toMatch(/./);
    await say(await logoutToken({ sid: rows[0]?.sid ?? '', sub: 'sub-anna' }));
    expect((await two.get('/api/v1/session')).status).toBe(401);
    expect((await one.get('/api/v1/session')).status).toBe(200);
  });

  test('leads to the provider’s own page for it', async () => {
    expect(await browser().go('/api/v1/providers/city/sign-out')).toContain(`${provider.issuer}/session/end?`);
  });
});

test('a provider that cannot be reached is said so, and the next one who comes asks it again', async () => {
  const nowhere = { ...settings, issuer: 'http://127.0.0.1:1' };
  const api = await otherwise({ providers: [opened(nowhere)] });
  expect(await browser(api).signIn()).toBe('/sign-in?problem=provider-unavailable');
  expect(await browser(api).go('/api/v1/providers/port/sign-in')).toBeNull();
  await api.app.close();
});
