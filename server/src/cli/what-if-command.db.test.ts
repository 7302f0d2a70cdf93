// Trying a case type on the cases of a period at the command line: real cases, their sealed events, and who may have them played.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOURCE, startAgency, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { runCli } from './cli.ts';

const DAY = 86_400_000;
const OPENED = Date.parse('2026-03-01T10:00:00Z');
/** The head signs within 40 days of opening; two weeks of them are of a new step before it. */
const SLOWER = SOURCE.replace('version: 1.0.0', 'version: 2.0.0').replace(
  '    sign: { title: Sign, by: head, entry: [ { after: check } ]',
  `    weigh: { title: Weigh, by: head, entry: [ { after: check } ] }
    sign: { title: Sign, by: head, entry: [ { after: weigh } ]`,
);

let agency: AgencyUnderTest;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-what-if-'));
  agency = await startAgency();
  for (const [index, days] of [10, 30, 50].entries()) {
    agency.clock.nowMs = OPENED;
    const caseId = await agency.open({ startedOn: '2026-03-01', name: `Somebody ${index}` });
    const steps = [
      { at: days - 5, command: { type: 'CompleteTask', task: 'check', data: { note: 'seen' } } },
      { at: days, command: { type: 'CompleteTask', task: 'sign', data: {} } },
      { at: days + 1, command: { type: 'CloseCase', outcome: 'done' } },
    ] as const;
    for (const { at, command } of steps) {
      agency.clock.nowMs = OPENED + at * DAY;
      const outcome = await agency.act(caseId, command);
      if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
    }
  }
  agency.clock.nowMs = OPENED + 60 * DAY;
});
afterAll(async () => {
  await agency.close();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const code = await runCli(['what-if', ...args], {
    open: async () => ({ database: agency.database, deps: agency.deps, witnessFolder: null, close: async () => {} }),
    ...{ caseTypesFolder: folder, programFolder: folder, nowMs: () => agency.clock.nowMs },
    ...{ print: (line) => lines.push(line), say: (line) => lines.push(line) },
  });
  return { code, lines };
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const asked = (draft: string, ...more: string[]): readonly string[] => [
  ...[draft, '--agency', 'town', '--version', '1.0.0', '--from', '2026-03-01', '--to', '2026-05-31', '--as', 'ann'],
  ...more,
];
const words = (line: string): string => line.replaceAll(/ {2,}/g, ' | ');

describe('casewright what-if', () => {
  it('tells what one more step would have meant, and that nothing was changed', async () => {
    const before = await agency.test.query<object>('select count(*)::int as events from event');
    const assume = file('assume.yaml', 'tasks: { weigh: { days: 14 } }\n');
    const { code, lines } = await run(...asked(file('slower.yaml', SLOWER), '--assume', assume));
    const table = lines.map(words);
    expect(code).toBe(0);
    expect(table).toContain('cases | 3 | 3');
    // Closed after 11, 31 and 51 days, and fourteen later; the last of them after 65, of the 56 that there are.
    expect(table).toContain('days until closed, the middle | 31.0 | 45.0');
    expect(table).toContain('deadline missed: decide | 0 | 1');
    expect(table).toContain('weigh: days, the middle | - | 14.0');
    expect(lines).toContain('3 of 3 cases came under their own version to what they really came to.');
    expect(lines).toContain('assumed: weigh was done, in 3 cases');
    expect(lines.filter((line) => line.includes('closed 2026-'))).toHaveLength(3);
    expect(lines.at(-1)).toBe('3 cases played: 3 would have gone another way. Nothing was changed.');
    expect(await agency.test.query<object>('select count(*)::int as events from event')).toEqual(before);
  });

  it('writes every case that would have gone another way where a report is asked for', async () => {
    const report = join(folder, 'report.json');
    const { lines } = await run(...asked(file('slower.yaml', SLOWER), '--report', report));
    // An answer of our own.
    const written = JSON.parse(readFileSync(report, 'utf8')) as { changedCases: readonly object[]; assumed: object };
    expect(written.changedCases).toHaveLength(3);
    expect(written.assumed).toEqual({ weigh: 3 });
    expect(lines.some((line) => line.includes('(case '))).toBe(false);
  });

  it('puts on record which cases were played, and plays none for whoever may not have them', async () => {
    const lookedAt = await agency.test.query<{ n: number }>(
      "select count(*)::int as n from access_seen s join access_log l using (tenant, entry_id) where l.action = 'what-if' and l.person = 'ann'",
    );
    expect(lookedAt[0]?.n).toBeGreaterThanOrEqual(3);
    const { lines } = await run(...asked(file('same.yaml', SOURCE)).slice(0, -2));
    expect(lines.at(-1)).toMatch(/^\d cases? played: 0 would have gone another way/);
  });

  it.each([
    ['no period', (draft: string) => [draft, '--agency', 'town', '--version', '1.0.0'], 'Say from when to when'],
    [
      'a version that there is not',
      (draft: string) => asked(draft).map((one) => (one === '1.0.0' ? '9.0.0' : one)),
      'has not published example 9.0.0',
    ],
    [
      'assumptions of no task',
      (draft: string) => asked(draft, '--assume', file('no.yaml', 'tasks: { walk: { days: 1 } }')),
      'has no task walk',
    ],
    [
      'answers that are not asked',
      (draft: string) => asked(draft, '--assume', file('no.yaml', 'tasks: { sign: { answers: { note: x } } }')),
      'sign does not ask for note',
    ],
  ])('refuses %s with a sentence', async (_of, args, sentence) => {
    const { code, lines } = await run(...args(file('same.yaml', SOURCE)));
    expect(code).toBe(2);
    expect(lines.join('\n')).toContain(sentence);
  });

  it('tells the problems of a case type that is not sound', async () => {
    const { code, lines } = await run(...asked(file('broken.yaml', SOURCE.replace('form: more', 'form: nowhere'))));
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('nowhere');
  });
});
