// Test support: a server with a kind of case that has a schedule, closed cases whose time is over, and people who keep records. Only tests
// import it.
import { compile } from '../commands/agency-under-test.ts';
import type { DestroyDeps } from '../commands/destroy.ts';
import { KEPT } from '../commands/disposal-under-test.ts';
import { goThroughStarted } from '../commands/disposal-run.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { principalOfMember } from '../commands/member-principal.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { type ApiUnderTest, type Client, signedIn, startApi } from './api-under-test.ts';

export const CITY = 1;
const SOURCE = KEPT.replace('team: desk', 'team: traffic-fines');

export interface RecordsUnderTest {
  readonly under: ApiUnderTest;
  readonly anna: Client;
  /** Three who keep records, and one who does not. */
  readonly rita: Client;
  readonly ron: Client;
  readonly ruth: Client;
  readonly cleo: Client;
  /** A closed case, due since 2022 where it ended as done; later with a later day. */
  readonly closed: (more?: {
    readonly region?: string;
    readonly outcome?: string;
    readonly on?: string;
  }) => Promise<string>;
  /** As the worker goes through what was let begin. */
  readonly work: () => ReturnType<typeof goThroughStarted>;
  /** Lines of the list outside the database. */
  readonly noted: string[];
  readonly keysOf: (caseId: string) => Promise<number>;
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
}

const OFFICER = principalOfMember({
  ...{ tenant: CITY, person: 'anna', authority: 'session:anna', name: 'Anna Ricci' },
  teams: [{ team: 'traffic-fines', role: 'officer' }],
});

export async function startRecords(): Promise<RecordsUnderTest> {
  const under = await startApi();
  const role = { team: 'records', role: 'records-manager' };
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: [{ team: 'records', title: 'Records' }] },
    people: [
      ...['rita', 'ron', 'ruth'].map((person) => ({ person, name: person.toUpperCase(), memberships: [role] })),
      { person: 'cleo', name: 'Cleo', memberships: [{ team: 'records', role: 'clerk' }] },
    ],
  });
  await publishCaseType(under.database, {
    ...{ tenant: CITY, person: 'set-up', caseType: compile(SOURCE), source: SOURCE },
    publishedAt: '2019-01-01T00:00:00.000Z',
  });
  const noted: string[] = [];
  const keeper: DestroyDeps['keeper'] = {
    note: async ({ certificate }) => {
      noted.push(certificate.caseId);
      return certificate.caseId;
    },
    cancel: async (id) => void noted.splice(noted.indexOf(id), 1),
  };
  let keys = 0;
  const sql: RecordsUnderTest['sql'] = (text, values = []) => under.test.query(text, values);
  return {
    ...{ under, noted, sql, anna: await signedIn(under, 'anna') },
    ...{ rita: await signedIn(under, 'rita'), ron: await signedIn(under, 'ron') },
    ...{ ruth: await signedIn(under, 'ruth'), cleo: await signedIn(under, 'cleo') },
    closed: async ({ region = 'south', outcome = 'done', on = '2021-02-28' } = {}) => {
      keys += 1;
      const opened = await executeCommand(under.deps, OFFICER, {
        ...{ open: { caseType: 'kept', data: { region } }, idempotencyKey: `open-${keys}`, occurred: '2020-01-10' },
      });
      if (opened.kind !== 'applied') throw new Error(`No case was opened: ${JSON.stringify(opened)}`);
      const { caseId } = opened;
      const command = { type: 'CloseCase', outcome } as const;
      const done = await executeCommand(under.deps, OFFICER, {
        ...{ caseId, command, idempotencyKey: `close-${keys}`, occurred: on },
      });
      if (done.kind !== 'applied') throw new Error(`The case was not closed: ${JSON.stringify(done)}`);
      return caseId;
    },
    work: () => goThroughStarted({ ...under.deps, keeper }, CITY, new AbortController().signal),
    keysOf: async (caseId) => (await sql('select from data_key where case_id = $1', [caseId])).length,
  };
}
