// From somebody whom an identity provider has proven to a person here and a session; and what a provider ends again.
// Who they are is matched by issuer and subject alone: a name or an address can be another's tomorrow.
import { Conflict } from '../errors.ts';
import { appendAccessLog } from '../store/append-access-log.ts';
import { commit, flight, readingAs, unsettle, type Tx } from '../store/database.ts';
import { addPerson } from '../store/directory-people.ts';
import { addDirectoryChanges, rightsIn } from '../store/directory-changes.ts';
import { rightChangesIn } from '../store/right-changes.ts';
import { endProviderSessions, sessionContext } from '../store/find-session.ts';
import { addIdentity, findByExternalId, findIdentity, type ProvenSubject } from '../store/identities.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { agencyNumbered, beginSession, type SignInDeps } from './sign-in.ts';

export interface ProvenSignIn extends ProvenSubject {
  /** Slug of the agency whose provider it is. */
  readonly agency: string;
  readonly name: string;
  readonly secondFactor: boolean;
  readonly providerSession: string;
  readonly provisioning: 'directory' | 'first-sign-in';
}

/** @returns the credential; null where the provider knows somebody whom we do not, or who has left */
export async function signInByProvider(deps: SignInDeps, proven: ProvenSignIn): Promise<string | null> {
  const tenant = await agencyNumbered(deps.database, proven.agency);
  if (tenant === null) return null;
  const person = await matched(deps, tenant, proven);
  if (person === null) return null;
  const { secondFactor, providerSession } = proven;
  return beginSession(deps, { tenant, person, secondFactor, providerSession });
}

async function matched(deps: SignInDeps, tenant: number, proven: ProvenSignIn): Promise<string | null> {
  const match = (): Promise<string | null> =>
    deps.database.transaction(sessionContext(tenant), (tx) => matchIn(deps, tx, { ...proven, tenant }));
  try {
    return await match();
  } catch (error) {
    // Two first sign-ins of one person met; by now the other has made what both wanted.
    if (error instanceof Conflict) return match();
    throw error;
  }
}

async function matchIn(
  deps: SignInDeps,
  tx: Tx,
  proven: ProvenSignIn & { readonly tenant: number },
): Promise<string | null> {
  const { tenant, issuer, subject } = proven;
  const [linked, brought] = await flight(tx, [findIdentity(tenant, proven), findByExternalId(tenant, subject)]);
  const [known] = linked.rows;
  if (known !== undefined) return known.active ? known.person : null;
  const [person] = brought.rows;
  const nowMs = deps.nowMs();
  const linkedAt = new Date(nowMs).toISOString();
  if (person !== undefined) {
    if (!person.active) return null;
    await commit(tx, [addIdentity(tenant, { issuer, subject, person: person.person, linkedAt })]);
    return person.person;
  }
  if (proven.provisioning !== 'first-sign-in') return null;
  const made = uuidV7(nowMs);
  const by = { recordedAt: linkedAt, actor: made, authority: 'first-sign-in' };
  const added = { change: 'person-added', person: made };
  const evidence = await rightChangesIn(tx, { tenant, actor: made, at: linkedAt }, rightsIn([added]));
  await commit(tx, [
    readingAs(tx, 'program'),
    addPerson(tenant, { person: made, name: shownName(proven.name) }),
    addIdentity(tenant, { issuer, subject, person: made, linkedAt }),
    addDirectoryChanges(tenant, by, [{ ...added, changeId: uuidV7(nowMs) }]),
    ...evidence,
  ]);
  return made;
}

const NAME_MAX = 200;

/** A provider's text, made fit to be shown. */
function shownName(name: string): string {
  const plain = name
    .slice(0, NAME_MAX)
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim();
  return plain === '' ? 'Name not given' : plain;
}

export interface ProviderEnd {
  readonly agency: string;
  readonly issuer: string;
  readonly subject: string | null;
  readonly providerSession: string | null;
}

/** Ends the sessions of a person, or of one session of the provider, since the provider says that it has ended. */
export async function endByProvider(deps: SignInDeps, ended: ProviderEnd): Promise<void> {
  const { database } = deps;
  const tenant = await agencyNumbered(database, ended.agency);
  if (tenant === null) return;
  const nowMs = deps.nowMs();
  await database.transaction(sessionContext(tenant), async (tx) => {
    const [sessions] = await flight(tx, [endProviderSessions(tenant, ended)]);
    const people = [...new Set(sessions.rows.map(({ person }) => person))];
    if (people.length === 0) return;
    unsettle(
      tx,
      people.map((person) => `person/${person}`),
    );
    const line = { authority: 'provider', action: 'sign-out', caseIds: [], denied: false };
    const lines = people.slice(0, LINES_MAX).map((person) => ({ ...line, person, entryId: uuidV7(nowMs) }));
    await commit(tx, appendAccessLog(tenant, new Date(nowMs).toISOString(), lines));
  });
}

/** One session of a provider is one person's. */
const LINES_MAX = 32;
