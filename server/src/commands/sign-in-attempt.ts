// What a browser carries to an identity provider and back: sealed, so that it cannot be read, made up or given to
// somebody else, and bound to the agency and to a quarter of an hour. Nothing is stored for people who never come back.
import { hkdfSync } from 'node:crypto';
import { open, seal } from '../store/keys.ts';

/** Somebody on the way to a provider. */
export interface SignInAttempt {
  /** Slug. */
  readonly agency: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where they were going, a path of this site. */
  readonly returnTo: string;
}

export interface SignInAttempts {
  readonly seal: (attempt: SignInAttempt) => string;
  /** Null for what was not sealed here, or too long ago. */
  readonly open: (text: string) => SignInAttempt | null;
}

/** Long enough to find the second factor. */
export const ATTEMPT_MS = 15 * 60 * 1000;
const SEALED_MAX = 4_000;
const BOUND = 'sign-in-attempt';

/** @param masterKey of the installation: every process of it can open what another sealed */
export function signInAttempts(masterKey: Buffer, nowMs: () => number): SignInAttempts {
  const key = Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'casewright/1/sign-in-attempt', 32));
  return {
    seal: (attempt) =>
      seal(key, JSON.stringify({ ...attempt, until: nowMs() + ATTEMPT_MS }), BOUND).toString('base64url'),
    open(text) {
      if (text.length > SEALED_MAX) return null;
      try {
        // Whatever opens with this key was sealed above.
        const { until, ...attempt } = JSON.parse(
          open(key, Buffer.from(text, 'base64url'), BOUND).toString('utf8'),
        ) as SignInAttempt & { readonly until: number };
        return until > nowMs() ? attempt : null;
      } catch {
        return null;
      }
    },
  };
}
