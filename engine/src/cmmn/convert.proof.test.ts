/// <reference types="node" />
// A case type written as CMMN and read back is the same case type, and says nothing less.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type CaseType, checkCaseType } from '../definition/definition.ts';
import { chanceOf } from '../trial/trial.ts';
import { randomSource } from '../trial/random-plan.ts';
import { compileCase, modelOf, readCmmn, sourceOf, waitsUnknownToCmmn, writeCmmn } from './cmmn.ts';

function checked(source: string): CaseType {
  const result = checkCaseType(source, 'f'.repeat(64));
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.caseType;
}

function through(source: Readonly<Record<string, unknown>>, caseType: CaseType): CaseType {
  const read = readCmmn(writeCmmn(modelOf(source, caseType)));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const [found] = read.model.cases;
  if (found === undefined) throw new Error('There is a case.');
  const compiled = compileCase(read.model, found.id, { hash: 'x' });
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
  return checked(JSON.stringify(sourceOf(found, compiled.caseType)));
}

/** A planning table stands beside the plan items, so it comes after them whatever the file said. */
function unordered(caseType: CaseType): object {
  const children = [...caseType.children].map(([stage, held]) => [stage, [...held].sort()] as const);
  const items = [...caseType.items].sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...caseType, items: new Map(items), children: Object.fromEntries(children) };
}

test.each(['infringement-notice', 'permit-application'])('%s comes back from CMMN as it was', (name) => {
  const file = fileURLToPath(new URL(`../../../case-types/${name}/case-type.yaml`, import.meta.url));
  const text = readFileSync(file, 'utf8');
  expect(through(parse(text), checked(text))).toEqual(checked(text));
});

test('a case task comes back with what it gives to its case and takes from it', () => {
  const child = {
    ...{ version: '1.2.0', opening: { site: 'note + "x"' }, parties: { owner: 'offender' } },
    closing: { note: 'outcome' },
  };
  const file = fileURLToPath(new URL('../../../case-types/infringement-notice/case-type.yaml', import.meta.url));
  const { languages: _french, ...shipped } = parse(readFileSync(file, 'utf8'));
  const visit = { title: 'Visit', by: Object.keys(shipped.roles)[0], performs: 'case', uses: 'visit', child };
  const source = {
    ...shipped,
    data: { ...shipped.data, note: { type: 'text', label: 'Note' } },
    plan: { ...shipped.plan, tasks: { ...shipped.plan.tasks, visit } },
  };
  const caseType = checked(JSON.stringify(source));
  expect(caseType.items.get('visit')?.task?.child?.opening).toHaveLength(1);
  expect(unordered(through(source, caseType))).toEqual(unordered(caseType));
});

test('so do case types made by chance, whatever they use', () => {
  const chance = chanceOf(11);
  let compared = 0;
  for (let at = 0; at < 120; at += 1) {
    const source = randomSource(chance);
    const result = checkCaseType(JSON.stringify(source), 'f'.repeat(64));
    if (!('caseType' in result)) continue;
    compared += 1;
    expect(unordered(through({ ...source }, result.caseType))).toEqual(unordered(result.caseType));
  }
  expect(compared).toBeGreaterThan(20);
});

test('what keeps people from completing work comes back, and what CMMN cannot say is named', () => {
  const source = {
    ...{ caseType: 'two', version: '1.0.0', title: 'Two', archetype: 'service', reference: 'T-{sequence}' },
    purpose: { statement: 'Two', authority: 'None' },
    classification: { scale: 'au-pspf', level: 'OFFICIAL' },
    ...{ zone: 'Europe/Rome', team: 'desk', roles: { officer: 'Officer' } },
    data: { note: { type: 'text', label: 'Note' } },
    issues: { breach: { title: 'Breach', outcomes: { proven: 'Proven' } } },
    opening: { form: 'open', by: 'officer' },
    forms: { open: { title: 'Open', fields: { note: 'optional' } } },
    plan: {
      tasks: {
        choose: { title: 'Choose', by: 'officer' },
        agree: {
          ...{ title: 'Agree', by: 'officer', notBy: ['choose'] },
          complete: { when: 'note != null', otherwise: 'Say why.' },
        },
      },
    },
    closing: { by: 'officer', outcomes: { done: { title: 'Done', when: 'note != null', otherwise: 'Say why.' } } },
  };
  const caseType = checked(JSON.stringify(source));
  expect(unordered(through(source, caseType))).toEqual(unordered(caseType));
  expect(waitsUnknownToCmmn(source, caseType)).toEqual([]);
  const waits = { title: 'Tell', by: 'officer', entry: [{ after: { issue: 'breach', on: 'raised' } }] };
  const more = { ...source, plan: { tasks: { ...source.plan.tasks, waits } } };
  expect(waitsUnknownToCmmn(more, checked(JSON.stringify(more)))).toEqual(['waits']);
});
