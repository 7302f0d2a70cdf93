// Open data of a kind of case that publishes with consent alone: who has not agreed is in no figure, and what was prepared before somebody
// withdrew is neither approved nor published any more.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compile, SOURCE, startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { runCli } from './cli.ts';

const PUBLISHED = SOURCE.replace('version: 1.0.0', 'version: 1.1.0').concat(`consents:
  open-data: { title: Publishing as open data, of: applicant }
publish:
  assessment: PIA-1
  licence: https://creativecommons.org/licenses/by/4.0/
  every: month
  place: The town
  columns: { outcome: { title: Outcome, case: outcome } }
  tables: { outcomes: { title: Outcomes, columns: [outcome] } }
`);

let agency: AgencyUnderTest;
let folder: string;
const cases: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-consent-'));
  agency = await startAgency();
  const roles = { olga: 'open-data-publisher', omar: 'open-data-publisher', petra: 'privacy-officer' };
  await upsertPeople(agency.database, {
    ...{ tenant: TOWN, slug: 'town', name: 'Town', teams: [{ team: 'desk', title: 'Desk' }] },
    people: Object.entries(roles).map(([person, role]) => ({
      ...{ person, name: person, memberships: [{ team: 'desk', role }] },
    })),
  });
  await publishCaseType(agency.database, {
    ...{ tenant: TOWN, person: 'ann', caseType: compile(PUBLISHED), source: PUBLISHED },
    publishedAt: '2026-01-02T00:00:00.000Z',
  });
  // Fourteen end; twelve of them agreed to be published.
  for (let at = 0; at < 14; at += 1) {
    const caseId = await agency.open({ note: 'x' }, { occurred: '2026-02-01' });
    if (at < 12) {
      const given = { how: 'written', on: '2026-02-01', document: null } as const;
      const fact = { kind: 'consent', purpose: 'open-data', of: 'party.applicant', given, until: null } as const;
      await agency.act(caseId, { type: 'GiveAccess', fact }, { occurred: '2026-02-02' });
    }
    await agency.act(caseId, { type: 'CloseCase', outcome: 'done' }, { occurred: '2026-02-20' });
    cases.push(caseId);
  }
  agency.clock.nowMs = Date.parse('2026-04-10T10:00:00Z');
}, 60_000);
afterAll(async () => {
  await agency.close();
  rmSync(folder, { recursive: true });
});

async function run(as: string, ...args: string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  await runCli(['release', ...args, '--agency', 'town', '--as', as], {
    open: async () => ({
      ...{ database: agency.database, deps: agency.deps, witnessFolder: null, publishedFolder: folder },
      close: async () => {},
    }),
    ...{ caseTypesFolder: folder, programFolder: folder, nowMs: () => agency.clock.nowMs },
    print: (line) => lines.push(line),
    say: (line) => lines.push(line),
  });
  return lines;
}

async function prepared(): Promise<readonly [id: string, hash: string]> {
  const lines = await run('olga', 'prepare', 'example', '--from', '2026-01-01', '--until', '2026-03-31');
  const nameIn = (what: string): string =>
    lines.find((line) => line.startsWith(`${what} `))?.slice(what.length + 1) ?? '';
  expect(lines).toContain('It is prepared now.');
  return [nameIn('release'), nameIn('hash')];
}

it('counts nobody who has not agreed, and publishes nothing that was prepared before somebody withdrew', async () => {
  const [id, hash] = await prepared();
  expect((await run('petra', 'show', id)).join('\n')).toContain('12 cases');
  expect((await run('petra', 'approve', id, '--hash', hash)).at(-1)).toBe('It is prepared now.');
  agency.clock.nowMs += 60_000;
  const fact = 'consent.2';
  const outcome = await agency.act(cases[0] ?? '', { type: 'EndAccess', fact, reason: 'Withdrawn' });
  expect(outcome.kind).toBe('applied');
  agency.clock.nowMs += 60_000;
  for (const act of ['approve', 'publish'])
    expect((await run('omar', act, id, '--hash', hash)).join(' ')).toContain('no longer consents');
  const [again] = await prepared();
  expect((await run('petra', 'show', again)).join('\n')).toContain('11 cases');
});
