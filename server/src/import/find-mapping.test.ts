import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkCaseType, expandCaseType } from '@casewright/engine/definition';
import { checkMapping } from './check-mapping.ts';
import { findMapping, mappingProblemLines } from './find-mapping.ts';
import { inFolder, writeLog } from './log-under-test.ts';
import { LOAN_MAPPING } from './playing-under-test.ts';

const caseTypesFolder = fileURLToPath(new URL('../../../case-types', import.meta.url));

function found(wanted: string, log: string) {
  const search = findMapping(wanted, { caseTypesFolder, log });
  if (!('found' in search)) throw new Error(JSON.stringify(search));
  return search.found;
}

test('a case type with one mapping for the format of the log needs no more than its name', () => {
  expect(found('infringement-notice', '/logs/fines.csv').parsed.mapping.mapping).toBe('road-traffic-fines-csv');
  expect(found('infringement-notice', '/logs/FINES.XES.GZ').parsed.mapping.mapping).toBe('road-traffic-fines-xes');
  expect(found('permit-application', '/logs/permits.csv').parsed.mapping.mapping).toBe('wabo-receipt');
  expect(found('infringement-notice/road-traffic-fines-xes', '/logs/fines.csv').parsed.mapping).toMatchObject({
    log: { format: 'xes' },
  });
});

/** The shipped blocks, by name and version. */
function shelf(): Map<string, { readonly file: string; readonly source: string }> {
  const blocks = `${caseTypesFolder}/blocks`;
  const files = readdirSync(blocks).flatMap((name) => readdirSync(`${blocks}/${name}`).map((file) => ({ name, file })));
  return new Map(
    files.map(({ name, file }) => [
      `${name}@${file.replace(/\.yaml$/, '')}`,
      { file, source: readFileSync(`${blocks}/${name}/${file}`, 'utf8') },
    ]),
  );
}

test('every shipped mapping fits the shipped case type that it names', () => {
  const shipped = readdirSync(caseTypesFolder).flatMap((name) => {
    const folder = `${caseTypesFolder}/${name}/import`;
    return existsSync(folder) ? readdirSync(folder).map((file) => `${name}/${file.replace(/\.yaml$/, '')}`) : [];
  });
  expect(shipped.length).toBeGreaterThanOrEqual(13);
  for (const wanted of shipped) {
    const { parsed } = found(wanted, 'log');
    const whole = expandCaseType(
      readFileSync(`${caseTypesFolder}/${parsed.mapping.caseType}/case-type.yaml`, 'utf8'),
      shelf(),
    );
    if ('problems' in whole) throw new Error(`${parsed.mapping.caseType} has problems`);
    const { source } = whole;
    const checked = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
    if ('problems' in checked) throw new Error(`${parsed.mapping.caseType} has problems`);
    expect([wanted, checkMapping(parsed, checked.caseType)]).toEqual([wanted, []]);
  }
});

test('what cannot be found is answered with what there is', () => {
  const ask = (wanted: string, log = 'log.txt') => JSON.stringify(findMapping(wanted, { caseTypesFolder, log }));
  expect(ask('parking')).toContain('infringement-notice, permit-application');
  expect(ask('infringement-notice/nothing')).toContain('it has road-traffic-fines-csv, road-traffic-fines-xes');
  expect(ask('infringement-notice')).toContain('name one: infringement-notice/road-traffic-fines-csv');
  expect(ask('nowhere/mapping.yaml')).toContain('There is no file');
  expect(ask('../../etc')).toContain('There is no mapping');
});

test('a mapping can be a file of its own, and its problems come with file and line', () =>
  inFolder(async (folder) => {
    const file = writeLog(folder, 'loans.yaml', LOAN_MAPPING);
    expect(found(file, 'log.csv').parsed.mapping.mapping).toBe('loans');
    const broken = writeLog(folder, 'broken.yaml', LOAN_MAPPING.replace('case: loan', 'case: 7'));
    const search = findMapping(broken, { caseTypesFolder, log: 'log.csv' });
    if (!('problems' in search)) throw new Error('must have problems');
    expect(mappingProblemLines('broken.yaml', search.problems)).toEqual([
      'broken.yaml:5: log.case must be the name of a column',
    ]);
  }));
