// What the screens need to have something to show, in the folder of a running demonstration: an auditor with a seat, people who keep
// records, a hold, two lists of disposal of which one is done, a letter, documents, a file of what is held about somebody, a draft, a
// review. Everything else is there already.
import { randomUUID } from 'node:crypto';
import { giveSeat } from '../../server/src/commands/auditor-seats.ts';
import { executeCommand } from '../../server/src/commands/execute-command.ts';
import { principalOfMember } from '../../server/src/commands/member-principal.ts';
import { noticeReads } from '../../server/src/commands/notice-reads.ts';
import { configurationOf, openSystem, type OpenSystem } from '../../server/src/open-system.ts';
import { PLATFORM, programContext } from '../../server/src/store/context.ts';
import { listAgencies } from '../../server/src/store/list-agencies.ts';
import { upsertPeople } from '../../server/src/store/upsert-people.ts';
import { addTie } from '../../server/src/store/watch-settings.ts';
import { publishKind } from '../publish-kind.ts';
import { asPerson, type Asker } from './ask-server.ts';

const HOUR_MS = 3_600_000;
const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrente';
const ABOUT = 'purpose: Testing, personal: true, subject: person';
const SOURCE = `
caseType: screens
version: 1.0.0
title: Everything on a screen
archetype: service
reference: SC-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: traffic-fines
roles: { officer: Officer, supervisor: Supervisor }
parties: { person: { title: Person, subject: true } }
data:
  fullName: { type: text, label: Name, identifies: name, ${ABOUT} }
  bornOn: { type: date, label: Born on, identifies: born, ${ABOUT} }
  heldOn: { type: date, label: Held on }
  ground: { type: text, label: 'The ${LONG_WORD} that was asked for' }
communications:
  notice: { title: Notice, form: letter, direction: out, with: [person], by: officer, approvedBy: supervisor, channels: { post: Post, email: E-mail } }
documents: { letters: { title: Letters, by: officer, category: Letters }, report: { title: Reports, by: officer, category: Reports } }
consents: { research: { title: Research, of: person } }
letters:
  hearing:
    title: Notice of a hearing
    as: notice
    keptAs: letters
    to: [person]
    ways: { post: post, email: mail }
    subject: You are asked to a hearing
    merge: { when: { value: heldOn, missing: refuse } }
    body:
      - text: 'Dear {recipient}, the hearing is on {when}.'
      - heading: What to bring
      - steps: [This letter., A paper that says who you are.]
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { fullName: optional, bornOn: optional, heldOn: optional, ground: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer, required: false } } }
closing: { by: officer, outcomes: { done: Done } }
retention:
  classes:
    all: { authority: Example authority, number: '1234', version: '2', title: Plain matters, trigger: closed, period: P1Y, action: destroy }
`;
const KEEPERS = { 'rita.riva': 'Rita Riva', 'ron.rossi': 'Ron Rossi', 'ruth.reni': 'Ruth Reni' } as const;

/** Ids of what is visited. */
export interface ScreenWorld {
  readonly caseId: string;
  readonly letter: string;
  readonly document: string;
  /** A document of which nobody draws a copy but the one that waits for somebody else. */
  readonly waiting: string;
  readonly subjectFile: string;
  readonly item: string;
  readonly draftId: string;
  readonly reviewId: string;
  readonly holdId: string;
  readonly proposedRun: string;
  readonly finishedRun: string;
  /** A sample of finished work, and one of its cases. */
  readonly sample: string;
  readonly sampledCase: string;
  /** A case of the demonstration with much in it, and who works it. */
  readonly busyCase: string;
}

/** @throws what the server said where it refused something */
export async function makeWorld(url: string, folder: string): Promise<ScreenWorld> {
  await publishKind(folder, SOURCE);
  const system = await openSystem(configurationOf({ CASEWRIGHT_DATA: folder }), () => {});
  try {
    await addPeople(system);
    const anna = await asPerson(url, 'anna.ricci');
    const { caseId } = await openOne(anna, { fullName: 'Rut Sandberg', heldOn: '2026-09-07', ground: LONG_WORD });
    await openOne(anna, { fullName: 'Ruth Sandberg' });
    const party = 'party.person';
    await addContact(anna, caseId, party);
    const [letter, document] = await writeLetter(anna, caseId, party);
    const [, waiting] = await writeLetter(anna, caseId, party);
    for (const each of [document, waiting]) await submitRedaction(anna, caseId, each);
    const { fileId: subjectFile } = await anna.post<{ fileId: string }>(`cases/${caseId}/subject-files`, {
      about: { caseId, entry: party },
    });
    const reviewId = await raiseReview(system, url, caseId);
    const [item] = (await anna.get<{ items: readonly { item: string }[] }>('inbox/items')).items;
    return {
      ...{ caseId, letter, document, waiting, subjectFile, reviewId, item: item?.item ?? '' },
      ...{ draftId: await beginDraft(url), busyCase: await findBusyCase(url) },
      ...(await keepRecords(system, url)),
      ...(await drawOne(anna)),
    };
  } finally {
    await system.close();
  }
}

