// The office in which made-up people are recorded, one case for each record, and the doors by which its officer asks who they are: the
// command path and the queries of the program, as any route uses them.
import { createHash } from 'node:crypto';
import { checkCaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import { commandDeps, executeCommand } from '../commands/execute-command.ts';
import { peopleDoors } from '../commands/link-people.ts';
import { principalOfMember } from '../commands/member-principal.ts';
import { operatorAsker } from '../queries/operator-asker.ts';
import { openQueries } from '../queries/queries.ts';
import { openDatabase, type ConnectionSettings } from '../store/database.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';

const TENANT = 600;
const OFFICER = 'olga';
const ABOUT = 'personal: true, subject: person, purpose: To know them';
const SOURCE = `
caseType: intake
version: 1.0.0
title: Intake
archetype: service
reference: IN-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data:
  given: { type: text, label: Given name, identifies: given-name, ${ABOUT} }
  family: { type: text, label: Family name, identifies: family-name, ${ABOUT} }
  bornOn: { type: date, label: Born on, identifies: born, ${ABOUT} }
  address: { type: text, label: Address, identifies: address, ${ABOUT} }
  contact: { type: text, label: Contact, identifies: contact, ${ABOUT} }
  licence: { type: text, label: Licence, identifies: number, ${ABOUT} }
  remark: { type: text, label: Remark, ${ABOUT} }
opening:
  form: open
  by: officer
forms:
  open:
    title: Open
    fields: { given: optional, family: optional, bornOn: optional, address: optional, contact: optional, licence: optional, remark: optional }
plan: { tasks: { visit: { title: Visit, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

export interface PeopleGround {
  readonly connection: ConnectionSettings;
  readonly contextKey: Buffer;
  readonly masterKey: Buffer;
}

export interface Candidate {
  readonly caseId: string;
  readonly band: 'likely' | 'possible';
}

export interface ShownFacts {
  readonly caseId: string;
  readonly facts: readonly { readonly field: string; readonly value: string }[];
}

/** What an officer can do there; a fault is put in by replacing one of these. */
export interface PeopleOffice {
  /** @returns the id of the case */
  readonly open: (data: Readonly<Record<string, string>>) => Promise<string>;
  readonly tell: (caseId: string, data: Readonly<Record<string, string>>) => Promise<void>;
  readonly candidates: (caseId: string) => Promise<readonly Candidate[]>;
  /** What every record of one person knows, by its case. */
  readonly identity: (caseId: string) => Promise<readonly ShownFacts[]>;
  readonly merge: (one: string, other: string) => Promise<void>;
  /** The first and those who go with them. */
  readonly unmerge: (out: readonly [string, ...string[]]) => Promise<void>;
}

export interface OpenOffice extends PeopleOffice {
  readonly close: () => Promise<void>;
}

export async function openOffice({ connection, contextKey, masterKey }: PeopleGround): Promise<OpenOffice> {
  const database = openDatabase({ connection, contextKey, poolSize: 4 });
  const keys = fileKeyProvider(masterKey);
  const deps = commandDeps(database, keys);
  const memberships = [{ team: 'desk', role: 'officer' }];
  await upsertPeople(database, {
    ...{ tenant: TENANT, slug: 'people', name: 'People', teams: [{ team: 'desk', title: 'Desk' }] },
    people: [{ person: OFFICER, name: OFFICER, memberships }],
  });
  const checked = checkCaseType(SOURCE, createHash('sha256').update(SOURCE).digest('hex'));
  if (!('caseType' in checked)) throw new Error(`The case type is not sound: ${JSON.stringify(checked.problems)}`);
  const publishing = { tenant: TENANT, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...publishing, caseType: checked.caseType });
  const who = { tenant: TENANT, person: OFFICER, name: OFFICER, authority: 'session:people', teams: memberships };
  const principal: Principal = principalOfMember(who);
  const queries = openQueries({ database, keys, caseTypes: deps.caseTypes, now: Date.now });
  const asker = await operatorAsker(database, { tenant: TENANT, person: OFFICER, nowMs: Date.now() });
  if (asker === null) throw new Error('The officer of the office is not there.');
  const doors = peopleDoors({ ...deps, database });
  const key = keysInTurn();
  const party = (caseId: string) => ({ caseId, entry: 'party.person' });
  return {
    async open(data) {
      const outcome = await executeCommand(deps, principal, {
        open: { caseType: 'intake', data },
        idempotencyKey: key(),
      });
      if (outcome.kind !== 'applied') throw new Error(`A case was not opened: ${JSON.stringify(outcome)}`);
      return outcome.caseId;
    },
    async tell(caseId, data) {
      const command = { type: 'RecordData', data } as const;
      const outcome = await executeCommand(deps, principal, { caseId, command, idempotencyKey: key() });
      if (outcome.kind !== 'applied') throw new Error(`Nothing was recorded: ${JSON.stringify(outcome)}`);
    },
    async candidates(caseId) {
      const answer = await queries.listCandidates(asker, party(caseId));
      return shown(answer).items;
    },
    async identity(caseId) {
      const answer = await queries.showIdentity(asker, party(caseId));
      return shown(answer).records.map((each) => ({
        caseId: each.caseId,
        facts: each.facts.map(({ field, value }) => ({ field, value: String(value) })),
      }));
    },
    async merge(one, other) {
      const by = { principal, proof: asker.proof };
      needDone(await doors.mergePeople(by, { one: party(one), other: party(other), reason: 'Made to be one' }));
    },
    async unmerge([one, ...together]) {
      const by = { principal, proof: asker.proof };
      const asked = { one: party(one), together: together.map(party), reason: 'Made to be two' };
      needDone(await doors.unmergePeople(by, asked));
    },
    close: () => database.close(),
  };
}

function shown<V>(answer: { readonly kind: string } | { readonly kind: 'answer'; readonly view: V }): V {
  if (!('view' in answer)) throw new Error(`The officer was answered ${answer.kind}.`);
  return answer.view;
}

function needDone(done: { readonly kind: string; readonly value?: { readonly act: number | null } }): void {
  if (done.kind !== 'done' || done.value?.act === null) throw new Error(`Nothing was done: ${JSON.stringify(done)}`);
}

function keysInTurn(): () => string {
  let used = 0;
  return () => `people-${(used += 1)}`;
}
