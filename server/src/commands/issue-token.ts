// Tokens for other systems: given for a secret (OAuth 2.0 client credentials), for a part of what the system may, for an
// hour, and taken back. A token is a session of the system, so it ends with its rights like any other.
import { commit, type Database } from '../store/database.ts';
import { appendAccessLog } from '../store/append-access-log.ts';
import { addClient, endClient, findClient, listClients, type ClientRow } from '../store/clients.ts';
import { addDirectoryChanges, rightsIn } from '../store/directory-changes.ts';
import { rightChangesIn } from '../store/right-changes.ts';
import { addRoleTo } from '../store/directory-groups.ts';
import { addPerson, setActive } from '../store/directory-people.ts';
import { addSession, endSession, endSessionsOf, hashSecret, sessionContext } from '../store/find-session.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { newSecret } from './sign-in.ts';
import { programContext } from '../store/context.ts';

export interface TokenDeps {
  readonly database: Database;
  readonly nowMs: () => number;
}

/** Long enough for a batch, short enough to be worth little. */
const TOKEN_MS = 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface TokenRequest {
  /** `<agency number>.<id>` */
  readonly clientId: string;
  readonly secret: string;
  /** Absent: all that the system may. */
  readonly scope?: readonly string[];
}

export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: string; readonly expiresInS: number; readonly scope: readonly string[] }
  | { readonly kind: 'unknown-client' }
  /** Asks for more than the system may. */
  | { readonly kind: 'beyond-scope' };

const CLIENT_ID = /^([1-9][0-9]{0,8})\.([A-Za-z0-9_.-]{1,64})$/;

export async function issueToken(deps: TokenDeps, { clientId, secret, scope }: TokenRequest): Promise<TokenAnswer> {
  const [, number, client = ''] = CLIENT_ID.exec(clientId) ?? [];
  if (number === undefined) return { kind: 'unknown-client' };
  const tenant = Number(number);
  const nowMs = deps.nowMs();
  const now = new Date(nowMs).toISOString();
  const [found] = await deps.database.once(sessionContext(tenant), [findClient(tenant, { client, secret, now })]);
  const [row] = found.rows;
  if (row === undefined) return { kind: 'unknown-client' };
  const asked = scope ?? row.actions;
  if (asked.length === 0 || asked.some((action) => !row.actions.includes(action))) return { kind: 'beyond-scope' };
  const lifeMs = Math.min(TOKEN_MS, Date.parse(row.expires_at) - nowMs);
  const token = await addToken(deps, { tenant, client, scope: asked, lifeMs });
  return { kind: 'token', token, expiresInS: Math.floor(lifeMs / 1000), scope: asked };
}

interface TokenToAdd {
  readonly tenant: number;
  readonly client: string;
  readonly scope: readonly string[];
  readonly lifeMs: number;
}

async function addToken(deps: TokenDeps, { tenant, client, scope, lifeMs }: TokenToAdd): Promise<string> {
  const nowMs = deps.nowMs();
  const createdAt = new Date(nowMs).toISOString();
  const secret = newSecret();
  const session = { tenant, secret, person: client, kind: 'token' as const, scope, createdAt };
  await deps.database.once({ tenant, person: client }, [
    addSession({ ...session, expiresAt: new Date(nowMs + lifeMs).toISOString() }),
    ...appendAccessLog(tenant, createdAt, [
      {
        entryId: uuidV7(nowMs),
        person: client,
        authority: `token:${hashSecret(secret).toString('hex').slice(0, 16)}`,
        ...{ action: 'token', caseIds: [], denied: false },
      },
    ]),
  ]);
  return `${tenant}.${secret}`;
}

/** Takes a token back, if it is one. Whoever holds it may: it is worth nothing to anybody afterwards. */
export async function revokeToken(deps: TokenDeps, token: string): Promise<void> {
  const [tenant, secret] = [Number(token.slice(0, token.indexOf('.'))), token.slice(token.indexOf('.') + 1)];
  await deps.database.once(sessionContext(tenant), [endSession(tenant, secret)]);
}

