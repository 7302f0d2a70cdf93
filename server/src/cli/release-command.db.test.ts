// Open data at the command line and for everybody: from finished cases to files that anybody may have, by three people; what may not be
// published leaves no trace in it; and every step is evidence.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../api/api-under-test.ts';
import { compile, SOURCE, startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { addHoldTo, endHolds } from '../commands/hold.ts';
import { programContext } from '../store/context.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { verifyRights } from '../store/verify-rights.ts';
import { runCli } from './cli.ts';
import { writePublished } from './published-folder.ts';

const PUBLISHED = SOURCE.replace('version: 1.0.0', 'version: 1.1.0')
  .replace(
    '  startedOn:',
    '  region: { type: choice, label: Region, options: [north, south, west], purpose: Test }\n  size: { type: number, label: Size, purpose: Test }\n  startedOn:',
  )
  .replace(
    'fields: { note: optional, name: optional, startedOn: optional }',
    'fields: { note: optional, name: optional, startedOn: optional, region: optional, size: optional }',
  ).concat(`publish:
  assessment: PIA-1
  licence: https://creativecommons.org/licenses/by/4.0/
  every: month
  place: The town
  columns:
    region: { title: Region, field: region }
    size: { title: Size, field: size, steps: [{ bands: [10, 20] }] }
  tables:
    sizes: { title: 'Sizes, by region', columns: [region, size] }
`);

let agency: AgencyUnderTest;
let folder: string;
const cases: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-release-'));
  agency = await startAgency();
  const roles = { olga: 'open-data-publisher', omar: 'open-data-publisher', petra: 'privacy-officer', otto: 'officer' };
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
  const counts: readonly (readonly [string, number, number])[] = [
    ['north', 5, 12],
    ['north', 15, 2],
    ['north', 25, 9],
    ['south', 5, 11],
    ['south', 15, 8],
    ['south', 25, 7],
    ['west', 15, 6],
  ];
  for (const [region, size, many] of counts)
    for (let at = 0; at < many; at += 1) cases.push(await closed(region, size));
  agency.clock.nowMs = Date.parse('2026-04-10T10:00:00Z');
}, 60_000);
afterAll(async () => {
  await agency.close();
  rmSync(folder, { recursive: true });
});

async function closed(region: string, size: number): Promise<string> {
  const data = { note: 'Rosebud', name: '=Kane', region, size };
  const caseId = await agency.open(data, { occurred: '2026-02-01' });
  const outcome = await agency.act(caseId, { type: 'CloseCase', outcome: 'done' }, { occurred: '2026-02-20' });
  expect(outcome.kind).toBe('applied');
  return caseId;
}

async function run(
  as: string,
  ...args: string[]
): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const code = await runCli(['release', ...args, '--agency', 'town', '--as', as], {
    open: async () => ({
      ...{ database: agency.database, deps: agency.deps, witnessFolder: null, publishedFolder: folder },
      close: async () => {},
    }),
    ...{ caseTypesFolder: folder, programFolder: folder, nowMs: () => agency.clock.nowMs },
    print: (line) => lines.push(line),
    say: (line) => lines.push(line),
  });
  return { code, lines };
}

const nameIn = (lines: readonly string[], what: string): string =>
  lines.find((line) => line.startsWith(`${what} `))?.slice(what.length + 1) ?? '';
const PERIOD = ['--from', '2026-01-01', '--until', '2026-03-31'];

async function prepared(): Promise<readonly [id: string, hash: string]> {
  const { code, lines } = await run('olga', 'prepare', 'example', ...PERIOD);
  expect([code, ...lines]).toEqual([
    0,
    expect.stringMatching(/^release /),
    expect.stringMatching(/^hash /),
    'It is prepared now.',
  ]);
  return [nameIn(lines, 'release'), nameIn(lines, 'hash')];
}

async function publish(id: string, hash: string): Promise<void> {
  for (const [as, act] of [
    ['omar', 'approve'],
    ['petra', 'approve'],
    ['olga', 'publish'],
  ] as const)
    expect((await run(as, act, id, '--hash', hash)).code).toBe(0);
}

const tableOf = (hash: string): string => readFileSync(join(folder, 'town', hash, 'sizes.csv'), 'utf8');

