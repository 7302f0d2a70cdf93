// An OpenID Connect provider as the rest of the server sees it: where to send somebody, and who came back. Everything that
// comes back is checked here: state, nonce, code verifier, issuer, audience, times and the signature. Knows no people.
import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as oidc from 'openid-client';
import type { ProviderSettings } from './provider-settings.ts';

/** What must come back unchanged, kept by the browser in a sealed cookie meanwhile. */
export interface Challenge {
  readonly state: string;
  readonly nonce: string;
  /** Of the code challenge (PKCE, RFC 7636). */
  readonly verifier: string;
}

export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** Empty where the provider gives none. */
  readonly name: string;
  readonly secondFactor: boolean;
  /** The provider's own session, `sid`; empty where it gives none. */
  readonly providerSession: string;
}

/** What a provider says has ended. */
export interface EndedAtProvider {
  readonly issuer: string;
  readonly subject: string | null;
  readonly providerSession: string | null;
}

export interface IdentityProvider {
  readonly settings: ProviderSettings;
  /** Where to send the browser, and what must come back with it. */
  readonly begin: () => Promise<{ readonly url: string; readonly challenge: Challenge }>;
  /** @throws whatever is wrong with what came back, or with the provider */
  readonly finish: (cameBack: URL, challenge: Challenge) => Promise<ProvenIdentity>;
  /** Checks a logout token (OpenID Connect Back-Channel Logout 1.0). @throws for one that is not to be believed */
  readonly readLogoutToken: (token: string) => Promise<EndedAtProvider>;
  /** Where the provider's own session is ended, or null where it has no such place. */
  readonly signOutUrl: () => Promise<string | null>;
}

export interface ProviderPlaces {
  /** The address of the callback, as registered with the provider. */
  readonly redirectUri: string;
  /** Where the provider sends the browser after signing out. */
  readonly afterSignOut: string;
}

/** A provider that answers later than this is not waited for. */
const TIMEOUT_S = 10;
/** How far the clocks of provider and server may be apart. */
const CLOCKS_APART_S = 30;
/** A logout token is sent at once; an old one is a replay. */
const LOGOUT_TOKEN_MAX_S = 120;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Signatures by a public key. `none`, and keys shared with the provider, are never taken. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** Discovers the provider when it is first needed, so that a server starts without it. */
export function openIdentityProvider(settings: ProviderSettings, places: ProviderPlaces): IdentityProvider {
  let known: Promise<oidc.Configuration> | null = null;
  let keys: ReturnType<typeof createRemoteJWKSet> | null = null;

  function discovered(): Promise<oidc.Configuration> {
    known ??= discover(settings).catch((error: unknown) => {
      // Not remembered: the next one asks again.
      known = null;
      throw error;
    });
    return known;
  }

  return {
    settings,
    async begin() {
      const configuration = await discovered();
      const challenge = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = await addressFor(configuration, challenge, { settings, places });
      return { url, challenge };
    },
    async finish(cameBack, challenge) {
      const configuration = await discovered();
      const tokens = await oidc.authorizationCodeGrant(configuration, cameBack, {
        expectedState: challenge.state,
        expectedNonce: challenge.nonce,
        pkceCodeVerifier: challenge.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('The provider gave no identity.');
      return provenBy(settings, claims);
    },
    async readLogoutToken(token) {
      const server = (await discovered()).serverMetadata();
      if (server.jwks_uri === undefined) throw new Error('The provider publishes no keys.');
      keys ??= createRemoteJWKSet(new URL(server.jwks_uri), { timeoutDuration: TIMEOUT_S * 1000 });
      return checkLogoutToken(settings, token, { keys, issuer: server.issuer });
    },
    async signOutUrl() {
      const configuration = await discovered();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: places.afterSignOut }).href;
    },
  };
}

async function addressFor(
  configuration: oidc.Configuration,
  challenge: Challenge,
  { settings, places }: { readonly settings: ProviderSettings; readonly places: ProviderPlaces },
): Promise<string> {
  const { acr } = settings.secondFactor;
  return oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: places.redirectUri,
    scope: settings.scope,
    state: challenge.state,
    nonce: challenge.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(challenge.verifier),
    code_challenge_method: 'S256',
    ...(acr.length === 0 ? {} : { acr_values: acr.join(' ') }),
  }).href;
}

async function checkLogoutToken(
  settings: ProviderSettings,
  token: string,
  { keys, issuer }: { readonly keys: JWTVerifyGetKey; readonly issuer: string },
): Promise<EndedAtProvider> {
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience: settings.clientId,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCKS_APART_S,
    maxTokenAge: LOGOUT_TOKEN_MAX_S,
    requiredClaims: ['iat', 'jti', 'events'],
  });
  const { events, nonce } = payload;
  const said = typeof events === 'object' && events !== null && LOGOUT_EVENT in events;
  if (!said || nonce !== undefined) throw new Error('This token does not end a session.');
  const subject = textOf(payload[settings.subjectClaim]) || null;
  const providerSession = textOf(payload['sid']) || null;
  if (subject === null && providerSession === null) throw new Error('This token names nobody.');
  return { issuer, subject, providerSession };
}

function discover(settings: ProviderSettings): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret } = settings;
  const authentication = clientSecret === null ? oidc.None() : oidc.ClientSecretBasic(clientSecret);
  return oidc.discovery(new URL(issuer), clientId, { [oidc.clockTolerance]: CLOCKS_APART_S }, authentication, {
    // The signature is checked too, though the token comes from the provider itself: then nobody in between is believed.
    execute: [oidc.enableNonRepudiationChecks, ...(isThisMachine(issuer) ? [oidc.allowInsecureRequests] : [])],
    timeout: TIMEOUT_S,
  });
}

/** The settings allow a plain connection only to a provider on this machine, for trying out and for tests. */
function isThisMachine(issuer: string): boolean {
  return new URL(issuer).protocol === 'http:';
}

function provenBy(settings: ProviderSettings, claims: oidc.IDToken): ProvenIdentity {
  const subject = textOf(claims[settings.subjectClaim]);
  if (subject === '' || subject.length > SUBJECT_MAX) throw new Error('The provider names nobody.');
  const { amr, acr } = settings.secondFactor;
  const methods: readonly unknown[] = Array.isArray(claims['amr']) ? claims['amr'] : [];
  return {
    issuer: claims.iss,
    subject,
    name: textOf(claims['name']) || textOf(claims['preferred_username']),
    secondFactor: amr.some((method) => methods.includes(method)) || acr.includes(textOf(claims['acr'])),
    providerSession: textOf(claims['sid']),
  };
}

/** Longer ones are not made by providers (OpenID Connect Core 1.0, 2: at most 255). */
const SUBJECT_MAX = 255;

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