export interface NewClient {
  readonly tenant: number;
  readonly name: string;
  readonly actions: readonly string[];
  readonly caseTypes: readonly string[] | null;
  readonly memberships: readonly { readonly team: string; readonly role: string }[];
  readonly days: number;
}

const BY_COMMAND_LINE = { actor: 'system.command-line', authority: 'command-line' };

/** Makes a system known. @returns its id and its secret, which exists nowhere else. Throws where a team does not exist. */
export async function addSystem(
  deps: TokenDeps,
  system: NewClient,
): Promise<{ readonly clientId: string; readonly secret: string }> {
  const { tenant, name, actions, caseTypes, memberships, days } = system;
  const nowMs = deps.nowMs();
  const createdAt = new Date(nowMs).toISOString();
  const client = `system.${uuidV7(nowMs)}`;
  const secret = newSecret();
  const changes = [
    { change: 'system-added', person: client },
    ...memberships.map((membership) => ({ change: 'member-added', person: client, ...membership })),
  ].map((change) => ({ ...change, changeId: uuidV7(nowMs) }));
  const { actor } = BY_COMMAND_LINE;
  await deps.database.transaction(programContext(tenant, actor), async (tx) => {
    const evidence = await rightChangesIn(tx, { tenant, actor, at: createdAt }, rightsIn(changes));
    await commit(tx, [
      addPerson(tenant, { person: client, name }),
      addClient(tenant, {
        ...{ client, secret, actions, caseTypes, createdAt },
        expiresAt: new Date(nowMs + days * DAY_MS).toISOString(),
      }),
      ...memberships.map(({ team, role }) => addRoleTo(tenant, { team, role, people: [client] })),
      addDirectoryChanges(tenant, { ...BY_COMMAND_LINE, recordedAt: createdAt }, changes),
      ...evidence,
    ]);
  });
  return { clientId: `${tenant}.${client}`, secret };
}

/** A token for as long as its system is known, for programs that cannot ask for one. Null where there is no such system. */
export async function addLongToken(
  deps: TokenDeps,
  of: { readonly tenant: number; readonly client: string; readonly days: number },
): Promise<string | null> {
  const { tenant, client, days } = of;
  const [systems] = await deps.database.once(sessionContext(tenant), [listClients(tenant)]);
  const row = systems.rows.find((one) => one.client === client);
  const left = row === undefined ? 0 : Date.parse(row.expires_at) - deps.nowMs();
  if (row === undefined || left <= 0) return null;
  return addToken(deps, { tenant, client, scope: row.actions, lifeMs: Math.min(left, days * DAY_MS) });
}

export async function listSystems(deps: TokenDeps, tenant: number): Promise<readonly ClientRow[]> {
  const [systems] = await deps.database.once(sessionContext(tenant), [listClients(tenant)]);
  return systems.rows;
}

/** It gets no token any more, and those that it has end at once. False where there is none that was known. */
export async function endSystem(
  deps: TokenDeps,
  { tenant, client }: { readonly tenant: number; readonly client: string },
): Promise<boolean> {
  const known = (await listSystems(deps, tenant)).some((one) => one.client === client);
  if (!known) return false;
  const nowMs = deps.nowMs();
  const recordedAt = new Date(nowMs).toISOString();
  const { actor } = BY_COMMAND_LINE;
  const ended = { change: 'system-ended', person: client };
  await deps.database.transaction(programContext(tenant, actor), async (tx) => {
    const evidence = await rightChangesIn(tx, { tenant, actor, at: recordedAt }, rightsIn([ended]));
    await commit(tx, [
      endClient(tenant, client, recordedAt),
      endSessionsOf(tenant, client),
      setActive(tenant, client, false),
      addDirectoryChanges(tenant, { ...BY_COMMAND_LINE, recordedAt }, [{ ...ended, changeId: uuidV7(nowMs) }]),
      ...evidence,
    ]);
  });
  return true;
}
