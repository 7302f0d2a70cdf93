// Routing tables in a case type: what compiles, and everything that is wrong with one, each at its place.
import { describe, expect, test } from 'vitest';
import type { CaseType, CaseTypeProblem } from './definition.ts';
import { checkCaseType } from './definition.ts';

const TABLES = `routing:
  case: which-team
  teams: { harbour: Harbour desk }
  queues: { simple: Simple matters }
  skills: { noise: Noise }
  tables:
    which-team:
      rules:
        - { id: ships, when: 'kind = "ship"', to: { team: harbour } }
        - { id: rest, to: { team: desk } }
    reviewer:
      version: '3'
      decisions: [assess]
      rules:
        - id: heavy
          when: area > 100 and startedOn > date("2020-01-01")
          to: { team: desk }
          needs: { skills: { noise: 3 }, language: language, place: '"north"', continuity: true, uninvolved: true }
          relax: [continuity, 'skill:noise']
          pick: draw
          weight: if area > 1000 then 3 else 2
        - { id: rest, to: { queue: simple }, pick: nobody }
`;

const SOUND = `caseType: example
version: 1.2.0
title: Example
archetype: service
reference: EX-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data:
  startedOn: { type: date, label: Started }
  area: { type: number, label: Area }
  kind: { type: choice, label: Kind, options: [ship, shore] }
  language: { type: text, label: Language }
  age: { type: number, label: Age, personal: true, subject: person, purpose: To know }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { startedOn: required, kind: optional } } }
plan:
  tasks:
    assess: { title: Assess, by: officer }
    review: { title: Review, by: officer, routedBy: reviewer }
    ask: { title: Ask, by: officer, performs: external }
  milestones: { done: { title: Done, entry: [{ after: review }] } }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
${TABLES}`;

function checked(source: string): { readonly caseType?: CaseType; readonly problems: readonly CaseTypeProblem[] } {
  const result = checkCaseType(source, 'a'.repeat(64));
  return 'problems' in result ? { problems: result.problems } : { caseType: result.caseType, problems: [] };
}

function changed(part: string, by: string): string {
  expect(SOUND).toContain(part);
  return SOUND.replace(part, by);
}