async function drawOne(anna: Asker): Promise<Pick<ScreenWorld, 'sample' | 'sampledCase'>> {
  const { caseId } = await openOne(anna, { fullName: 'Rita Sandberg' });
  await anna.post(`cases/${caseId}/close`, { outcome: 'done' });
  const { sample } = await anna.post<{ sample: string }>('team/samples', {
    ...{ team: 'traffic-fines', caseType: 'screens', basis: 'closing', of: null, size: 500, percent: null },
    ...{ from: '2020-01-01', to: '2099-01-01', byOutcome: false, reason: `Each month: ${LONG_WORD}`, seed: null },
    questions: ['Was the person told in time?', `Does the file say the ${LONG_WORD}?`],
  });
  return { sample, sampledCase: caseId };
}

function openOne(anna: Asker, data: object): Promise<{ caseId: string }> {
  return anna.post('cases', { caseType: 'screens', data: { bornOn: '1958-02-11', ...data } });
}

async function addPeople({ database }: Pick<OpenSystem, 'database'>): Promise<void> {
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  const agency = agencies.rows.find(({ tenant }) => tenant === 1);
  if (agency === undefined) throw new Error('There is no agency.');
  await upsertPeople(database, {
    ...{ ...agency, teams: [{ team: 'records', title: 'Records' }] },
    people: Object.entries(KEEPERS).map(([person, name]) => ({
      ...{ person, name, memberships: [{ team: 'records', role: 'records-manager' }] },
    })),
  });
  const now = Date.now();
  await giveSeat(
    { database, nowMs: () => now },
    {
      ...{ tenant: 1, person: 'olga.fini', name: 'Olga Fini', givenBy: 'ingrid.bakker', purpose: 'audit-2026' },
      ...{ from: new Date(now - HOUR_MS).toISOString(), until: new Date(now + 24 * HOUR_MS).toISOString() },
      scope: { caseTypes: null, teams: null, caseId: null, periodFrom: null, periodUntil: null },
    },
  );
}

async function addContact(anna: Asker, caseId: string, party: string): Promise<void> {
  await anna.post(`cases/${caseId}/parties/${party}/contact`, {
    of: party.replace('party.', ''),
    contact: {
      ...{ name: 'Rut Sandberg', email: 'rut@example.org', phone: null, address: `1 High Street\n00100 Rome` },
      ...{ language: null, prefers: 'post', isSafe: true, isSecret: false },
    },
  });
}

async function writeLetter(anna: Asker, caseId: string, party: string): Promise<[letter: string, document: string]> {
  const made = await anna.post<{ communication: string; document: string }>(`cases/${caseId}/letters`, {
    ...{ letter: 'hearing', party, channel: 'post' },
  });
  return [made.communication, made.document];
}

/** A copy with two boxes, which waits for somebody else. */
async function submitRedaction(anna: Asker, caseId: string, document: string): Promise<void> {
  const { kept } = await anna.get<{
    readonly kept: { readonly documents: readonly { readonly entry: string; readonly versions: readonly Version[] }[] };
  }>(`cases/${caseId}`);
  const content = kept.documents.find(({ entry }) => entry === document)?.versions.at(-1)?.content ?? '';
  const drafts = `cases/${caseId}/documents/${document}/versions/${content}/redactions/${randomUUID()}`;
  const box = { page: 1, x: 0.1, y: 0.2, width: 0.5, height: 0.04 };
  const boxes = [
    { ...box, reason: 's 47F' },
    { ...box, y: 0.4, reason: LONG_WORD.slice(0, 40) },
  ];
  const saved = await anna.post<{ version: number; digest: string }>(drafts, {
    ...{ of: 'report', audience: null, title: 'Copy for release', boxes, keepRecognised: false, version: 0 },
  });
  await anna.post(`${drafts}/steps`, {
    ...{ step: 'submit', version: saved.version, digest: saved.digest, remark: null },
  });
}

