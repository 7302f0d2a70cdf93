// Test support: the agency of other tests with a kind of case that has a schedule, and records managers. Only tests import it.
import type { Fields } from '@casewright/engine/case';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { compile, startAgency, TOWN, type AgencyUnderTest } from './agency-under-test.ts';
import type { DestroyDeps } from './destroy.ts';
import { executeCommand } from './execute-command.ts';

/** One year after closing; three where it was upheld, and what is kept for good; a child of it waits for its parent. */
export const KEPT = `
caseType: kept
version: 1.0.0
title: Kept
archetype: service
reference: KEP-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, head: Head of the desk }
parties: { applicant: { title: Applicant, subject: true } }
communications:
  call: { title: Call, form: call, by: officer, with: [applicant], channels: { phone: Phone }, atClosing: may-stay-open }
data:
  note: { type: text, label: Note, purpose: Test }
  name: { type: text, label: Name, purpose: Test, personal: true, subject: applicant }
  region: { type: choice, label: Region, options: { north: North, south: South } }
  cost: { type: money, label: Cost }
  endsOn: { type: date, label: Ends on }
opening: { form: open, by: officer }
forms:
  open: { title: Open, fields: { note: optional, name: optional, region: optional, cost: optional, endsOn: optional } }
plan:
  tasks:
    work: { title: Work, by: officer, form: open, manual: true }
    ask: { title: Ask another, performs: case, uses: kept, manual: true, blocking: false, by: officer, child: { parties: { applicant: applicant } } }
    after: { title: Afterwards, by: officer, form: open, manual: true }
retention:
  classes:
    upheld: { authority: Example, number: '2', version: '1', title: Upheld, outcomes: [upheld], trigger: closed, period: P3Y, action: destroy }
    ever: { authority: Example, number: '3', version: '1', title: Ever, outcomes: [ever], trigger: closed, period: Retain as national archives }
    ended: { authority: Example, number: '4', version: '1', title: Ended, outcomes: [ended], trigger: { field: endsOn }, period: P1Y, action: destroy }
    above: { authority: Example, number: '5', version: '1', title: With the parent, outcomes: [above], trigger: parent-closed, period: P1Y, action: destroy }
    law: { authority: Example, number: '6', version: '1', title: With the law, outcomes: [law], trigger: { repeal: Example Act }, period: P1Y, action: destroy }
    rest: { authority: Example, number: '1', version: '1', title: Rest, outcomes: [done], trigger: closed, period: P1Y, action: destroy }
closing: { by: officer, outcomes: { done: Done, upheld: Upheld, ever: For ever, ended: Ended, above: Above, law: Law }, afterwards: [after] }
`;

export interface DisposalUnderTest extends AgencyUnderTest {
  readonly destroyDeps: DestroyDeps;
  /** Cases that the list outside the database has. */
  readonly noted: string[];
  readonly openKept: (data?: Fields, occurred?: string) => Promise<string>;
  readonly closed: (outcome?: string, data?: Fields, on?: string) => Promise<string>;
}

/** `rita`, `ron` and `ruth` are records managers; `cleo` is not. */
export async function startDisposal(): Promise<DisposalUnderTest> {
  const agency = await startAgency();
  const caseType = compile(KEPT);
  await publishCaseType(agency.database, {
    ...{ tenant: TOWN, person: 'ann', caseType, source: KEPT, publishedAt: '2020-01-01T00:00:00.000Z' },
  });
  await upsertPeople(agency.database, {
    ...{ tenant: TOWN, slug: 'town', name: 'town', teams: [{ team: 'records', title: 'Records' }] },
    people: [
      ...['rita', 'ron', 'ruth'].map((person) => ({
        ...{ person, name: person, memberships: [{ team: 'records', role: 'records-manager' }] },
      })),
      { person: 'cleo', name: 'cleo', memberships: [{ team: 'records', role: 'clerk' }] },
    ],
  });
  const noted: string[] = [];
  const keeper = {
    note: async ({ certificate }: { readonly certificate: { readonly caseId: string } }) => {
      noted.push(certificate.caseId);
      return certificate.caseId;
    },
    cancel: async (id: string) => void noted.splice(noted.indexOf(id), 1),
  };
  let keysUsed = 0;
  const openKept = async (data: Fields = {}, occurred = '2020-01-10'): Promise<string> => {
    const outcome = await executeCommand(agency.deps, agency.ann, {
      ...{ open: { caseType: 'kept', data }, idempotencyKey: `kept-${(keysUsed += 1)}`, occurred },
    });
    if (outcome.kind !== 'applied') throw new Error(`The case was not opened: ${JSON.stringify(outcome)}`);
    return outcome.caseId;
  };
  return {
    ...agency,
    ...{ destroyDeps: { ...agency.deps, keeper }, noted, openKept },
    closed: async (outcome = 'done', data = {}, on = '2021-02-28') => {
      const caseId = await openKept(data);
      const ended = await agency.act(caseId, { type: 'CloseCase', outcome }, { occurred: on });
      if (ended.kind !== 'applied') throw new Error(`The case was not closed: ${JSON.stringify(ended)}`);
      return caseId;
    },
  };
}
