// A case type is checked as a whole: every problem, each at its place with what to do.
import { describe, expect, test } from 'vitest';
import type { CaseType, CaseTypeProblem } from './definition.ts';
import { checkCaseType } from './definition.ts';
import { HEAD_UNDER_TEST } from './head-under-test.ts';

const HASH = 'a'.repeat(64);

const SOUND = `${HEAD_UNDER_TEST.trimStart()}zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties: { person: { title: Person, subject: true }, firm: { title: Firm } }
data:
  startedOn: { type: date, label: Started }
  amount: { type: money, label: Amount }
  points: { type: number, label: Points }
  colour: { type: choice, label: Colour, options: [red, blue] }
  fullName: { type: text, label: Name, personal: true, subject: person, purpose: To write to them }
  late: { type: boolean, label: Late, derived: double > 3 }
  double: { type: number, label: Double, derived: points * 2 }
opening: { form: open, by: officer }
forms:
  open: { title: Open, fields: { startedOn: required, colour: optional } }
plan:
  tasks:
    check: { title: Check, by: officer, form: open, repeat: true, entry: [{ after: sign }, { after: { item: look, on: start } }] }
    sign: { title: Sign, by: officer, manual: repetition > 1, required: amount != null }
  stages:
    look:
      title: Look
      entry: [{ after: [sign, { field: colour, on: update }], when: points > 3 }]
      exit: [{ after: done }]
      tasks: { read: { title: Read, by: officer, priority: urgent, dueWithinDays: 5 } }
      milestones: { done: { title: Done, entry: [{ after: read }], sets: { points: points + 1 } } }
  timers: { remind: { title: Remind, entry: [{ after: sign }], due: startedOn + duration("P5D") } }
  listeners: { called: { title: Called } }
clocks:
  decide: { title: Decide, kind: deadline, from: startedOn, within: 56 days, stop: closing, law: { ref: Act 1, kind: statute } }
closing: { by: officer, outcomes: { done: Done }, afterwards: [check] }
`;

function caseTypeOf(source: string): CaseType {
  const result = checkCaseType(source, HASH);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.caseType;
}

function problemsOf(source: string): readonly CaseTypeProblem[] {
  const result = checkCaseType(source, HASH);
  return 'problems' in result ? result.problems : [];
}

/** Changes one part of the sound case type; the part must be there. */
function changed(part: string, by: string): string {
  if (!SOUND.includes(part)) throw new Error(`The sound case type has no “${part}”.`);
  return SOUND.replace(part, by);
}

describe('a sound case type', () => {
  const caseType = caseTypeOf(SOUND);

  test('is compiled to flat items with their stages', () => {
    expect([...caseType.items.keys()]).toEqual(['case', 'check', 'sign', 'look', 'read', 'done', 'remind', 'called']);
    expect(caseType.children.get('case')).toEqual(['check', 'sign', 'look', 'remind', 'called']);
    expect(caseType.children.get('look')).toEqual(['read', 'done']);
    expect(caseType.items.get('read')).toMatchObject({ parent: 'look', task: { priority: 1, dueWithinDays: 5 } });
    expect(caseType.items.get('case')).toMatchObject({ kind: 'case', parent: null, autoComplete: false });
    expect(caseType.hash).toBe(HASH);
  });

  test('names criteria, and means completion or occurrence where no transition is named', () => {
    expect(caseType.items.get('check')?.entry.map(({ id, on }) => ({ id, on }))).toEqual([
      { id: 'check.entry.0', on: [{ source: 'item', item: 'sign', transition: 'complete' }] },
      { id: 'check.entry.1', on: [{ source: 'item', item: 'look', transition: 'start' }] },
    ]);
    const look = caseType.items.get('look');
    expect(look?.entry[0]?.on[1]).toEqual({ source: 'field', field: 'colour', change: 'update' });
    expect(look?.entry[0]?.when?.names).toEqual(['points']);
    expect(look?.exit[0]).toMatchObject({ id: 'look.exit.0', on: [{ item: 'done', transition: 'occur' }] });
  });

  test('has its rules, its defaults and its derived fields in an order in which they can be computed', () => {
    expect(caseType.items.get('sign')).toMatchObject({
      repeat: false,
      concurrent: 1,
      manual: { source: 'repetition > 1' },
    });
    expect(caseType.items.get('look')?.autoComplete).toBe(true);
    expect(caseType.derived.map(({ field }) => field)).toEqual(['double', 'late']);
    expect(caseType.fields.get('colour')?.options).toEqual([
      { value: 'red', label: 'red' },
      { value: 'blue', label: 'blue' },
    ]);
    expect(caseType.clocks.get('decide')).toMatchObject({ days: 56, stops: ['closing'] });
    expect(caseType.closing.afterwards).toEqual(['check']);
  });

  test('may say that all work goes on afterwards', () => {
    expect(caseTypeOf(changed('[check] }', 'all }')).closing.afterwards).toHaveLength(7);
  });
});