interface Version {
  readonly content: string;
}

/** Somebody looked at a case that they have to do with themselves. */
async function raiseReview({ database }: OpenSystem, url: string, caseId: string): Promise<string> {
  const tie = { caseId, person: 'marco.conti', tie: 'self', by: 'set-up', at: new Date().toISOString() } as const;
  await database.once(programContext(1, 'set-up'), [addTie(1, tie)]);
  await (await asPerson(url, 'marco.conti')).get(`cases/${caseId}`);
  const deps = { database, nowMs: () => Date.now() + HOUR_MS };
  const petra = await asPerson(url, 'petra.lindqvist');
  // Who looked is told to the log a moment later.
  for (let turn = 0; turn < 40; turn += 1) {
    while ((await noticeReads(deps, 1)).lines > 0);
    const [review] = (await petra.get<{ items: readonly { reviewId: string }[] }>('reviews?state=open')).items;
    if (review !== undefined) return review.reviewId;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('No review was raised.');
}

async function beginDraft(url: string): Promise<string> {
  const lotte = await asPerson(url, 'lotte.smeets');
  const draftId = randomUUID();
  const source = SOURCE.replace('version: 1.0.0', 'version: 2.0.0');
  await lotte.post('case-type-drafts', { draftId, name: 'screens', source, scenarios: [] });
  return draftId;
}

/** One with documents, parties and a plan, as its people left it. */
async function findBusyCase(url: string): Promise<string> {
  const claims = await asPerson(url, 'claims.1');
  const [one] = (await claims.get<{ items: readonly { caseId: string }[] }>('cases?status=open')).items;
  if (one === undefined) throw new Error('The demonstration has no open claim.');
  return one.caseId;
}

type Records = Pick<ScreenWorld, 'holdId' | 'proposedRun' | 'finishedRun'>;

async function keepRecords(system: OpenSystem, url: string): Promise<Records> {
  await closedCase(system, 'north');
  const rita = await asPerson(url, 'rita.riva');
  const finishedRun = await propose(rita, 'Yearly disposal');
  const { list, items } = finishedRun;
  await rita.post(`disposal-runs/${finishedRun.runId}/submission`, { list });
  for (const person of ['ron.rossi', 'ruth.reni'])
    await (await asPerson(url, person)).post(`disposal-runs/${finishedRun.runId}/approval`, { list });
  await rita.post(`disposal-runs/${finishedRun.runId}/execution`, { list, items });
  await closedCase(system, 'south');
  await closedCase(system, 'west');
  const holdId = randomUUID();
  await rita.post('holds', {
    ...{ holdId, reason: 'Asked for by the inquiry', authority: 'Inquiries Act, order 7', owner: 'rita.riva' },
    on: {
      kind: 'query',
      title: 'Inquiry into the west',
      predicate: { fields: [{ field: 'ground', is: '=', value: 'west' }] },
    },
    ...{ reviewOn: `${new Date().getFullYear() + 1}-01-10`, custodians: [] },
  });
  return { holdId, finishedRun: finishedRun.runId, proposedRun: (await propose(rita, 'After the inquiry')).runId };
}

async function propose(rita: Asker, reason: string) {
  const runId = randomUUID();
  const to = new Date().toISOString().slice(0, 10);
  const body = { ...{ runId, reason, to }, ...{ caseType: 'screens', class: null, team: null } };
  return { runId, ...(await rita.post<{ list: string; items: number }>('disposal-runs', body)) };
}

async function closedCase({ deps }: Pick<OpenSystem, 'deps'>, ground: string): Promise<void> {
  const officer = principalOfMember({
    ...{ tenant: 1, person: 'set-up', authority: 'session:set-up', name: 'Set-up' },
    teams: [{ team: 'traffic-fines', role: 'officer' }],
  });
  const open = { caseType: 'screens', data: { ground } };
  const opened = await executeCommand(deps, officer, {
    ...{ open, idempotencyKey: `open-${ground}`, occurred: '2020-01-10' },
  });
  if (opened.kind !== 'applied') throw new Error(`No case was opened: ${JSON.stringify(opened)}`);
  const { caseId } = opened;
  const command = { type: 'CloseCase', outcome: 'done' } as const;
  const idempotencyKey = `close-${ground}`;
  const closed = await executeCommand(deps, officer, { caseId, command, idempotencyKey, occurred: '2021-02-28' });
  if (closed.kind !== 'applied') throw new Error(`The case was not closed: ${JSON.stringify(closed)}`);
}
