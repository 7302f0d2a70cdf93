// The published definitions of CCD: what the case types that `convert-ccd` makes of them say when they run is what the sheets
// say, read by somebody who does not know the importer. One row read wrongly, or one line of a case type, gives itself away.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCaseType } from '@casewright/engine/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../cli/cli.ts';
import { askRunning, type CcdSays, differencesOf } from './ccd-running.ts';
import { predictCcd } from '../../../oracles/ccd/predict-ccd.ts';
import { readSheets, type Sheets } from '../../../oracles/ccd/read-sheets.ts';
import { writeDefinition } from '../../../oracles/ccd/made-definition.ts';
import { benefitAppeal, bulkScan, hasDefinitions } from '../../../oracles/ccd/real-definitions.ts';
import { benefitAppealFaults, bulkScanFaults, lineFaults, withFault } from '../../../oracles/ccd/seeded-ccd-faults.ts';

const ON = '2026-11-23';
/** Sheets that say something of what is compared. */
const PREDICTED =
  /^(?:Authorisation.*|Case(?:Type|Event|Field|Roles|EventToFields)|ComplexTypes|EventToComplexTypes|State)$/;
type Names = Parameters<typeof askRunning>[1];

interface Report {
  readonly names: Names;
  readonly rows: readonly {
    readonly sheet: string;
    readonly file: string;
    readonly row: number;
    readonly status: string;
  }[];
}

const written = mkdtempSync(join(tmpdir(), 'casewright-ccd-'));
afterAll(() => rmSync(written, { recursive: true }));

interface Converted {
  readonly yaml: string;
  readonly names: Names;
  readonly running: CcdSays;
  /** All rows that count. */
  readonly sheets: Sheets;
  /** Those of them that the report does not call not carried. */
  readonly carried: Sheets;
  /** How many rows of a sheet are not carried, of the sheets that a prediction reads. */
  readonly notCarried: Record<string, number>;
}

/** A definition converted by the command, its account of the rows, and what both sides say. */
async function converted(folder: string): Promise<Converted> {
  const to = join(written, `${folder.replace(/.*\//, '')}.yaml`);
  const doors = {
    open: () => Promise.reject(new Error('A conversion needs no database.')),
    ...{ caseTypesFolder: written, programFolder: written, print: () => undefined, say: () => undefined },
    nowMs: () => Date.parse(ON),
  };
  expect(await runCli(['convert-ccd', folder, '--to', to, '--on', ON], doors)).toBe(0);
  // The file holds the report of the conversion, in its own shape.
  const report = JSON.parse(readFileSync(`${to}.report.json`, 'utf8')) as Report;
  const notCarried = report.rows.filter(({ status }) => status === 'not-carried');
  const leftOut = new Set(notCarried.map(({ file, row }) => `${file} ${row}`));
  const yaml = readFileSync(to, 'utf8');
  return {
    ...{ yaml, names: report.names },
    notCarried: countBy(notCarried.map(({ sheet }) => sheet).filter((sheet) => PREDICTED.test(sheet))),
    running: running(yaml, report.names),
    sheets: readSheets(folder, ON),
    carried: readSheets(folder, ON, leftOut),
  };
}

function running(yaml: string, names: Names): CcdSays {
  const checked = checkCaseType(yaml, '0'.repeat(64));
  if (!('caseType' in checked)) throw new Error(JSON.stringify(checked.problems));
  return askRunning(checked.caseType, names);
}

/** Where the sides differ: what stands before what each says. */
function places(system: CcdSays, definition: CcdSays): string[] {
  return differencesOf(system, definition).differences.map((difference) =>
    difference.replace(/: the system says .*$/s, ''),
  );
}

