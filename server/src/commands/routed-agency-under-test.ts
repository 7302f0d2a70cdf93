// Test support: the agency of the tests with a case type whose work is routed and whose clock escalates, and with people
// among whom it can go. Only tests import it.
import type { CaseCommand, CaseEvent, Fields } from '@casewright/engine/case';
import type { Principal } from '@casewright/engine/policy';
import { loadKeys } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { readEvents } from '../store/read-events.ts';
import { setWorkFacts, type WorkFacts } from '../store/set-work-facts.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { compile, startAgency, TOWN, type AgencyUnderTest, principalIn } from './agency-under-test.ts';
import type { Outcome, RequestOptions } from './command-request.ts';
import { executeCommand } from './execute-command.ts';

/** Its work goes to whoever fits, to somebody uninvolved, and into a queue; its clock escalates to head and director. */
export const ROUTED = `
caseType: routed
version: 1.0.0
title: Routed
archetype: service
reference: RT-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, head: Head of the desk, director: Director }
parties: { applicant: { title: Applicant, subject: true } }
data:
  startedOn: { type: date, label: Started on }
  area: { type: number, label: Area }
  name: { type: text, label: Name, purpose: Test, personal: true, subject: applicant }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { startedOn: optional, area: optional, name: optional } } }
plan:
  tasks:
    assess: { title: Assess, by: officer, routedBy: assessor }
    decide: { title: Decide, by: officer, routedBy: decider, entry: [{ after: assess }] }
    file: { title: File, by: officer, routedBy: filing, entry: [{ after: assess }] }
    advise: { title: Advise, by: officer, routedBy: expert, manual: true }
routing:
  teams: { harbour: Harbour }
  queues: { simple: Simple matters }
  skills: { noise: Noise }
  tables:
    assessor:
      rules:
        - id: heavy
          when: area > 100
          to: { team: desk }
          needs: { skills: { noise: 3 } }
          relax: ['skill:noise', capacity]
          pick: draw
          weight: '4'
        - { id: rest, to: { team: desk } }
    decider:
      decisions: [assess]
      rules: [{ id: other, to: { team: desk }, needs: { uninvolved: true } }]
    expert:
      rules: [{ id: experts, to: { team: harbour }, relax: [capacity] }]
    filing:
      rules: [{ id: pulled, to: { queue: simple }, pick: nobody }]
clocks:
  answer:
    title: Answer
    kind: deadline
    from: startedOn
    within: 10 days
    stop: closing
    law: { ref: None, kind: statute }
    escalate: [{ at: '50%', to: head }, { at: due, to: director }]
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;

export interface RoutedAgency extends AgencyUnderTest {
  /** Officers of the desk: ann, who is head too, ben and cay. dan is its clerk, eve an officer of the harbour. */
  readonly of: (person: string) => Principal;
  readonly openRouted: (data?: Fields, options?: Partial<RequestOptions>) => Promise<string>;
  readonly actAs: (
    person: string,
    caseId: string,
    command: Exclude<CaseCommand, { type: 'OpenCase' }>,
  ) => Promise<Outcome>;
  readonly know: (person: string, facts?: Partial<WorkFacts>) => Promise<void>;
  /** Every event of a case, opened. */
  readonly eventsOf: (caseId: string) => Promise<readonly (CaseEvent & { readonly seq: number })[]>;
  /** The last assignment of a task that routing made. */
  readonly routingOf: (caseId: string, task: string) => Promise<Extract<CaseEvent, { type: 'TaskAssigned' }>>;
}

const MEMBERS: Readonly<Record<string, readonly (readonly [team: string, role: string])[]>> = {
  ann: [
    ['desk', 'officer'],
    ['desk', 'head'],
  ],
  ben: [['desk', 'officer']],
  cay: [['desk', 'officer']],
  dan: [['desk', 'clerk']],
  eve: [['harbour', 'officer']],
};

export async function startRoutedAgency(): Promise<RoutedAgency> {
  const agency = await startAgency();
  const { database, deps } = agency;
  const people = Object.entries(MEMBERS).map(([person, members]) => ({
    person,
    name: person,
    memberships: members.map(([team, role]) => ({ team, role })),
  }));
  const teams = ['desk', 'harbour'].map((team) => ({ team, title: team }));
  await upsertPeople(database, { tenant: TOWN, slug: 'town', name: 'town', teams, people });
  const published = { tenant: TOWN, person: 'ann', source: ROUTED, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...published, caseType: compile(ROUTED) });
  const of = (person: string): Principal => {
    const { memberships = [] } = people.find((one) => one.person === person) ?? {};
    return principalIn(TOWN, person, memberships);
  };
  let used = 0;
  const key = (): string => `routed-${(used += 1)}`;
  const context = { tenant: TOWN, person: 'test' };
  const eventsOf: RoutedAgency['eventsOf'] = async (caseId) => {
    const [rows, keys] = await database.once(context, [
      readEvents({ tenant: TOWN, caseId, from: 0, limit: 1000 }),
      loadKeys(TOWN, caseId),
    ]);
    const known = unwrapKeys(agency.keys, { tenant: TOWN, caseId }, keys.rows);
    return rows.rows.flatMap((row) => {
      const opened = openEvent({ tenant: TOWN, caseId, ...row }, known);
      return opened.kind === 'event' ? [{ ...opened.event, seq: row.seq }] : [];
    });
  };
  return {
    ...agency,
    of,
    openRouted: async (data = {}, options = {}) => {
      const open = { caseType: 'routed', data };
      const outcome = await executeCommand(deps, of('ann'), { open, idempotencyKey: key(), ...options });
      if (outcome.kind !== 'applied') throw new Error(`The case was not opened: ${JSON.stringify(outcome)}`);
      return outcome.caseId;
    },
    actAs: (person, caseId, command) => executeCommand(deps, of(person), { caseId, command, idempotencyKey: key() }),
    know: (person, facts = {}) =>
      setWorkFacts(database, context, [
        {
          ...{ person, capacity: 10, away: null, skills: {}, languages: [], places: [], queues: [], interests: {} },
          ...facts,
        },
      ]),
    eventsOf,
    routingOf: async (caseId, task) => {
      const found = (await eventsOf(caseId)).findLast(
        (event) => event.type === 'TaskAssigned' && event.task === task && event.routing !== undefined,
      );
      if (found?.type !== 'TaskAssigned') throw new Error(`Routing was not asked about ${task}.`);
      return found;
    },
  };
}
