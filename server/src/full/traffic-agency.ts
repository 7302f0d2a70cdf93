// An agency for the people who work through HTTP while servers are killed: its desk, its case type and a clerk with a
// session. Setting it up again changes nothing but begins another session.
import { join } from 'node:path';
import { COOKIE_NAME } from '../api/credential.ts';
import { readShippedNamed } from '../cli/read-case-types.ts';
import { signIn } from '../commands/sign-in.ts';
import { configurationOf, openSystem, type OpenSystem } from '../open-system.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import type { ProgramPlace } from './program.ts';

export interface TrafficAgency {
  readonly tenant: number;
  /** Cookie header of the clerk. */
  readonly cookie: string;
  /** Opens a case. */
  readonly body: string;
}

const TOWN = { tenant: 500, slug: 'town', team: 'fines-desk', person: 'clerk', role: 'officer' };
const CASE_TYPE = 'infringement-notice';

/** @param more of the configuration of the installation, as in the environment */
export async function prepareTraffic(
  { project, data }: ProgramPlace,
  more: Readonly<Record<string, string>> = {},
): Promise<TrafficAgency> {
  const system = await openSystem(configurationOf({ ...more, CASEWRIGHT_DATA: data }), () => {});
  try {
    await setUp(system, project);
    const credential = await signIn(
      { database: system.database, nowMs: Date.now },
      { agency: TOWN.slug, personId: TOWN.person },
    );
    if (credential === null) throw new Error('The clerk of the town could not sign in.');
    const body = JSON.stringify({
      caseType: CASE_TYPE,
      team: TOWN.team,
      data: { createdOn: '2026-03-02', article: '157', amount: '35.00' },
    });
    return { tenant: TOWN.tenant, cookie: `${COOKIE_NAME}=${credential}`, body };
  } finally {
    await system.close();
  }
}

async function setUp({ database }: OpenSystem, project: string): Promise<void> {
  const { tenant, slug, team, person, role } = TOWN;
  const people = [{ person, name: 'Clerk of the town', memberships: [{ team, role }] }];
  await upsertPeople(database, { tenant, slug, name: 'The town', teams: [{ team, title: 'Fines desk' }], people });
  const { caseType, source } = readShippedNamed(join(project, 'case-types'), CASE_TYPE);
  await publishCaseType(database, {
    tenant,
    person,
    caseType,
    source,
    publishedAt: new Date().toISOString(),
  });
}
