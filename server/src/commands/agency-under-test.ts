// Test support: two agencies, people and a small published case type on a database of its own, driven through the real
// command path. Only tests import it.
import { principalOfMember } from './member-principal.ts';
import { createHash } from 'node:crypto';
import type { Fields, CaseCommand } from '@casewright/engine/case';
import { checkCaseType, type CaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { fileKeyProvider, type KeyProvider } from '../store/keys.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import type { Outcome, RequestOptions } from './command-request.ts';
import { commandDeps, executeCommand, type CommandDeps } from './execute-command.ts';

export const TOWN = 7;
export const VILLAGE = 8;

/** A repeated task, a task that follows, personal data, a timer of 30 days, a deadline of 56 and work after closing. */
export const SOURCE = `
caseType: example
version: 1.0.0
title: Example
archetype: service
reference: EX-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, head: Head of the desk }
parties: { applicant: { title: Applicant, subject: true } }
data:
  note: { type: text, label: Note, purpose: Test }
  name: { type: text, label: Name, purpose: Test, personal: true, subject: applicant }
  startedOn: { type: date, label: Started on, purpose: Test }
  reminded: { type: boolean, label: Reminded, purpose: Test }
opening: { form: open, by: officer }
forms:
  open: { title: Open, fields: { note: optional, name: optional, startedOn: optional } }
  more: { title: More, fields: { note: optional, name: optional } }
plan:
  tasks:
    check: { title: Check, by: officer, form: more, repeat: true }
    sign: { title: Sign, by: head, entry: [ { after: check } ], required: true, dueWithinDays: 10 }
  timers:
    remind: { title: Remind, entry: [ { after: { field: startedOn, on: create } } ], due: 'startedOn + duration("P30D")', sets: { reminded: 'true' } }
clocks:
  decide: { title: Decide, kind: deadline, from: startedOn, within: 56 days, stop: closing, law: { ref: None, kind: statute } }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;

export interface AgencyUnderTest {
  readonly test: TestDatabase;
  readonly database: Database;
  readonly keys: KeyProvider;
  readonly deps: CommandDeps;
  readonly caseType: CaseType;
  /** Officer and head of the desk of the town. */
  readonly ann: Principal;
  /** Officer of the desk of the village. */
  readonly bob: Principal;
  /** Milliseconds since 1970 as the deps see it; tests move it. */
  readonly clock: { nowMs: number };
  /** Opens a case as Ann. @returns its id. */
  readonly open: (data?: Fields, options?: Partial<RequestOptions>) => Promise<string>;
  /** A command as Ann, with a key of its own unless one is given. */
  readonly act: (
    caseId: string,
    command: Exclude<CaseCommand, { type: 'OpenCase' }>,
    options?: Partial<RequestOptions>,
  ) => Promise<Outcome>;
  readonly close: () => Promise<void>;
}

export async function startAgency(): Promise<AgencyUnderTest> {
  const test = await startTestDatabase();
  const database = openDatabase({ connection: test.appConnection, contextKey: test.contextKey, poolSize: 6 });
  const keys = fileKeyProvider(Buffer.alloc(32, 3));
  const clock = { nowMs: Date.parse('2026-03-01T10:00:00Z') };
  const deps = commandDeps(database, keys, () => clock.nowMs);
  const caseType = compile(SOURCE);
  for (const [tenant, slug, person] of [
    [TOWN, 'town', 'ann'],
    [VILLAGE, 'village', 'bob'],
  ] as const) {
    const memberships = [
      { team: 'desk', role: 'officer' },
      ...(person === 'ann' ? [{ team: 'desk', role: 'head' }] : []),
    ];
    await upsertPeople(database, {
      tenant,
      slug,
      name: slug,
      teams: [{ team: 'desk', title: 'Desk' }],
      people: [{ person, name: person, memberships }],
    });
    await publishCaseType(database, {
      tenant,
      person,
      caseType,
      source: SOURCE,
      publishedAt: '2026-01-01T00:00:00.000Z',
    });
  }
  const ann = principal(TOWN, 'ann', ['officer', 'head']);
  let keysUsed = 0;
  const newKey = (): string => `key-${(keysUsed += 1)}`;
  return {
    test,
    database,
    keys,
    deps,
    caseType,
    ann,
    bob: principal(VILLAGE, 'bob', ['officer']),
    clock,
    open: async (data = {}, options = {}) => {
      const outcome = await executeCommand(deps, ann, {
        open: { caseType: 'example', data },
        idempotencyKey: newKey(),
        ...options,
      });
      if (outcome.kind !== 'applied') throw new Error(`The case was not opened: ${JSON.stringify(outcome)}`);
      return outcome.caseId;
    },
    act: (caseId, command, options = {}) =>
      executeCommand(deps, ann, { caseId, command, idempotencyKey: newKey(), ...options }),
    close: async () => {
      await database.close();
      await test.close();
    },
  };
}

export function principal(tenant: number, person: string, roles: readonly string[]): Principal {
  return principalIn(
    tenant,
    person,
    roles.map((role) => ({ team: 'desk', role })),
  );
}

/** Somebody in a session, with what their memberships give them to hold. */
export function principalIn(tenant: number, person: string, teams: Principal['teams']): Principal {
  return principalOfMember({ tenant, person, authority: `session:${person}`, name: person, teams });
}

/** A case type from its source, which must be right. */
export function compile(source: string): CaseType {
  const checked = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
  if ('problems' in checked)
    throw new Error(checked.problems.map((problem) => `${problem.path}: ${problem.reason}`).join('\n'));
  return checked.caseType;
}
