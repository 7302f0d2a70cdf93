// Test support: a small kind of case with a section of its own, for tests of who may read what, and an agency with an officer and a
// manager who work on such cases. Only tests use it.
import { compile } from '../commands/agency-under-test.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { type ApiUnderTest, type Client, signedIn, startApi } from './api-under-test.ts';

export const CITY = 1;

export interface CareUnderTest {
  readonly under: ApiUnderTest;
  /** An officer of the desk. */
  readonly olga: Client;
  /** Its manager. */
  readonly mara: Client;
  /** Opens a case as Olga. @returns its path */
  readonly opened: () => Promise<string>;
}

export async function startCare(source: string): Promise<CareUnderTest> {
  const under = await startApi();
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: [{ team: 'desk', title: 'Desk' }] },
    people: [
      { person: 'olga', name: 'Olga', memberships: [{ team: 'desk', role: 'officer' }] },
      { person: 'mara', name: 'Mara', memberships: [{ team: 'desk', role: 'manager' }] },
    ],
  });
  const published = { tenant: CITY, person: 'set-up', source, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(under.database, { ...published, caseType: compile(source) });
  const olga = await signedIn(under, 'olga');
  const mara = await signedIn(under, 'mara');
  const opened = async (): Promise<string> => {
    const answer = await olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data: { note: 'x' } } });
    return `/api/v1/cases/${String(answer.body.caseId)}`;
  };
  return { under, olga, mara, opened };
}

/** Gives a command that must be taken. @returns the number of the event that it caused */
export async function done(by: Client, path: string, body: object): Promise<number> {
  const { status, body: said } = await by.send('POST', path, { body });
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(said)}`);
  return Number(said.version);
}

/** What became of a command: `done`, or the status and code of its problem. */
export async function codeOf(by: Client, path: string, body: object): Promise<string> {
  const { status, body: said } = await by.send('POST', path, { body });
  return status === 200 ? 'done' : `${status} ${String(said.code)}`;
}

/** What a case keeps besides fields and work, as somebody may read it. */
export async function kept(by: Client, path: string) {
  return (await by.get(path)).body.kept;
}

/** @param access the lines under `access:` */
export function careSource(access: string): string {
  return `
caseType: care
version: 1.0.0
title: Care
archetype: service
reference: CA-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, manager: Manager }
data:
  note: { type: text, label: Note }
  diagnosis: { type: text, label: Diagnosis }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional, diagnosis: optional } } }
plan: { tasks: { visit: { title: Visit, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
access:
${access}`;
}