describe('a release of open data', () => {
  let hash: string;

  it('is published after two people approved what a third prepared, and not before', async () => {
    const [id, made] = await prepared();
    hash = made;
    expect(await run('olga', 'approve', id, '--hash', hash)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('Ask somebody else')],
    });
    expect(await run('otto', 'show', id)).toMatchObject({ code: 1 });
    expect(await run('petra', 'approve', id, '--hash', 'a'.repeat(64))).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('not the release')],
    });
    const shown = await run('petra', 'show', id);
    expect(shown.lines).toContainEqual(
      expect.stringMatching(
        /2026-02: told for the first time, 55 cases; \d+ of \d+ figures small, \d+ more kept back; \d+ proved safe/,
      ),
    );
    expect((await run('petra', 'approve', id, '--hash', hash)).lines.at(-1)).toBe('It is prepared now.');
    expect(await run('petra', 'approve', id, '--hash', hash)).toMatchObject({ code: 1 });
    expect(await run('olga', 'publish', id, '--hash', hash)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('2 people')],
    });
    expect(existsSync(join(folder, 'town'))).toBe(false);
    expect((await run('omar', 'approve', id, '--hash', hash)).lines.at(-1)).toBe('It is approved now.');
    expect(await run('petra', 'publish', id, '--hash', hash)).toMatchObject({ code: 1 });
    expect((await run('olga', 'publish', id, '--hash', hash)).code).toBe(0);
    expect(readdirSync(join(folder, 'town', hash)).toSorted()).toEqual([
      'datapackage.json',
      'method.md',
      'sizes.csv',
      'sizes.json',
    ]);
    expect(await run('olga', 'prepare', 'example', ...PERIOD)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('published already')],
    });
  });

  it('tells counts, keeps back the small one with others, and has no word of any case', async () => {
    const rows = tableOf(hash).split('\r\n');
    expect(rows).toContain('2026-02,total,total,55,false');
    expect(rows).toContain('2026-02,west,10 to under 20,6,false');
    expect(rows).toContain('2026-02,north,10 to under 20,,true');
    expect(rows.filter((row) => row.endsWith(',,true')).length).toBeGreaterThanOrEqual(4);
    const all = readdirSync(join(folder, 'town', hash)).map((name) =>
      readFileSync(join(folder, 'town', hash, name), 'utf8'),
    );
    expect(all.join('')).not.toMatch(/Rosebud|Kane|EX-2026/);
    const described = JSON.parse(all[0] ?? '') as { resources: { path: string; hash: string; bytes: number }[] };
    for (const { path, hash: written, bytes } of described.resources) {
      const content = readFileSync(join(folder, 'town', hash, path));
      expect([`sha256:${createHash('sha256').update(content).digest('hex')}`, content.length]).toEqual([
        written,
        bytes,
      ]);
    }
    expect(
      createHash('sha256')
        .update(all[0] ?? '')
        .digest('hex'),
    ).toBe(hash);
  });

  it('counts no case that is held, classified or destroyed, and moves no figure when one of them comes or goes', async () => {
    const before = tableOf(hash);
    const [held = '', classified = ''] = cases;
    await addHoldTo(agency.deps, { tenant: TOWN, caseId: held }, 'Inquiry');
    const hide = {
      classification: { scale: 'au-pspf', level: 'PROTECTED', markers: [] },
      compartments: [],
      purposes: null,
      matters: [],
    };
    const outcome = await agency.act(classified, { type: 'ClassifyCase', ...hide, reason: 'It names an informer.' });
    expect(outcome.kind).toBe('applied');
    // Both were counted before; now neither is, and what is told is what was told: nothing new to publish.
    expect(await run('olga', 'prepare', 'example', ...PERIOD)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('published already')],
    });
    const logged = await agency.test.query<{ told: number }>(
      "select count(distinct c)::int as told from access_log, unnest(case_ids) c where authority = 'program:release' and recorded_at >= '2026-04-10' and $1 = any (case_ids)",
      [classified],
    );
    expect(logged).toEqual([{ told: 55 }]);
    expect(tableOf(hash)).toBe(before);
    await endHolds(agency.deps, { tenant: TOWN, caseId: held }, null);
  });

  it('tells many that came later, names the release before it, and is withdrawn with a reason', async () => {
    agency.clock.nowMs = Date.parse('2026-04-11T10:00:00Z');
    for (let at = 0; at < 7; at += 1) await closed('south', 5);
    const [id, later] = await prepared();
    await publish(id, later);
    expect(tableOf(later)).toContain('2026-02,south,under 10,18,false');
    const turtle = readFileSync(join(folder, 'town', 'catalog.ttl'), 'utf8');
    expect(turtle).toContain(`dcat:prev <${hash}>`);
    expect(await run('olga', 'withdraw', id, '--hash', later)).toMatchObject({ code: 1 });
    const gone = await run(
      'olga',
      'withdraw',
      id,
      '--hash',
      later,
      '--reason',
      'A column was mislabelled.',
      '--address',
      'https://data.example/town/',
    );
    expect(gone.code).toBe(0);
    expect(existsSync(join(folder, 'town', later))).toBe(false);
    const catalogue = readFileSync(join(folder, 'town', 'catalog.jsonld'), 'utf8');
    expect(catalogue).toContain(`https://data.example/town/${hash}/sizes.csv`);
    expect(catalogue).not.toContain(later);
    // People have the one that was withdrawn, so it counts: one more case is not told against it either.
    await closed('south', 5);
    const [, again] = await prepared();
    expect(again).toBe(later);
  });

  it('is evidence: a step that was changed, added or taken away beside the program is named', async () => {
    const found = async (): Promise<readonly string[]> => {
      const said: string[] = [];
      await agency.database.snapshot(programContext(TOWN, 'test'), (tx) =>
        verifyRights(tx, TOWN, ({ reason }) => void said.push(reason)),
      );
      return said;
    };
    expect(await found()).toEqual([]);
    await agency.test.query("update release_step set person = 'omar' where kind = 'prepared'");
    expect((await found()).join(' ')).toMatch(/release-step/);
  });

  it('notices a file that was changed', async () => {
    const place = join(folder, 'town', hash, 'sizes.csv');
    rmSync(place);
    writeFileSync(place, 'period,count\r\n');
    expect(await run('olga', 'catalogue')).toMatchObject({
      code: 3,
      lines: [expect.stringContaining('is not what was published')],
    });
  });
});