describe('a problem', () => {
  test.each<[string, string, string, string]>([
    ['title: Example', 'titel: Example', 'unknown-key', 'titel'],
    ['title: Check, by', 'title: Check, bye: x, by', 'unknown-key', 'plan.tasks.check.bye'],
    ['title: Example\n', '', 'missing-key', ''],
    ['version: 1.0.0', 'version: 1.0', 'wrong-type', 'version'],
    ['version: 1.0.0', 'version: one', 'not-accepted', 'version'],
    ['roles: { officer: Officer }', 'roles: [officer]', 'wrong-type', 'roles'],
    ['type: date,', 'type: data,', 'not-accepted', 'data.startedOn.type'],
    ['team: desk', 'team: desk\nteam: other', 'duplicate-key', 'team'],
    ['  points: {', '  Points: {', 'bad-name', 'data.Points'],
    ['tasks: { read:', 'tasks: { sign:', 'duplicate-id', 'plan.stages.look.tasks.sign'],
    ['tasks: { read:', 'tasks: { case:', 'reserved-name', 'plan.stages.look.tasks.case'],
    ['  points: {', '  constructor: {', 'reserved-name', 'data.constructor'],
    ['tasks: { read:', 'tasks: { constructor:', 'reserved-name', 'plan.stages.look.tasks.constructor'],
    ['  points: {', '  item: {', 'reserved-name', 'data.item'],
    ['[{ after: read }]', '[{ after: rest }]', 'unknown-item', 'plan.stages.look.milestones.done.entry[0].after'],
    ['afterwards: [check]', 'afterwards: [chek]', 'unknown-item', 'closing.afterwards[0]'],
    ['{ field: colour, on', '{ field: color, on', 'unknown-field', 'plan.stages.look.entry[0].after[1].field'],
    ['colour: optional', 'color: optional', 'unknown-field', 'forms.open.fields.color'],
    ['from: startedOn', 'from: begunOn', 'unknown-field', 'clocks.decide.from'],
    ['sets: { points:', 'sets: { pionts:', 'unknown-field', 'plan.stages.look.milestones.done.sets.pionts'],
    ['opening: { form: open', 'opening: { form: opened', 'unknown-form', 'opening.form'],
    ['by: officer, priority', 'by: nobody, priority', 'unknown-role', 'plan.stages.look.tasks.read.by'],
    [
      'by: officer, manual: repetition > 1, required: amount != null',
      'required: true',
      'missing-key',
      'plan.tasks.sign',
    ],
    ['subject: person,', 'subject: persons,', 'unknown-party', 'data.fullName.subject'],
    ['zone: Europe/Rome', 'zone: Europe/Atlantis', 'unknown-zone', 'zone'],
    ['on: start', 'on: occur', 'unknown-transition', 'plan.tasks.check.entry[1].after.on'],
    ['when: points > 3', 'when: points >', 'expression', 'plan.stages.look.entry[0].when'],
    ['when: points > 3', 'when: points > today()', 'expression', 'plan.stages.look.entry[0].when'],
    ['when: points > 3', 'when: point > 3', 'unknown-name', 'plan.stages.look.entry[0].when'],
    ['derived: points * 2', 'derived: repetition * 2', 'unknown-name', 'data.double.derived'],
    ['sets: { points:', 'sets: { late:', 'derived-field', 'plan.stages.look.milestones.done.sets.late'],
    ['colour: optional', 'late: optional', 'derived-field', 'forms.open.fields.late'],
    [', subject: person', '', 'personal-field', 'data.fullName'],
    [', purpose: To write to them', '', 'personal-field', 'data.fullName'],
    ['subject: person,', 'subject: firm,', 'personal-field', 'data.fullName.subject'],
    ['label: Points }', 'label: Points, subject: person }', 'personal-field', 'data.points.subject'],
    ['derived: double > 3', 'derived: fullName = "x"', 'personal-field', 'data.late.derived'],
    [', options: [red, blue]', '', 'field-options', 'data.colour'],
    ['options: [red, blue]', 'options: [red, red]', 'field-options', 'data.colour.options'],
    ['label: Points }', 'label: Points, options: [one] }', 'field-options', 'data.points.options'],
    ['label: Points }', 'label: Points, maxLength: 5 }', 'wrong-kind', 'data.points.maxLength'],
    ['from: startedOn', 'from: points', 'wrong-kind', 'clocks.decide.from'],
    ['stop: closing', 'stop: points', 'wrong-kind', 'clocks.decide.stop'],
    ['within: 56 days', 'within: 8 fortnights', 'not-accepted', 'clocks.decide.within'],
    ['derived: points * 2', 'derived: if late then 1 else 2', 'cycle', 'data.late.derived'],
    ['title: Sign, by', 'title: Sign, entry: [{ after: check }], by', 'cycle', 'plan.tasks.check'],
    ['title: Sign, by', 'title: Sign, entry: [{ after: sign }], by', 'cycle', 'plan.tasks.sign'],
    ['title: Read, by', 'title: Read, entry: [{ after: look }], by', 'unreachable', 'plan.stages.look.tasks.read'],
    ['entry: [{ after: read }], sets', 'repeat: true, sets', 'endless', 'plan.stages.look.milestones.done.repeat'],
    ['[{ after: read }]', '[{}]', 'empty-criterion', 'plan.stages.look.milestones.done.entry[0]'],
    ['{ item: look, on: start }', '{ on: start }', 'empty-criterion', 'plan.tasks.check.entry[1].after'],
    ['due: startedOn + duration("P5D")', 'due: points + 1', 'timer-without-date', 'plan.timers.remind.due'],
    ['reference: EX-{year}-{sequence}', 'reference: EX-{year}', 'not-accepted', 'reference'],
    ['title: Called', 'title: &a Called', 'alias', 'plan.listeners.called.title'],
    ['title: Called', 'title: !!js/function Called', 'alias', 'plan.listeners.called.title'],
  ])('%j as %j is %s at %s', (part, by, code, path) => {
    const found = problemsOf(changed(part, by)).filter((problem) => problem.code === code);
    expect(found.map((problem) => problem.path)).toContain(path);
    for (const { reason } of found) expect(reason).toMatch(/^[A-Z“0-9].*[.?]$/);
  });

  test('stands where the mistake is, inside an expression to the character', () => {
    const [problem] = problemsOf(changed('when: points > 3', 'when: points > now()'));
    const lines = changed('when: points > 3', 'when: points > now()').split('\n');
    expect(lines[(problem?.line ?? 0) - 1]?.slice((problem?.column ?? 0) - 1)).toMatch(/^now\(\)/);
  });

  test('suggests what was probably meant', () => {
    const reasons = (part: string, by: string) =>
      problemsOf(changed(part, by))
        .map(({ reason }) => reason)
        .join(' ');
    expect(reasons('title: Example', 'titel: Example')).toContain('“titel” is not known here. Did you mean “title”?');
    expect(reasons('when: points > 3', 'when: pionts > 3')).toContain(
      'There is no name “pionts”. Did you mean “points”?',
    );
  });

  test('does not hide another: all are reported, in the order of the file', () => {
    let source = changed('zone: Europe/Rome', 'zone: Nowhere');
    for (const [part, by] of [
      ['title: Example', 'titel: Example'],
      ['when: points > 3', 'when: points >'],
      ['after: read', 'after: rest'],
      ['from: startedOn', 'from: begunOn'],
    ] as const)
      source = source.replace(part, by);
    const problems = problemsOf(source);
    expect(problems.map(({ code }) => code)).toEqual([
      ...['missing-key', 'unknown-key', 'unknown-zone', 'expression', 'unknown-item', 'unknown-field'],
    ]);
    expect(problems.map(({ line }) => line)).toEqual(problems.map(({ line }) => line).toSorted((a, b) => a - b));
  });

  test('of a circle is reported once and names the way round', () => {
    const source = changed('title: Sign, by', 'title: Sign, entry: [{ after: check }], by').replace(
      ', { after: { item: look, on: start } }',
      '',
    );
    const circles = problemsOf(source).filter(({ code }) => code === 'cycle');
    expect(circles.map(({ reason }) => reason)).toEqual([
      '“check” can never start: it waits for sign, which waits for check. Remove one of these waits or add another way in.',
    ]);
  });

  test('of a circle with another way in is none', () => {
    expect(
      problemsOf(changed('title: Sign, by', 'title: Sign, entry: [{ after: check }, { after: called }], by')),
    ).toEqual([]);
  });
});

