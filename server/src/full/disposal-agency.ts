// An agency with closed cases whose time is over, each with documents, and people who keep its records: what is disposed of while everything
// is killed.
import { createHash } from 'node:crypto';
import { checkCaseType } from '@casewright/engine/definition';
import { COOKIE_NAME } from '../api/credential.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { keepFile } from '../commands/keep-file.ts';
import { principalOfMember } from '../commands/member-principal.ts';
import { signIn } from '../commands/sign-in.ts';
import type { JudgeFile, UploadDeps } from '../commands/upload-types.ts';
import { configurationOf, openSystem, type OpenSystem } from '../open-system.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';

export const ARCHIVE = 502;
const KEEPERS = ['rita', 'ron', 'ruth'] as const;

const SOURCE = `
caseType: old
version: 1.0.0
title: Old matter
archetype: service
reference: OLD-{year}-{sequence}
purpose: { statement: Keeping and disposing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data: { name: { type: text, label: Name, personal: true, subject: person, purpose: To know them } }
documents: { paper: { title: Paper, by: officer } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { name: optional } } }
plan: { tasks: { work: { title: Work, by: officer, manual: true } } }
retention: { classes: { all: { authority: Example, number: '1', version: '1', title: All, trigger: closed, period: P1Y, action: destroy } } }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;

export interface OldCase {
  readonly caseId: string;
  /** What each of its documents has, by the id of the document. */
  readonly documents: Readonly<Record<string, string>>;
}

export interface Archive {
  readonly cases: readonly OldCase[];
  /** Cookie headers of those who keep records, and of an officer. */
  readonly cookies: Readonly<Record<(typeof KEEPERS)[number] | 'olga', string>>;
}

export interface ArchiveSize {
  readonly cases: number;
  /** Of each case. */
  readonly documents: number;
}

const LANES = 4;

/** @param env of the installation */
export async function prepareArchive(
  env: Readonly<Record<string, string>>,
  { cases, documents }: ArchiveSize,
): Promise<Archive> {
  const system = await openSystem(configurationOf(env), () => {});
  try {
    await setUp(system);
    const made: OldCase[] = [];
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < cases) made.push(await closedCase(system, (next += 1), documents));
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const cookieOf = async (personId: string): Promise<string> => {
      const credential = await signIn({ database: system.database, nowMs: Date.now }, { agency: 'archive', personId });
      return `${COOKIE_NAME}=${credential ?? ''}`;
    };
    const [rita, ron, ruth, olga] = await Promise.all([...KEEPERS, 'olga'].map(cookieOf));
    return { cases: made, cookies: { rita: rita ?? '', ron: ron ?? '', ruth: ruth ?? '', olga: olga ?? '' } };
  } finally {
    await system.close();
  }
}

async function setUp({ database }: OpenSystem): Promise<void> {
  const checked = checkCaseType(SOURCE, createHash('sha256').update(SOURCE).digest('hex'));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  await upsertPeople(database, {
    ...{ tenant: ARCHIVE, slug: 'archive', name: 'The archive' },
    teams: ['desk', 'records'].map((team) => ({ team, title: team })),
    people: [
      { person: 'olga', name: 'olga', memberships: [{ team: 'desk', role: 'officer' }] },
      ...KEEPERS.map((person) => ({
        ...{ person, name: person, memberships: [{ team: 'records', role: 'records-manager' }] },
      })),
    ],
  });
  const publishing = { tenant: ARCHIVE, person: 'set-up', source: SOURCE, publishedAt: '2019-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...publishing, caseType: checked.caseType });
}

const OLGA = principalOfMember({
  ...{ tenant: ARCHIVE, person: 'olga', authority: 'session:set-up', name: 'olga' },
  teams: [{ team: 'desk', role: 'officer' }],
});

/** What the papers are was decided when they were made. */
function isText(...[, { name }]: Parameters<JudgeFile>): ReturnType<JudgeFile> {
  return Promise.resolve({ verdict: 'unscanned', mediaType: 'text/plain', scanner: null, warnings: [], name });
}

async function closedCase({ deps, files }: OpenSystem, number: number, documents: number): Promise<OldCase> {
  const open = { caseType: 'old', data: { name: `Person ${number}` } };
  const opened = await executeCommand(deps, OLGA, { open, idempotencyKey: `old-${number}`, occurred: '2020-01-10' });
  if (opened.kind !== 'applied') throw new Error(`A case was not opened: ${JSON.stringify(opened)}`);
  const { caseId } = opened;
  const keeping: UploadDeps = { ...deps, store: files.store, judge: isText, limits: { bytes: 1_000_000, atOnce: 100 } };
  const filed: Record<string, string> = {};
  for (let paper = 1; paper <= documents; paper += 1) {
    const bytes = Buffer.from(`Paper ${paper} of case ${number}.\n`.repeat(paper * 200));
    const { file, content } = await keepFile(keeping, {
      ...{ tenant: ARCHIVE, caseId, kind: 'paper', audience: null, person: 'olga', channel: 'import' },
      ...{ name: `paper ${paper}.txt`, bytes: once(bytes) },
    });
    const command = { type: 'FileDocument', of: 'paper', title: `Paper ${paper}`, file } as const;
    const done = await executeCommand(deps, OLGA, { caseId, command, idempotencyKey: `old-${number}-${paper}` });
    if (done.kind !== 'applied') throw new Error(`A document was not filed: ${JSON.stringify(done)}`);
    filed[`document.${done.version}`] = content;
  }
  const command = { type: 'CloseCase', outcome: 'done' } as const;
  const key = `close-${number}`;
  const closed = await executeCommand(deps, OLGA, { caseId, command, idempotencyKey: key, occurred: '2021-02-28' });
  if (closed.kind !== 'applied') throw new Error(`A case was not closed: ${JSON.stringify(closed)}`);
  return { caseId, documents: filed };
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
