// Importing blocks: what is merged, what is refused, and that every problem is told where it can be mended.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type BlockShelf, checkBlock } from './block.ts';
import { checkCaseType, type CaseTypeProblem } from './check.ts';
import { expandCaseType } from './expand.ts';
import { HEAD_UNDER_TEST } from './head-under-test.ts';

const CASE_TYPE = `# The first line.
${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: desk
USES
roles: { officer: Officer, reviewer: Reviewer }
parties:
  # Who complains.
  complainant: { title: Complainant, subject: true }
data:
  receivedOn: { type: date, label: Received on }
opening: { form: receipt, by: officer }
forms: { receipt: { title: Receipt, fields: { receivedOn: required } } }
plan:
  tasks:
    look: { title: Look into it, by: officer }
  stages:
    after: { title: Afterwards, tasks: { file: { title: File it, by: officer } } }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;

const REVIEW = `block: review
version: 1.0.0
title: Review
about: Somebody who was not involved looks again.
parameters:
  by: { type: role, title: Who reviews }
  days: { type: number, title: Days for it, default: 28 }
  since: { type: field, title: The day from which they count }
  form: { type: form, title: Where it is asked }
  stage: { type: item, title: The stage that gets the last task }
data:
  reviewAskedOn: { type: date, label: Review asked on } # a remark
forms:
  $(form): { fields: { reviewAskedOn: optional } }
plan:
  stages:
    review:
      title: Review
      entry: [{ when: 'reviewAskedOn != null and reviewAskedOn <= receivedOn + duration("P$(days)D")' }]
      tasks:
        decide-again: { title: Decide again, by: $(by), required: true }
    $(stage):
      tasks:
        tell: { title: Tell the reviewer, by: $(by) }
clocks:
  review:
    title: Review
    kind: deadline
    from: $(since)
    within: $(days) days
    stop: closing
    law: { ref: Service charter, kind: policy }