describe('routing in a case type', () => {
  test('is compiled into tables that tasks and new cases name', () => {
    const { caseType, problems } = checked(SOUND);
    expect(problems).toEqual([]);
    expect(caseType?.routedBy).toBe('which-team');
    expect(caseType?.items.get('review')?.task?.routedBy).toBe('reviewer');
    const { table, decisions } = caseType?.routing.get('reviewer') ?? {};
    expect(decisions).toEqual(['assess']);
    expect(table).toMatchObject({
      name: 'reviewer',
      version: '3',
      rules: [
        { id: 'heavy', to: { team: 'desk' }, relax: ['continuity', 'skill:noise'], pick: 'draw' },
        { id: 'rest', to: { queue: 'simple' }, pick: 'nobody' },
      ],
    });
    expect(caseType?.routing.get('which-team')?.table.version).toBe('1.2.0');
    expect(checked(SOUND.replace(TABLES, '').replace(', routedBy: reviewer', '')).caseType?.routing.size).toBe(0);
  });

  const RULE = 'routing.tables.reviewer.rules';
  test.each<readonly [string, string, string, string, string]>([
    [
      'a last rule with a condition',
      '{ id: rest, to: { queue',
      "{ id: rest, when: 'area > 1', to: { queue",
      'routing-table',
      `${RULE}[1]`,
    ],
    [
      'a rule that hides others',
      'when: area > 100 and startedOn > date("2020-01-01")',
      '',
      'routing-table',
      `${RULE}[0]`,
    ],
    ['an id twice', '{ id: rest, to: { queue', '{ id: heavy, to: { queue', 'routing-table', `${RULE}[1].id`],
    [
      'a task routed by nothing',
      'routedBy: reviewer',
      'routedBy: reviwer',
      'unknown-routing',
      'plan.tasks.review.routedBy',
    ],
    ['a case routed by nothing', 'case: which-team', 'case: who', 'unknown-routing', 'routing.case'],
    ['a table that no task names', ', routedBy: reviewer', '', 'routing-table', 'routing.tables.reviewer'],
    [
      'an unknown team',
      'to: { team: harbour }',
      'to: { team: habour }',
      'unknown-team',
      'routing.tables.which-team.rules[0].to.team',
    ],
    ['an unknown queue', 'to: { queue: simple }', 'to: { queue: simpl }', 'unknown-queue', `${RULE}[1].to.queue`],
    [
      'an unknown skill',
      'skills: { noise: 3 }',
      'skills: { nose: 3 }',
      'unknown-skill',
      `${RULE}[0].needs.skills.nose`,
    ],
    ['an unknown field', 'area > 1000', 'areas > 1000', 'unknown-name', `${RULE}[0].weight`],
    [
      'an unknown decision',
      'decisions: [assess]',
      'decisions: [asess]',
      'unknown-item',
      'routing.tables.reviewer.decisions[0]',
    ],
    [
      'a decision that nobody does',
      'decisions: [assess]',
      'decisions: [done]',
      'wrong-kind',
      'routing.tables.reviewer.decisions[0]',
    ],
    ['uninvolved in nothing', 'decisions: [assess]', '', 'routing-table', `${RULE}[0].needs.uninvolved`],
    [
      'work that no person does',
      'performs: external',
      'performs: external, routedBy: reviewer',
      'wrong-kind',
      'plan.tasks.ask.routedBy',
    ],
    ['a condition that is no FEEL', 'area > 100 and', 'area > and', 'expression', `${RULE}[0].when`],
    ['a condition over the wrong kind', 'area > 100', 'area > "much"', 'expression', `${RULE}[0].when`],
    [
      'a condition that is a number',
      'area > 100 and startedOn > date("2020-01-01")',
      'area + 1',
      'expression',
      `${RULE}[0].when`,
    ],
    ['a weight that is text', 'if area > 1000 then 3 else 2', '\'"heavy"\'', 'expression', `${RULE}[0].weight`],
    [
      'a language that is a date',
      'language: language',
      'language: startedOn',
      'expression',
      `${RULE}[0].needs.language`,
    ],
    ['a weight of something personal', 'if area > 1000 then 3 else 2', 'age', 'personal-field', `${RULE}[0].weight`],
    ['a repetition, which routing has none of', 'area > 100', 'repetition > 1', 'unknown-name', `${RULE}[0].when`],
    ['a level beyond the scale', 'noise: 3', 'noise: 6', 'not-accepted', `${RULE}[0].needs.skills.noise`],
    ['giving up a conflict', "'skill:noise'", 'conflict', 'not-accepted', `${RULE}[0].relax[1]`],
    ['giving up what is not asked', "'skill:noise'", "'skill:law'", 'routing-table', `${RULE}[0].relax[1]`],
    ['two targets', '{ queue: simple }', '{ queue: simple, team: desk }', 'routing-table', `${RULE}[1].to`],
    [
      'nobody picked in another team',
      'to: { queue: simple }, pick',
      'to: { team: harbour }, pick',
      'routing-table',
      `${RULE}[1].pick`,
    ],
    [
      'nobody picked of one person',
      'to: { queue: simple }, pick',
      'to: { person: ann }, pick',
      'routing-table',
      `${RULE}[1].pick`,
    ],
    [
      'a new case that goes to a queue',
      '{ id: rest, to: { team: desk } }',
      '{ id: rest, to: { queue: simple } }',
      'routing-table',
      'routing.tables.which-team.rules[1].to',
    ],
    [
      'a new case with needs',
      'to: { team: harbour } }',
      'to: { team: harbour }, pick: draw }',
      'routing-table',
      'routing.tables.which-team.rules[0].pick',
    ],
    [
      'a new case by what is not asked yet',
      `when: 'kind = "ship"'`,
      "when: 'area > 3'",
      'routing-table',
      'routing.tables.which-team.rules[0].when',
    ],
    ['one table for both', 'routedBy: reviewer', 'routedBy: which-team', 'routing-table', 'routing.tables.which-team'],
    ['an unknown key', 'pick: draw', 'pik: draw', 'unknown-key', `${RULE}[0].pik`],
    [
      'no rules',
      '\n        - { id: ships, when: \'kind = "ship"\', to: { team: harbour } }\n        - { id: rest, to: { team: desk } }',
      ' []',
      'not-accepted',
      'routing.tables.which-team.rules',
    ],
  ])('with %s is refused where it stands', (_what, part, by, code, path) => {
    const { problems } = checked(changed(part, by));
    expect(problems.map((problem) => `${problem.code} ${problem.path}`)).toContain(`${code} ${path}`);
    for (const { reason, line } of problems) {
      expect(reason).toMatch(/^[A-Z“0-9].*[.?]$/s);
      expect(line).toBeGreaterThan(1);
    }
  });

  test('says each thing once, and all of them', () => {
    const { problems } = checked(
      changed('area > 100 and', 'area > and')
        .replace('queue: simple }', 'queue: simpl }')
        .replace('noise: 3', 'noise: 9'),
    );
    expect(problems.map(({ code }) => code).toSorted()).toEqual(['expression', 'not-accepted', 'unknown-queue']);
  });

  test('that is hostile is refused in time', () => {
    const begin = Date.now();
    const rules = Array.from({ length: 1_200 }, (_, index) => `        - { id: r, when: '${index}', to: {} }`).join(
      '\n',
    );
    const { problems } = checked(`${SOUND}    third:\n      rules:\n${rules}\n`);
    expect(problems.length).toBeGreaterThan(1_000);
    expect(Date.now() - begin).toBeLessThan(15_000);
  });
});
