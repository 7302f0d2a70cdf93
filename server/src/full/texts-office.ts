// The offices in which made-up papers are filed and looked for: two teams of one agency and a person of another, by the doors that routes
// use.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CaseCommand } from '@casewright/engine/case';
import { checkCaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import { commandDeps, executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { principalOfMember } from '../commands/member-principal.ts';
import { makeBundle } from '../bundle/make-bundle.ts';
import { redactForCase } from '../redaction/redact-file.ts';
import { openUploads } from '../commands/uploads.ts';
import { openDiskStore } from '../files/disk-store.ts';
import type { Papers } from '../papers/open-papers.ts';
import { operatorAsker } from '../queries/operator-asker.ts';
import { openQueries } from '../queries/queries.ts';
import type { FoundDocumentView } from '../queries/search-documents.ts';
import { openDatabase, type ConnectionSettings } from '../store/database.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { readTexts, type TextsRead } from '../worker/texts.ts';
import type { MadePaper } from './made-papers.ts';

export const TENANT = 700;
const OTHER = 701;
export const TEAMS = ['desk', 'office'] as const;
export type Team = (typeof TEAMS)[number];
/** Of a brief; null: a letter, which is for all. */
export type Audience = 'joint' | 'sealed' | null;

/** Who looks for papers; of another agency the last. */
export const PEOPLE = ['olga', 'cleo', 'otto', 'vera', 'eve'] as const;
export type Person = (typeof PEOPLE)[number];

const MEMBERSHIPS: Readonly<Record<Exclude<Person, 'eve'> | 'fila', readonly (readonly [string, string])[]>> = {
  olga: [['desk', 'officer']],
  cleo: [
    ['desk', 'officer'],
    ['desk', 'counsel'],
  ],
  otto: [['office', 'officer']],
  // Of the agency, and of neither team.
  vera: [['garden', 'officer']],
  fila: TEAMS.flatMap((team) => [[team, 'officer'] as const, [team, 'counsel'] as const]),
};

function sourceOf(team: Team): string {
  return `
caseType: papers-${team}
version: 1.0.0
title: Papers
archetype: service
reference: P${team.slice(0, 1).toUpperCase()}-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: ${team}
roles: { officer: Officer, counsel: Counsel }
data: { note: { type: text, label: Note } }
documents:
  brief: { title: Brief, by: officer, audiences: { joint: { title: Everybody }, sealed: { title: Under seal, section: seal } } }
  letter: { title: Letter, by: officer }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer, repeat: true } } }
access: { sections: [{ name: seal, title: Sealed, fields: [], readers: [counsel] }] }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;
}

export interface TextsGround {
  readonly connection: ConnectionSettings;
  readonly contextKey: Buffer;
  readonly masterKey: Buffer;
  /** For the sealed bytes. */
  readonly folder: string;
  readonly papers: Papers;
}

export interface TextsOffice {
  readonly openCase: (team: Team) => Promise<string>;
  /** @returns the id of the file, and of its document */
  readonly file: (
    caseId: string,
    paper: MadePaper,
    audience: Audience,
  ) => Promise<{ readonly file: string; readonly document: string }>;
  readonly give: (caseId: string, command: Exclude<CaseCommand, { type: 'OpenCase' }>) => Promise<void>;
  readonly read: () => Promise<TextsRead>;
  readonly find: (person: Person, words: string) => Promise<readonly FoundDocumentView[]>;
  readonly close: () => Promise<void>;
}

export async function openTextsOffice(ground: TextsGround): Promise<TextsOffice> {
  const { connection, contextKey, masterKey, papers } = ground;
  const database = openDatabase({ connection, contextKey, poolSize: 6 });
  const keys = fileKeyProvider(masterKey);
  const deps = commandDeps(database, keys);
  await people(deps);
  const store = openDiskStore(join(ground.folder, 'objects'));
  const queries = openQueries({ database, keys, caseTypes: deps.caseTypes, now: Date.now });
  const filer = principalOf('fila');
  let used = 0;
  const key = (): string => `texts-${(used += 1)}`;
  const give: TextsOffice['give'] = async (caseId, command) => {
    const outcome = await executeCommand(deps, filer, { caseId, command, idempotencyKey: key() });
    if (outcome.kind !== 'applied') throw new Error(`Nothing was done: ${JSON.stringify(outcome)}`);
  };
  return {
    give,
    async openCase(team) {
      const open = { caseType: `papers-${team}`, data: {} };
      const outcome = await executeCommand(deps, filer, { open, idempotencyKey: key() });
      if (outcome.kind !== 'applied') throw new Error(`A case was not opened: ${JSON.stringify(outcome)}`);
      return outcome.caseId;
    },
    async file(caseId, paper, audience) {
      const file = await upload({ deps, store, filer, key: key() }, { caseId, paper, audience });
      const of = audience === null ? 'letter' : 'brief';
      const command = { type: 'FileDocument', of, audience, title: `A ${paper.format}`, file } as const;
      const outcome = await executeCommand(deps, filer, { caseId, command, idempotencyKey: key() });
      if (outcome.kind !== 'applied' || outcome.event === undefined || !('entry' in outcome.event))
        throw new Error(`A paper was not filed: ${JSON.stringify(outcome)}`);
      return { file, document: outcome.event.entry };
    },
    read: () => readTexts({ ...deps, papers, store }, TENANT),
    async find(person, words) {
      const of = { tenant: person === 'eve' ? OTHER : TENANT, person, nowMs: Date.now() };
      const asker = await operatorAsker(database, of);
      if (asker === null) throw new Error(`There is no ${person}.`);
      const answer = await queries.searchDocuments(asker, { text: words, after: undefined });
      if (answer.kind !== 'answer') throw new Error(`${person} was answered ${answer.kind}.`);
      return answer.view.items;
    },
    close: () => database.close(),
  };
}

async function people({ database }: CommandDeps): Promise<void> {
  const teams = [...TEAMS, 'garden'].map((team) => ({ team, title: team }));
  const member = ([person, held]: readonly [string, readonly (readonly [string, string])[]]) => ({
    person,
    name: person,
    memberships: held.map(([team, role]) => ({ team, role })),
  });
  const own = Object.entries(MEMBERSHIPS).map(member);
  await upsertPeople(database, { tenant: TENANT, slug: 'papers', name: 'Papers', teams, people: own });
  const eve = member(['eve', MEMBERSHIPS.fila]);
  await upsertPeople(database, { tenant: OTHER, slug: 'other', name: 'Other', teams, people: [eve] });
  for (const tenant of [TENANT, OTHER])
    for (const team of TEAMS) {
      const source = sourceOf(team);
      const checked = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
      if (!('caseType' in checked)) throw new Error(`The case type is not sound: ${JSON.stringify(checked.problems)}`);
      const publishing = { tenant, person: 'set-up', source, publishedAt: '2026-01-01T00:00:00.000Z' };
      await publishCaseType(database, { ...publishing, caseType: checked.caseType });
    }
}

function principalOf(person: 'fila'): Principal {
  const teams = MEMBERSHIPS[person].map(([team, role]) => ({ team, role }));
  return principalOfMember({ tenant: TENANT, person, name: person, authority: 'session:texts', teams });
}

interface Uploading {
  readonly deps: CommandDeps;
  readonly store: ReturnType<typeof openDiskStore>;
  readonly filer: Principal;
  readonly key: string;
}

async function upload(
  { deps, store, filer, key }: Uploading,
  { caseId, paper, audience }: { caseId: string; paper: MadePaper; audience: Audience },
): Promise<string> {
  const { mediaType, bytes, format } = paper;
  const uploads = openUploads({
    ...{
      ...deps,
      store,
      redact: redactForCase,
      bundle: { make: makeBundle, wordsOf: () => Promise.resolve(null) },
      limits: { bytes: 100_000_000, atOnce: 100 },
    },
    // What the paper is was decided when it was made.
    judge: (_, { name }) => Promise.resolve({ verdict: 'unscanned', mediaType, scanner: null, warnings: [], name }),
  });
  const by = { principal: filer, proof: { name: '', text: 'select 1', values: [] } };
  const asked = { kind: audience === null ? 'letter' : 'brief', audience, document: null, name: `paper.${format}` };
  const begun = await uploads.start(by, { ...asked, caseId, size: bytes.length, channel: 'staff', key });
  if (begun.kind !== 'done') throw new Error(`An upload was not begun: ${JSON.stringify(begun)}`);
  const { file } = begun.value;
  const piece = { caseId, file, offset: 0, checksum: null, length: bytes.length };
  const appended = await uploads.append(by, { ...piece, body: once(bytes) });
  const ended = await uploads.finish(by, { caseId, file, content: null });
  if (appended.kind !== 'done' || ended.kind !== 'done')
    throw new Error(`An upload did not end: ${JSON.stringify([appended, ended])}`);
  return file;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
