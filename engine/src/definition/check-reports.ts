// What must hold of reports: a cohort is a field that is about nobody and has few values, or a number in bands.
import { isDate } from '../calendar/calendar.ts';
import { checkReference, type Judging } from './check-data.ts';
import { childOf, entriesOf, type MapEntry } from './located.ts';
import { report } from './problem.ts';

/** Fields whose every value may stand for itself, and those that are counted in bands. */
const KINDS = { valued: ['choice', 'boolean'], banded: ['number', 'money'] };
/** A year that has a 29 February, on which no year of money can begin all the same. */
const LEAP = '2024-';

export function checkReports(judging: Judging): void {
  const { root, compiled, findings } = judging;
  const node = childOf(root, 'reports');
  const { yearStarts = '' } = compiled.caseType.reports ?? {};
  const start = childOf(node, 'yearStarts');
  if (start !== null && (!isDate(`${LEAP}${yearStarts}`) || yearStarts === '02-29')) {
    const reason = 'A financial year begins on a day that every year has, as month and day, such as 07-01.';
    report(findings, start, { code: 'not-accepted', reason });
  }
  for (const entry of entriesOf(childOf(node, 'cohorts'))) checkCohort(entry, judging);
}

function checkCohort({ key, at, value }: MapEntry, judging: Judging): void {
  const { compiled, findings } = judging;
  const { fields, reports } = compiled.caseType;
  const named = childOf(value, 'field');
  checkReference(judging, named, { known: fields, code: 'unknown-field' });
  const cohort = reports?.cohorts.get(key);
  const field = fields.get(cohort?.field ?? '');
  if (field === undefined || named === null || cohort === undefined) return;
  if (OWN.includes(key)) {
    report(findings, at, {
      code: 'reserved-name',
      reason: `Every report has the cohort “${key}” by itself. Use another name.`,
    });
  }
  if (field.personal) {
    const reason = `“${field.name}” says something about a person, and a report is about nobody. Name a field that is not personal.`;
    report(findings, named, { code: 'personal-field', reason });
  }
  const { bands } = cohort;
  if (!(bands === undefined ? KINDS.valued : KINDS.banded).includes(field.kind)) {
    const reason = `A cohort is a choice or a boolean, or a number or money with bands: [10, 20]; “${field.name}” is of the kind ${field.kind}.`;
    report(findings, named, { code: 'wrong-kind', reason });
  }
  const bound = bands?.findIndex((from, index) => index > 0 && from <= (bands[index - 1] ?? from)) ?? -1;
  if (bound >= 0) {
    const reason = 'Each band begins above the one before. Write the bounds in rising order, each once.';
    report(findings, childOf(value, 'bands') ?? at, { code: 'not-accepted', reason });
  }
}

/** Cohorts of every kind of case. */
const OWN: readonly string[] = ['team', 'opened'];
