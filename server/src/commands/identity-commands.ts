// Everything that becomes of people, systems and their sessions, as one value for one process.
import type { Database } from '../store/database.ts';
import { issueToken, revokeToken, type TokenAnswer, type TokenRequest } from './issue-token.ts';
import { provisionGroups, type ProvisionGroups } from './provision-groups.ts';
import { provisionPeople, type ProvisionPeople } from './provision-people.ts';
import { signInAttempts, type SignInAttempts } from './sign-in-attempt.ts';
import { endByProvider, signInByProvider, type ProvenSignIn, type ProviderEnd } from './sign-in-by-provider.ts';
import { signOutEverywhere, type SessionLimits } from './sign-in.ts';

export interface IdentityCommands {
  readonly attempts: SignInAttempts;
  /** The credential of a new session; null where the provider knows somebody whom we do not. */
  readonly signInByProvider: (proven: ProvenSignIn) => Promise<string | null>;
  readonly endByProvider: (ended: ProviderEnd) => Promise<void>;
  readonly signOutEverywhere: (credential: string) => Promise<void>;
  readonly issueToken: (request: TokenRequest) => Promise<TokenAnswer>;
  readonly revokeToken: (token: string) => Promise<void>;
  readonly people: ProvisionPeople;
  readonly groups: ProvisionGroups;
}

export interface IdentityOptions {
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly limits?: SessionLimits;
  readonly masterKey: Buffer;
}

export function identityCommands(options: IdentityOptions): IdentityCommands {
  const { masterKey, ...deps } = options;
  return {
    attempts: signInAttempts(masterKey, deps.nowMs),
    signInByProvider: (proven) => signInByProvider(deps, proven),
    endByProvider: (ended) => endByProvider(deps, ended),
    signOutEverywhere: (credential) => signOutEverywhere(deps, credential),
    issueToken: (request) => issueToken(deps, request),
    revokeToken: (token) => revokeToken(deps, token),
    people: provisionPeople(deps),
    groups: provisionGroups(deps),
  };
}