describe('the server', () => {
  it('gives everybody what is published and nothing else', async () => {
    const openDataFolder = mkdtempSync(join(tmpdir(), 'casewright-open-data-'));
    const open = await startApi({ openDataFolder });
    try {
      const hash = 'c'.repeat(64);
      writeFileSync(join(openDataFolder, 'secret.csv'), 'secret');
      writePublished({ folder: openDataFolder, slug: 'town', publisher: 'Town', address: '' }, [
        {
          ...{
            hash,
            name: 'x',
            title: 'X',
            description: 'X',
            keywords: [],
            licence: 'https://example.org/',
            place: 'X',
          },
          ...{
            every: 'year',
            from: '2026-01-01',
            until: '2026-12-31',
            publishedAt: '2027-01-01T00:00:00Z',
            previous: null,
          },
          files: [{ name: 'x.csv', mediaType: 'text/csv', bytes: 1, hash }],
          texts: new Map([['x.csv', 'period\r\n']]),
        },
      ]);
      const get = async (url: string): Promise<readonly [number, string]> => {
        const answer = await open.api.app.inject({ method: 'GET', url });
        return [answer.statusCode, String(answer.headers['content-type'])];
      };
      expect(await get('/open-data/town/catalog.jsonld')).toEqual([200, 'application/ld+json']);
      expect(await get('/open-data/town/catalog.ttl')).toEqual([200, 'text/turtle; charset=utf-8']);
      expect(await get(`/open-data/town/${hash}/x.csv`)).toEqual([200, 'text/csv; charset=utf-8; header=present']);
      for (const path of [
        '',
        'town',
        'town/',
        'town/../secret.csv',
        'town/%2e%2e/secret.csv',
        '..%2fsecret.csv',
        `town/${hash}/y.csv`,
        `town/${hash}`,
        'secret.csv',
      ])
        expect((await get(`/open-data/${path}`))[0]).toBe(404);
    } finally {
      await open.close();
      rmSync(openDataFolder, { recursive: true });
    }
  }, 60_000);
});