closing: { outcomes: { varied: Varied on review }, afterwards: [decide-again] }
`;

const WITH = 'with: { by: reviewer, since: receivedOn, form: receipt, stage: after }';

function shelfOf(...sources: readonly string[]): BlockShelf {
  return new Map(
    sources.map((source) => {
      const [, name = ''] = /^block: (\S+)/m.exec(source) ?? [];
      return [`${name}@1.0.0`, { file: `blocks/${name}/1.0.0.yaml`, source }];
    }),
  );
}

function expanded(uses: string, shelf: BlockShelf): string {
  const whole = expandCaseType(CASE_TYPE.replace('USES', uses), shelf);
  if ('problems' in whole) throw new Error(JSON.stringify(whole.problems));
  return whole.source;
}

function problemsOf(uses: string, shelf: BlockShelf): readonly CaseTypeProblem[] {
  const whole = expandCaseType(CASE_TYPE.replace('USES', uses), shelf);
  if ('problems' in whole) return whole.problems;
  const checked = checkCaseType(whole.source, '');
  return 'problems' in checked ? checked.problems.map(whole.relocate) : [];
}

function told({ from, line, path, reason }: CaseTypeProblem): string {
  return `${from === undefined ? '' : `${from.file} (${from.block}) `}${line} ${path}: ${reason}`;
}

describe('a case type that imports a block', () => {
  const source = expanded(`uses: [{ block: review@1.0.0, ${WITH} }]`, shelfOf(REVIEW));

  test('is whole, and says the same as one that was written out', () => {
    const checked = checkCaseType(source, 'f'.repeat(64));
    if ('problems' in checked) throw new Error(checked.problems.map(told).join('\n'));
    const { caseType } = checked;
    expect([...caseType.items.keys()]).toEqual(['case', 'look', 'after', 'file', 'tell', 'review', 'decide-again']);
    expect(caseType.items.get('decide-again')?.task?.by).toEqual(['reviewer']);
    expect(caseType.items.get('tell')?.parent).toBe('after');
    expect(caseType.clocks.get('review')).toMatchObject({ from: { field: 'receivedOn' }, days: 28 });
    expect(caseType.forms.get('receipt')?.fields.map(({ field }) => field)).toEqual(['receivedOn', 'reviewAskedOn']);
    expect(caseType.closing.outcomes.map(({ value }) => value)).toEqual(['done', 'varied']);
    expect(caseType.closing.afterwards).toEqual(['decide-again']);
    expect(caseType.items.get('review')?.entry[0]?.when?.source).toContain('duration("P28D")');
  });

  test('keeps remarks, names what it was made of, and is the same text when it is expanded again', () => {
    for (const kept of ['# The first line.', '# Who complains.', '# a remark']) expect(source).toContain(kept);
    expect(parse(source)).toMatchObject({ expanded: [{ block: 'review@1.0.0' }] });
    expect(expandCaseType(source, new Map())).toMatchObject({ source });
  });

  test('stays the very text that it was where it imports nothing', () => {
    const plain = CASE_TYPE.replace('USES\n', '');
    expect(expandCaseType(plain, shelfOf(REVIEW))).toMatchObject({ source: plain });
  });

  test('is refused by the checker as long as it is not whole', () => {
    const checked = checkCaseType(CASE_TYPE.replace('USES', 'uses: [review@1.0.0]'), '');
    expect('problems' in checked && checked.problems.map(({ code }) => code)).toEqual(['block']);
  });
});

describe('what does not fit is told where it can be mended', () => {
  test.each([
    ['uses: [reviw@1.0.0]', 'There is no block reviw@1.0.0. Did you mean “review@1.0.0”? There is: review@1.0.0.'],
    ['uses: [review@2.0.0]', 'There is no review@2.0.0. Of this block there is: review@1.0.0.'],
    [
      'uses: [review]',
      '“review” is not accepted here. The name of a block, @, and its version, such as internal-review@1.0.0.',
    ],
    ['uses: [review@1.0.0]', 'review@1.0.0 must be told “by” (role): Who reviews. Say it under with.'],
    [
      `uses: [{ block: review@1.0.0, ${WITH.replace('by:', 'bye:')} }]`,
      'review@1.0.0 has no parameter “bye”. Did you mean “by”? It has: by, days, since, form, stage.',
    ],
    [
      `uses: [{ block: review@1.0.0, ${WITH.replace('{ ', '{ days: many, ')} }]`,
      '“days” must be a whole number: Days for it.',
    ],
    [
      `uses: [{ block: review@1.0.0, ${WITH.replace('reviewer', 'nobody')} }]`,
      '“nobody” is no role of this case type, and “by” must be one. There is: officer, reviewer.',
    ],
  ])('%s', (uses, reason) => {
    const problems = problemsOf(uses, shelfOf(REVIEW));
    expect(problems.map((problem) => problem.reason)).toContain(reason);
    const line = CASE_TYPE.split('\n').indexOf('USES') + 1;
    for (const problem of problems) {
      expect(problem).toMatchObject({ line, path: expect.stringMatching(/^uses\[0\]/) });
      expect(problem).not.toHaveProperty('from');
    }
  });

  test('a name that both define, with the line of either', () => {
    const twice = REVIEW.replace(
      'reviewAskedOn: { type: date, label: Review asked on }',
      'receivedOn: { type: date, label: Again }',
    );
    const problems = problemsOf(`uses: [{ block: review@1.0.0, ${WITH} }]`, shelfOf(twice));
    const line = CASE_TYPE.split('\n').findIndex((one) => one.startsWith('  receivedOn')) + 1;
    expect(problems.map(told)).toEqual([
      `blocks/review/1.0.0.yaml (review@1.0.0) 12 data.receivedOn: “receivedOn” is defined already, by the case type, line ${line}. Give one of the two another name.`,
    ]);
  });

  test('a name that two blocks define', () => {
    const other = REVIEW.replace('block: review', 'block: other');
    const uses = `uses: [{ block: review@1.0.0, ${WITH} }, { block: other@1.0.0, ${WITH} }]`;
    const problems = problemsOf(uses, shelfOf(REVIEW, other));
    expect(problems.map(({ path, from }) => `${from?.block} ${path}`)).toEqual([
      ...[
        'other@1.0.0 data.reviewAskedOn',
        'other@1.0.0 forms.receipt.fields.reviewAskedOn',
        'other@1.0.0 plan.stages.review',
      ],
      ...[
        'other@1.0.0 plan.stages.after.tasks.tell',
        'other@1.0.0 clocks.review',
        'other@1.0.0 closing.outcomes.varied',
      ],
    ]);
    expect(problems[0]?.reason).toContain('by review@1.0.0, line 12.');
  });

  test.each([
    ['within: $(days) days', 'within: $(days) fortnights', 'clocks.review.within'],
    ['and reviewAskedOn <=', 'and reviewAsked <=', 'plan.stages.review.entry[0].when'],
    ['stop: closing', 'stop: nowhere', 'clocks.review.stop'],
    ['required: true', 'required: maybe so', 'plan.stages.review.tasks.decide-again.required'],
  ])('%s, made %s in the block, in its file and line', (part, by, path) => {
    const broken = REVIEW.replace(part, by);
    const problems = problemsOf(`uses: [{ block: review@1.0.0, ${WITH} }]`, shelfOf(broken));
    const line = broken.split('\n').findIndex((one) => one.includes(by)) + 1;
    expect(problems.map((one) => [one.from?.file, one.line, one.path])).toEqual([
      ['blocks/review/1.0.0.yaml', line, path],
    ]);
  });

  test('a problem of its own text in the file and line of the case type', () => {
    const broken = CASE_TYPE.replace('USES', `uses: [{ block: review@1.0.0, ${WITH} }]`).replace(
      'by: officer, outcomes',
      'by: offcer, outcomes',
    );
    const whole = expandCaseType(broken, shelfOf(REVIEW));
    if ('problems' in whole) throw new Error('It was not expanded.');
    const checked = checkCaseType(whole.source, '');
    const line = broken.split('\n').findIndex((one) => one.startsWith('closing')) + 1;
    const problems = 'problems' in checked ? checked.problems.map(whole.relocate) : [];
    expect(problems.map((one) => [one.from, one.line, one.column, one.path])).toEqual([
      [undefined, line, 16, 'closing.by'],
    ]);
  });
});

describe('a block by itself', () => {
  test.each([
    ['title: Review\nabout', 'abut', 'abut: “abut” is not known here.'],
    [
      '$(days) days',
      '$(dys) days',
      'clocks.review.within: “dys” is no parameter of this block. Declare it under parameters; there are: by, days, since, form, stage.',
    ],
    [
      'from: $(since)',
      'from: receivedOn',
      'parameters.since: Nothing in the block uses “since”. Put $(since) where it belongs, or remove it.',
    ],
    ['kind: deadline', 'kind: dedline', 'clocks.review.kind: “dedline” is not accepted here.'],
    ['type: number', 'type: days', 'parameters.days.type: “days” is not accepted here.'],
    ['clocks:', 'team: desk\nclocks:', 'team: “team” is not known here.'],
  ])('%s, made %s', (part, by, reason) => {
    expect(checkBlock(REVIEW)).not.toHaveProperty('problems');
    const checked = checkBlock(REVIEW.replace(part, by));
    const problems = 'problems' in checked ? checked.problems : [];
    expect(problems.map((one) => `${one.path}: ${one.reason}`).join('\n')).toContain(reason);
  });

  test('that is not what its place says is refused', () => {
    const shelf: BlockShelf = new Map([['review@1.1.0', { file: 'blocks/review/1.1.0.yaml', source: REVIEW }]]);
    expect(problemsOf(`uses: [{ block: review@1.1.0, ${WITH} }]`, shelf).map(told)).toEqual([
      'blocks/review/1.1.0.yaml (review@1.1.0) 1 block: This file is review@1.1.0 by its place and review@1.0.0 by what it says. Make them the same.',
    ]);
  });
});
