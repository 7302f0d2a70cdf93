// Somebody who stands in for a colleague: where the colleague stands, and the proof that both still stand where they stood.
import { hashSecret, type SessionProof } from './find-session.ts';
import type { NameRow } from './find-people.ts';
import { standingHash, standingOf, type StandingLine } from './reader-standing.ts';
import type { Statement } from './statement.ts';

export interface ColleagueRow {
  readonly name: string;
  readonly standing: readonly StandingLine[];
  readonly standing_hash: string;
}

/** Where a person stands who works for the agency now; no row for a system, or for nobody. */
export function findColleague(tenant: number, person: string): Statement<ColleagueRow> {
  return {
    name: 'find-colleague',
    // The offset keeps the standing one value, which is asked for twice.
    text: `select p.name, stands.standing, ${standingHash('stands.standing')} as standing_hash
             from person p cross join lateral (select ${standingOf('p.person')} as standing offset 0) stands
            where p.tenant = $1 and p.person = $2 and ${WORKS}`,
    values: [tenant, person],
  };
}

/** Those of some people who work for the agency now, with their names. */
export function findAtWork(tenant: number, people: readonly string[]): Statement<NameRow> {
  return {
    name: 'find-at-work',
    text: `select p.person, p.name from person p where p.tenant = $1 and p.person = any ($2::text[]) and ${WORKS}`,
    values: [tenant, people],
  };
}

const WORKS = 'p.active and not exists (select from client c where c.tenant = $1 and c.client = p.person)';

export interface StandInProof extends SessionProof {
  readonly colleague: string;
  /** Of the standing of the colleague that the holding was made from. */
  readonly colleagueHash: string;
}

/** What `proveSession` asks, of the colleague too: one row exactly when neither of them stands elsewhere. */
export function proveStandIn(proof: StandInProof): Statement<{ readonly proved: number }> {
  return {
    name: 'prove-stand-in',
    text: `select 1 as proved from session s join person own on own.tenant = s.tenant and own.person = s.person
             join person p on p.tenant = s.tenant and p.person = $5
           where s.tenant = $1 and s.token_hash = $2 and s.expires_at > $3 and own.active and ${WORKS}
             and ${standingHash(standingOf('s.person'))} = $4 and ${standingHash(standingOf('p.person'))} = $6`,
    values: [
      ...[proof.tenant, hashSecret(proof.secret), proof.now, proof.standingHash],
      ...[proof.colleague, proof.colleagueHash],
    ],
  };
}
