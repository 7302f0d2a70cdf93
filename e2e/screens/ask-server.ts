// Asking the server as one of the people of a demonstration, without a browser: for what must be there before a screen is looked at.
import { randomUUID } from 'node:crypto';

export interface Asker {
  readonly get: <Answer>(path: string) => Promise<Answer>;
  /** Says that it has seen the case as it is, where the path names one. */
  readonly post: <Answer>(path: string, body: object) => Promise<Answer>;
}

/** @throws what the server said where it refused */
export async function asPerson(url: string, personId: string): Promise<Asker> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), origin: url };
  const body = JSON.stringify({ personId, agency: 'demo' });
  const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`${personId} cannot sign in: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');

  async function ask(
    path: string,
    init: { readonly method?: 'POST'; readonly body?: string; readonly headers?: Record<string, string> },
  ): Promise<Response> {
    const said = await fetch(`${url}/api/v1/${path}`, { ...init, headers: { ...init.headers, cookie, origin: url } });
    if (!said.ok) throw new Error(`${init.method ?? 'GET'} ${path} as ${personId}: ${await said.text()}`);
    return said;
  }

  return {
    get: async (path) => (await ask(path, {})).json(),
    post: async (path, sent) => {
      const [, ofCase] = /^(cases\/[^/]+)\//.exec(path) ?? [];
      const version = ofCase === undefined ? null : (await ask(ofCase, {})).headers.get('etag');
      return (
        await ask(path, {
          method: 'POST',
          headers: {
            ...{ 'content-type': 'application/json', 'idempotency-key': randomUUID() },
            ...(version === null ? {} : { 'if-match': version }),
          },
          body: JSON.stringify(sent),
        })
      ).json();
    },
  };
}