describe('hostile and broken sources', () => {
  test.each<[string, string, string]>([
    ['an empty file', '', 'yaml'],
    ['a file of comments', '# nothing\n', 'yaml'],
    ['a list', '- a\n- b', 'wrong-type'],
    ['a text', 'just text', 'wrong-type'],
    ['a wrong indentation', 'a: 1\n b: 2', 'yaml'],
    ['an open bracket', 'a: [1, 2', 'yaml'],
    ['a tab as indentation', 'a:\n\t- b', 'yaml'],
    ['two documents', 'a: 1\n---\nb: 2', 'yaml'],
    ['a list as a key', '? [x]\n: 1', 'yaml'],
    ['a bomb of aliases', 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]', 'alias'],
    ['a merge of something unknown', '<<: *a', 'alias'],
    ['half a million brackets', '['.repeat(500_000), 'too-deep'],
    ['a hundred thousand braces', '{a: '.repeat(100_000), 'too-deep'],
    ['a quarter million dashes', '- '.repeat(250_000), 'too-deep'],
    ['a quarter million question marks', '? '.repeat(250_000), 'too-deep'],
    ['anchors upon anchors', '&a '.repeat(160_000), 'alias'],
    ['tags upon tags', '!a '.repeat(160_000), 'alias'],
    ['a deep staircase', Array.from({ length: 900 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'), 'too-deep'],
    ['a hundred thousand keys', Array.from({ length: 100_000 }, (_, at) => `k${at}:`).join('\n'), 'too-large'],
    [
      'pairs in brackets without commas',
      `{${Array.from({ length: 4000 }, (_, at) => `k${at}: 1\n`).join('')}}`,
      'too-deep',
    ],
    ['keys in brackets without commas', `a: [${'a: b: c\n'.repeat(4000)}]`, 'too-deep'],
    ['a quarter million commas and one', `[${','.repeat(250_001)}`, 'too-large'],
    ['a quarter million backslashes that mean nothing', `a: "${'\\q'.repeat(250_000)}"`, 'yaml'],
    ['half a million signs of anchors', '&'.repeat(500_000), 'alias'],
    ['more than two megabytes', 'x'.repeat(2 * 1024 * 1024 + 1), 'too-large'],
    ['names of the language itself', '__proto__: { a: 1 }\nconstructor: 1', 'unknown-key'],
    ['a character that cannot be stored', 'caseType: "a\\u0000b"', 'not-accepted'],
  ])('%s is refused', { timeout: 15_000 }, (_, source, code) => {
    expect(problemsOf(source).map((problem) => problem.code)).toContain(code);
  });

  test('what is too much is refused where it begins to be', () => {
    const at = (source: string): string =>
      problemsOf(source)
        .map(({ line, column }) => `${line}:${column}`)
        .join(' ');
    expect(at(`a:\n  b: ${'['.repeat(70)}`)).toBe('2:70');
    expect(at(`a: 1\n${'k: 1\n'.repeat(60_000)}`)).toBe('35715:1');
    expect(at(`a: [${'&x 1, '.repeat(20)}]`)).toBe('1:101');
    expect(at(`a:\n  - "${'\\q'.repeat(20)}"`)).toBe('2:5');
  });

  test('brackets within texts, and blocks that end, do not count as depth', () => {
    const texts = Array.from({ length: 100 }, () => '  - "[[[["');
    expect(problemsOf(`a:\n${texts.join('\n')}`).map(({ code }) => code)).not.toContain('too-deep');
    const blocks = Array.from({ length: 100 }, (_, at) => `k${at}:\n  a:\n    - b:\n        c: 1`);
    expect(problemsOf(blocks.join('\n')).map(({ code }) => code)).not.toContain('too-deep');
  });

  test('a large sound file is checked in time', { timeout: 20_000 }, () => {
    const tasks = Array.from(
      { length: 1000 },
      (_, index) =>
        `    t${index}: { title: T, by: officer, entry: [{ after: ${index === 0 ? 'sign' : `t${index - 1}`} }] }`,
    );
    const caseType = caseTypeOf(changed('    sign: {', `${tasks.join('\n')}\n    sign: {`));
    expect(caseType.items.size).toBe(1008);
  });

  test('a circle through a thousand items is reported in time', { timeout: 20_000 }, () => {
    const tasks = Array.from(
      { length: 1000 },
      (_, index) => `    t${index}: { title: T, by: officer, entry: [{ after: t${(index + 1) % 1000} }] }`,
    );
    const problems = problemsOf(changed('    sign: {', `${tasks.join('\n')}\n    sign: {`));
    expect(problems.map(({ code }) => code)).toEqual(['cycle']);
  });

  test('nine hundred unknown names are reported in time', { timeout: 20_000 }, () => {
    const names = Array.from({ length: 900 }, (_, index) => `      unknown${index}: optional`);
    const fields = Array.from({ length: 900 }, (_, index) => `  known${index}: { type: text, label: L }`);
    const source = changed('  late: {', `${fields.join('\n')}\n  late: {`).replace(
      '  open: { title: Open, fields: { startedOn: required, colour: optional } }',
      `  open:\n    title: Open\n    fields:\n${names.join('\n')}`,
    );
    expect(problemsOf(source)).toHaveLength(900);
  });
});
