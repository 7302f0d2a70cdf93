// Systems that may get tokens. A system is a person of its agency with a row here, and its rights are its memberships.
import { hashSecret } from './find-session.ts';
import type { Statement } from './statement.ts';

export interface ClientToStore {
  readonly client: string;
  readonly secret: string;
  readonly actions: readonly string[];
  readonly caseTypes: readonly string[] | null;
  readonly createdAt: string;
  readonly expiresAt: string;
}

export interface ClientRow {
  readonly client: string;
  readonly name: string;
  readonly actions: readonly string[];
  readonly case_types: readonly string[] | null;
  readonly expires_at: string;
}

export function addClient(tenant: number, client: ClientToStore): Statement {
  return {
    name: 'add-client',
    text: `insert into client (tenant, client, secret_hash, actions, case_types, created_at, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      tenant,
      client.client,
      hashSecret(client.secret),
      client.actions,
      client.caseTypes,
      client.createdAt,
      client.expiresAt,
    ],
  };
}

/** A live system by its secret; compared by hash, so that the time taken says nothing of the secret. */
export function findClient(
  tenant: number,
  who: { readonly client: string; readonly secret: string; readonly now: string },
): Statement<ClientRow> {
  return {
    name: 'find-client',
    text: `select c.client, p.name, c.actions, c.case_types, c.expires_at
             from client c join person p on p.tenant = c.tenant and p.person = c.client
            where c.tenant = $1 and c.client = $2 and c.secret_hash = $3 and c.expires_at > $4 and p.active`,
    values: [tenant, who.client, hashSecret(who.secret), who.now],
  };
}

export function listClients(tenant: number): Statement<ClientRow> {
  return {
    name: 'list-clients',
    text: `select c.client, p.name, c.actions, c.case_types, c.expires_at
             from client c join person p on p.tenant = c.tenant and p.person = c.client
            where c.tenant = $1 order by c.client`,
    values: [tenant],
  };
}

/** From now on it gets no token. Its row stays, since the record says what it did. */
export function endClient(tenant: number, client: string, now: string): Statement {
  return {
    name: 'end-client',
    text: 'update client set expires_at = $3 where tenant = $1 and client = $2 and expires_at > $3',
    values: [tenant, client, now],
  };
}