/** Says what was compared, so that one sees that it was something. */
function print(name: string, counts: object): void {
  process.stdout.write(`${name}: ${JSON.stringify(counts)}\n`);
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** What is compared, counted by hand: pairs of profile, state and event, fields on forms, and paths that profiles read and write. */
function sizes({ allowed, events, readable, writable }: CcdSays) {
  const flat = (lists: Readonly<Record<string, readonly unknown[]>>) => Object.values(lists).flat();
  const fields = flat(events).length;
  return {
    profiles: Object.keys(allowed).length,
    states: Object.keys(Object.values(allowed)[0] ?? {}).length - 1,
    allowed: Object.values(allowed).flatMap(flat).length,
    ...{ events: Object.keys(events).length, pages: fields },
    fields: Object.values(events).flatMap((pages) => pages.flatMap((page) => page.fields)).length,
    ...{ readable: flat(readable).length, writable: flat(writable).length },
  };
}

describe('a definition made up for what the published ones do not have', () => {
  let made: Converted;
  beforeAll(async () => {
    const folder = join(written, 'made');
    mkdirSync(folder);
    writeDefinition(folder);
    made = await converted(folder);
  });

  it('is said by the running system as its rows say', () => {
    const { compared, differences } = differencesOf(made.running, predictCcd(made.sheets));
    print('made up', { ...sizes(made.running), compared, differences: differences.length });
    expect(differences).toEqual([]);
    expect(compared.allowed).toBeGreaterThan(30);
  });
});

describe.skipIf(!hasDefinitions)('definitions of CCD, where the shared data are here', () => {
  let scan: Converted;
  let appeal: Converted;
  beforeAll(async () => {
    scan = await converted(bulkScan);
    appeal = await converted(benefitAppeal);
  });

  it.each(['bulk scan', 'benefit appeal'])('the running system says of %s what its carried rows say', (name) => {
    const { running: system, carried } = name === 'bulk scan' ? scan : appeal;
    const { compared, differences } = differencesOf(system, predictCcd(carried));
    print(name, { ...sizes(system), compared, differences: differences.length });
    expect(differences).toEqual([]);
  });

  it('compares as much as there is', () => {
    expect(sizes(scan.running)).toEqual({
      ...{ profiles: 1, states: 6, allowed: 15, events: 8, pages: 6, fields: 22, readable: 26, writable: 25 },
    });
    expect(sizes(appeal.running)).toEqual({
      ...{ profiles: 17, states: 19, allowed: 3730, events: 246, pages: 241, fields: 2127 },
      ...{ readable: 3947, writable: 3210 },
    });
  });

  // As many as there are rows about parts of `appeal` that are no groups, and the date of death.
  it('asks of an appointee only what has a row of its own, so that nobody must make up the rest', () => {
    const pathsOn = (event: string) =>
      (appeal.running.events[event] ?? []).flatMap(({ fields }) => fields.map(({ path }) => path));
    const [ofDeath, ofAppointee] = ['deathOfAppellant', 'provideAppointeeDetails'].map(pathsOn);
    expect([ofDeath?.length, ofAppointee?.length]).toEqual([15, 14]);
    expect(ofDeath).not.toContain('appeal.appellant.appointee.id');
  });

  // Parts of lists are no fields, so most rows about them are not carried; those that make a list read-only are.
  it('leaves out only rows that the report names, and without them nothing else differs', () => {
    expect(scan.notCarried).toEqual({ AuthorisationComplexType: 7, ComplexTypes: 10, EventToComplexTypes: 28 });
    expect(appeal.notCarried).toEqual({
      ...{ AuthorisationCaseType: 8, ComplexTypes: 195, EventToComplexTypes: 258 },
    });
    expect(places(scan.running, predictCcd(scan.sheets))).toEqual([]);
    expect(places(appeal.running, predictCcd(appeal.sheets))).toEqual([]);
    const readOnly = (scan.running.events['rejectRecord'] ?? []).flatMap(({ fields }) =>
      fields.flatMap((field) => (field.readOnly ? [field.path] : [])),
    );
    expect(readOnly).toEqual(expect.arrayContaining(['scannedDocuments', 'scanOCRData']));
  });

  it.each(bulkScanFaults)('a row of bulk scan read wrongly shows: $name', (fault) => {
    const found = places(scan.running, predictCcd(withFault(scan.carried, fault)));
    expect(found.filter((place) => fault.at.test(place))).toEqual(found);
    expect(found.length).toBeGreaterThan(0);
  });

  it.each(benefitAppealFaults)('a row of benefit appeal read wrongly shows: $name', (fault) => {
    const found = places(appeal.running, predictCcd(withFault(appeal.carried, fault)));
    expect(found.filter((place) => fault.at.test(place))).toEqual(found);
    expect(found.length).toBeGreaterThan(0);
  });

  it.each(lineFaults)(
    'a line of the case type of bulk scan written wrongly shows: $name',
    ({ line: [from, to], at }) => {
      expect(scan.yaml.split(from)).toHaveLength(2);
      const found = places(running(scan.yaml.replace(from, to), scan.names), predictCcd(scan.carried));
      expect(found.filter((place) => at.test(place))).toEqual(found);
      expect(found.length).toBeGreaterThan(0);
    },
  );
});
