// Who somebody is at an identity provider, and the person that they are here.
import type { Statement } from './statement.ts';

export interface ProvenSubject {
  readonly issuer: string;
  readonly subject: string;
}

export interface IdentityRow {
  readonly person: string;
  readonly active: boolean;
}

/** Whom a subject was linked to; also somebody who is no longer active, so that nobody is made anew in their stead. */
export function findIdentity(tenant: number, { issuer, subject }: ProvenSubject): Statement<IdentityRow> {
  return {
    name: 'find-identity',
    text: `select p.person, p.active from identity i join person p on p.tenant = i.tenant and p.person = i.person
           where i.tenant = $1 and i.issuer = $2 and i.subject = $3`,
    values: [tenant, issuer, subject],
  };
}

/** Whom the directory knows by the provider's own id. */
export function findByExternalId(tenant: number, externalId: string): Statement<IdentityRow> {
  return {
    name: 'find-by-external-id',
    text: 'select person, active from person where tenant = $1 and external_id = $2 and removed_at is null',
    values: [tenant, externalId],
  };
}

export function addIdentity(
  tenant: number,
  link: ProvenSubject & { readonly person: string; readonly linkedAt: string },
): Statement {
  return {
    name: 'add-identity',
    text: 'insert into identity (tenant, issuer, subject, person, linked_at) values ($1, $2, $3, $4, $5)',
    values: [tenant, link.issuer, link.subject, link.person, link.linkedAt],
  };
}

export function removeIdentities(tenant: number, person: string): Statement {
  return {
    name: 'remove-identities',
    text: 'delete from identity where tenant = $1 and person = $2',
    values: [tenant, person],
  };
}
