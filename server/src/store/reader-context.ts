// What the reader of a transaction holds, signed beside the context of `context.ts` and with the same key. It knows nothing
// of what a token means.
import { createHmac } from 'node:crypto';

export interface ReaderContext {
  readonly tenant: number;
  readonly person: string;
  readonly tokens: readonly string[];
}

// The literal goes into SQL text, because SET takes no parameters; nothing that fails these patterns gets there.
const WHO = /^[0-9]{1,9}:[A-Za-z0-9_.-]{1,64}:[0-9]{1,11}$/;
const TOKEN = /^[A-Za-z0-9_.:/#*-]{1,256}$/;

/**
 * The literal for `SET LOCAL app.reader`.
 *
 * @param expiresS epoch seconds; not later than what the tokens are true until
 * @throws TypeError for an id or a token that does not fit
 */
export function signReader({ tenant, person, tokens }: ReaderContext, expiresS: number, key: Buffer): string {
  const who = `${tenant}:${person}:${expiresS}`;
  if (!WHO.test(who) || !tokens.every((token) => TOKEN.test(token)))
    throw new TypeError('An agency, a person or a token does not have the form that a context allows.');
  const payload = `${who}:${tokens.join(',')}`;
  return `${payload}.${createHmac('sha256', key).update(payload).digest('hex')}`;
}
