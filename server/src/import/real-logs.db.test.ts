// The two published logs, where this machine has them, against what their publishers' descriptions say. The small one
// is played into a database; of the large ones the engine alone decides here, and the full run plays them for real.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkCaseType, type CaseType } from '@casewright/engine/definition';
import { commandDeps } from '../commands/execute-command.ts';
import { startTestDatabase } from '../launch/test-database.ts';
import { openDatabase } from '../store/database.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { databaseTarget } from './database-target.ts';
import { findMapping } from './find-mapping.ts';
import type { ImportReport } from './import-report.ts';
import type { ImportTarget } from './import-target.ts';
import { runImport } from './run-import.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const data = join(process.env['CASEWRIGHT_SHARED'] ?? join(root, '../shared'), 'data');
const absent = !existsSync(join(data, 'road-traffic-fines')) || !existsSync(join(data, 'wabo-receipt'));

function shippedCaseType(name: string): { readonly caseType: CaseType; readonly source: string } {
  const source = readFileSync(join(root, 'case-types', name, 'case-type.yaml'), 'utf8');
  const checked = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
  if ('problems' in checked) throw new Error(`${name} has problems`);
  return { caseType: checked.caseType, source };
}

async function play(name: string, target?: ImportTarget): Promise<ImportReport> {
  const file = join(data, name);
  const wanted = name.startsWith('wabo') ? 'permit-application' : 'infringement-notice';
  const search = findMapping(wanted, { caseTypesFolder: join(root, 'case-types'), log: file });
  if (!('found' in search)) throw new Error(JSON.stringify(search));
  const { caseType } = shippedCaseType(wanted);
  const { source, parsed } = search.found;
  return runImport({
    file,
    mapping: parsed.mapping,
    mappingSource: source,
    caseType,
    ...(target === undefined ? {} : { target }),
  });
}

/** What the publisher's description says: cases, events, and events of each activity, all of them to be applied. */
function expectAll(report: ImportReport, folder: string): void {
  // Written by whoever prepared the data; the shape is checked by what is compared.
  const expected = JSON.parse(readFileSync(join(data, folder, 'expected.json'), 'utf8')) as {
    readonly cases: number;
    readonly events: number;
    readonly events_per_activity: Readonly<Record<string, number>>;
  };
  expect(report.rejections).toEqual([]);
  expect(report).toMatchObject({ cases: expected.cases, events: expected.events, applied: expected.events });
  expect(report).toMatchObject({ rejected: 0, complete: true, problems: [] });
  const applied = Object.entries(report.activities).map(([activity, count]) => [activity, count.applied]);
  expect(Object.fromEntries(applied)).toEqual(expected.events_per_activity);
}

/** What two formats of one log must have in common. */
function comparable({ importId: _id, seconds: _seconds, fileBytes: _bytes, ...rest }: ImportReport): unknown {
  return rest;
}

test.skipIf(absent)(
  'real logs: the engine finds every penalty by itself, and appeals are in time or late',
  { timeout: 180_000 },
  async () => {
    const report = await play('road-traffic-fines/traffic_fines_10k_cases.csv');
    expectAll(report, 'road-traffic-fines');
    expect(report.engineEvents).toEqual({ timers: { penalty: { matched: 4_635, unmatched: 0 } }, unmatched: [] });
    expect(report.clocks['appeal']).toMatchObject({ cases: 4_635, met: 195, late: 36 });
  },
);

test.skipIf(absent)(
  'real logs: permits play alike from CSV and packed XES, with periods and closings',
  { timeout: 180_000 },
  async () => {
    const csv = await play('wabo-receipt/receipt.csv');
    const xes = await play('wabo-receipt/receipt.xes.gz');
    expectAll(csv, 'wabo-receipt');
    expect(comparable(xes)).toEqual(comparable(csv));
    expect(csv.clocks['decide']).toMatchObject({ cases: 1_434, asDefined: 1_080, late: 309 });
    expect(csv.closings).toEqual({ derived: 1_329, closed: 1_329, open: 105 });
    expect(csv.afterClosing.cases).toBe(145);
  },
);

test.skipIf(absent)(
  'real logs: the sample of fines in XES is played into a database',
  { timeout: 180_000 },
  async () => {
    const db = await startTestDatabase();
    const database = openDatabase({ connection: db.appConnection, contextKey: db.contextKey, poolSize: 10 });
    try {
      const deps = commandDeps(database, fileKeyProvider(Buffer.alloc(32, 5)));
      const agency = { tenant: 7, slug: 'police', name: 'Police' };
      const { caseType, source } = shippedCaseType('infringement-notice');
      await upsertPeople(database, { ...agency, teams: [], people: [] });
      await publishCaseType(database, {
        tenant: 7,
        person: 'set-up',
        caseType,
        source,
        publishedAt: '2024-01-01T00:00:00Z',
      });
      const team = { team: caseType.team, title: 'Traffic fines' };
      const report = await play(
        'road-traffic-fines/roadtraffic100traces.xes',
        databaseTarget({ deps, agency, team, caseType }),
      );
      expect(report).toMatchObject({
        cases: 100,
        events: 390,
        applied: 390,
        rejected: 0,
        complete: true,
        changedByOthers: 0,
      });
      expect(report.engineEvents.timers['penalty']).toEqual({
        matched: report.activities['Add penalty']?.events,
        unmatched: 0,
      });
      const fired = await db.query(
        `select count(*)::int as events from event where tenant = 7 and type = 'TimerFired' and occurred ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'`,
      );
      expect(fired).toEqual([{ events: report.activities['Add penalty']?.events }]);
    } finally {
      await database.close();
      await db.close();
    }
  },
);
