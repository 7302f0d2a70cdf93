// What only one journey needs, in the folder of a running demonstration: a kind of case, or somebody in a team.
import { createHash } from 'node:crypto';
import { checkCaseType } from '@casewright/engine/definition';
import { configurationOf, openSystem } from '../server/src/open-system.ts';
import { demonstrationAgency } from '../server/src/demonstration/demonstration-people.ts';
import { publishCaseType } from '../server/src/store/publish-case-type.ts';
import { type AgencySetUp, upsertPeople } from '../server/src/store/upsert-people.ts';

/** @throws the problems of the case type, where it has any */
export async function publishKind(folder: string, source: string): Promise<void> {
  const system = await openSystem(configurationOf({ CASEWRIGHT_DATA: folder }), () => {});
  try {
    const checked = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
    if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
    const publishedAt = '2026-01-01T00:00:00.000Z';
    const published = { tenant: 1, person: 'set-up', caseType: checked.caseType, source, publishedAt };
    await publishCaseType(system.database, published);
  } finally {
    await system.close();
  }
}

/** Lets somebody of the demonstration have these memberships, and no others. */
export async function addMembership(folder: string, person: AgencySetUp['people'][number]): Promise<void> {
  const system = await openSystem(configurationOf({ CASEWRIGHT_DATA: folder }), () => {});
  try {
    await upsertPeople(system.database, { ...demonstrationAgency, people: [person] });
  } finally {
    await system.close();
  }
}
