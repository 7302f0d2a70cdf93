// A real OpenID Connect provider on the loopback, for tests: it signs in whom it is told to, changes its keys, and may be
// made to answer with what it should not.
import { generateKeyPairSync, randomUUID, type JsonWebKey } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type OidcProvider } from 'oidc-provider';

export interface ProviderUnderTest {
  readonly issuer: string;
  /** Whom the next sign-in is of, and by which methods. */
  account: { sub: string; name: string; amr: readonly string[]; acr: string };
  /** Changes the token that the provider gives; null: none is changed. */
  forge: ((idToken: string) => string | Promise<string>) | null;
  /** True shows a page with a button; else everybody who comes is signed in at once. */
  asks: boolean;
  /** The private key that signs now. */
  readonly key: () => JsonWebKey;
  /** New keys, as after a theft: what the old ones signed is worth nothing any more. */
  readonly rotate: () => void;
  readonly close: () => Promise<void>;
}

export const CLIENT = { clientId: 'casewright', clientSecret: 'a secret of the test' };

export async function startProvider(origin: string, agency: string): Promise<ProviderUnderTest> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let key = newKey();
  let provider = makeProvider(issuer, { origin, agency, key });
  const under: ProviderUnderTest = {
    issuer,
    account: { sub: 'sub-anna', name: 'Anna Ricci', amr: ['pwd'], acr: 'one' },
    forge: null,
    asks: false,
    key: () => key,
    rotate() {
      key = newKey();
      provider = makeProvider(issuer, { origin, agency, key });
    },
    close: () => closed(server),
  };
  server.on('request', (request, response) => {
    // `on` waits for nobody; a failure shows as a sign-in that does not succeed.
    void answer(under, provider, { request, response }).catch(() => response.destroy());
  });
  return under;
}

function newKey(): JsonWebKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

interface Made {
  readonly origin: string;
  readonly agency: string;
  readonly key: JsonWebKey;
}

function makeProvider(issuer: string, { origin, agency, key }: Made): OidcProvider {
  const provider: OidcProvider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [`${origin}/api/v1/providers/${agency}/callback`],
        post_logout_redirect_uris: [`${origin}/sign-in`],
        backchannel_logout_session_required: true,
        backchannel_logout_uri: `${origin}/api/v1/providers/${agency}/back-channel-sign-out`,
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['a key of the test'] },
    acrValues: ['one', 'two'],
    claims: { openid: ['sub', 'acr', 'amr'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      // The page that the library brings loads its letters from elsewhere.
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(context: { body: string }, form: string) {
          context.body = `<title>Provider</title>${form}`;
        },
      },
    },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => Promise.resolve({ sub, name: names.get(sub) ?? '' }),
    }),
    // Nobody is asked whether they agree: that is a matter between the agency and its provider.
    async loadExistingGrant(context: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
      const { client, session } = context.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  return provider;
}

const names = new Map<string, string>();

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answer(
  under: ProviderUnderTest,
  provider: OidcProvider,
  { request, response }: Exchange,
): Promise<void> {
  const url = request.url ?? '';
  if (url.startsWith('/interaction/') && under.asks && request.method === 'GET') {
    response.setHeader('content-type', 'text/html');
    response.end('<title>Provider</title><form method="post"><button>Sign in at the provider</button></form>');
    return;
  }
  if (url.startsWith('/interaction/')) {
    const { sub, name, amr, acr } = under.account;
    names.set(sub, name);
    await provider.interactionFinished(request, response, { login: { accountId: sub, amr: [...amr], acr } });
    return;
  }
  const { forge } = under;
  if (url === '/token' && forge !== null) forgeAnswer(response, forge);
  await provider.callback()(request, response);
}

/** Changes the token on its way out. */
function forgeAnswer(response: ServerResponse, forge: NonNullable<ProviderUnderTest['forge']>): void {
  const end = response.end.bind(response);
  response.end = (body?: unknown) => {
    void change(String(body), forge).then((text) => {
      response.setHeader('content-length', Buffer.byteLength(text));
      end(text);
    });
    return response;
  };
}

async function change(text: string, forge: NonNullable<ProviderUnderTest['forge']>): Promise<string> {
  // What the provider answers to a code.
  const tokens = JSON.parse(text) as { id_token?: string };
  return tokens.id_token === undefined ? text : JSON.stringify({ ...tokens, id_token: await forge(tokens.id_token) });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => void server.close(() => resolve()));
}
