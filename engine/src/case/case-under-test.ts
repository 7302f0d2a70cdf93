// Test support for this room: a case type from a few lines of YAML and a case that is driven through the real decider.
// Only tests import it.
import { checkCaseType } from '../definition/definition.ts';
import type { CaseType } from '../definition/definition.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { CaseCommand, CommandContext } from './commands.ts';
import type { CaseEvent } from './events.ts';
import type { RejectionCode } from './rejections.ts';
import type { CaseState } from './state.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';

/** The members every case type needs and most tests do not care about. */
const FRAME = `${HEAD_UNDER_TEST}zone: Europe/Rome
team: desk
roles: { officer: Officer }
opening: { form: open, by: officer }
`;

const REST = {
  data: 'data: { note: { type: text, label: Note, purpose: Test } }',
  forms: 'forms: { open: { title: Open, fields: { note: optional } } }',
  closing: 'closing: { by: officer, outcomes: { done: Done }, afterwards: [] }',
};

/** The interesting part of a case type that says who may read what: a section for few, one for a purpose, and a field. */
export const SECTIONED = `
version: 2.0.0
roles: { officer: Officer, manager: Manager, nurse: Nurse }
data:
  note: { type: text, label: Note, purpose: Test }
  diagnosis: { type: text, label: Diagnosis, purpose: Test }
  bornOn: { type: date, label: Born, purpose: Test }
  income: { type: money, label: Income, purpose: Test }
  source: { type: text, label: Source, purpose: Test }
  grave: { type: boolean, label: Grave, derived: 'diagnosis = "grave"' }
forms:
  open: { title: Open, fields: { note: optional, diagnosis: optional, income: optional, source: optional } }
  visit: { title: Visit, fields: { diagnosis: required, note: optional } }
  talk: { title: Talk, fields: { note: required } }
plan:
  tasks:
    visit: { title: Visit, by: officer, form: visit }
    talk: { title: Talk, by: officer, form: talk, repeat: true }
    act: { title: Act, by: nurse, entry: [{ after: visit, when: 'diagnosis = "grave"' }] }
clocks:
  appeal: { title: Appeal, kind: window, from: bornOn, within: 60 days, stop: closing, law: { ref: Test Act, kind: statute } }
access:
  classification: { scale: au, level: OFFICIAL, markers: [privacy] }
  compartments: [c1]
  purposes: [care, audit]
  manage: manager
  sections:
    - { name: health, title: Health, fields: [diagnosis, bornOn], readers: [nurse], compartments: [h1] }
    - { name: money, title: Money, fields: [income], classification: { scale: au, level: PROTECTED }, purposes: [care] }
  fields:
    - { field: source, readers: [manager] }
`;

/** Compiles a case type from its interesting part; `data`, `forms` and `closing` have defaults. */
export function caseTypeOf(part: string): CaseType {
  const missing = Object.entries(REST).filter(([key]) => !new RegExp(`^${key}:`, 'm').test(part));
  // What the part says itself stands instead of what most tests do not care about.
  const frame = FRAME.split('\n').filter((line) => !new RegExp(`^${line.split(':')[0]}:`, 'm').test(part));
  const source = [...frame, part, ...missing.map(([, text]) => text)].join('\n');
  const result = checkCaseType(source, 'f'.repeat(64));
  if ('problems' in result) throw new Error(result.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
  return result.caseType;
}

type Data = Readonly<Record<string, string | number | boolean | null>>;

/** A case that remembers its events, for tests that give and expect. */
export interface CaseUnderTest {
  readonly caseType: CaseType;
  readonly events: CaseEvent[];
  state: CaseState | null;
  now: string;
  /** What commands are given besides time and person. */
  given: Omit<Partial<CommandContext>, 'occurred' | 'actor'>;
  /** Applies a command; a rejection is an error. */
  readonly do: (command: CaseCommand, actor?: string) => CaseEvent;
  readonly complete: (task: string, data?: Data) => void;
  /** The code with which a command is refused, or null where it would be applied. Changes nothing. */
  readonly refusal: (command: CaseCommand, actor?: string) => RejectionCode | null;
  readonly item: (id: string) => string;
}

/** Opens a case of a kind that is given by its interesting part, or already compiled. */
export function openCaseUnderTest(of: string | CaseType, data: Data = {}): CaseUnderTest {
  const caseType = typeof of === 'string' ? caseTypeOf(of) : of;
  const test: CaseUnderTest = {
    caseType,
    events: [],
    state: null,
    now: '2024-03-01',
    given: {},
    do: (command, actor = 'p1') => {
      const decision = decide(caseType, test.state, command, { ...test.given, occurred: test.now, actor });
      if ('rejection' in decision) throw new Error(`Rejected: ${JSON.stringify(decision.rejection)}`);
      const folded = evolve(test.state, decision.event);
      if (JSON.stringify(folded) !== JSON.stringify(decision.after))
        throw new Error('The event folds to another state.');
      test.state = decision.after;
      test.events.push(decision.event);
      return decision.event;
    },
    complete: (task, answers = {}) => void test.do({ type: 'CompleteTask', task, data: answers }),
    refusal: (command, actor = 'p1') => {
      const decision = decide(caseType, test.state, command, { ...test.given, occurred: test.now, actor });
      return 'rejection' in decision ? decision.rejection.code : null;
    },
    item: (id) => test.state?.items[id] ?? 'not-created',
  };
  test.do({ type: 'OpenCase', reference: 'EX-1', data, subjects: subjectsOf(caseType) });
  return test;
}

function subjectsOf({ parties }: CaseType): Readonly<Record<string, string>> {
  return Object.fromEntries([...parties.keys()].map((party) => [party, `person:${party}`]));
}
