// Test support: a case type in which a hidden field drives everything that can be driven, and cases of it that differ in nothing
// else. Only tests import it.
import { caseTypeOf, openCaseUnderTest, type CaseUnderTest } from '../case/case-under-test.ts';

/** `diagnosis` and `bornOn` may be read by nurses; what officers may do follows from neither. */
export const DRIVEN = `
version: 3.0.0
roles: { officer: Officer, nurse: Nurse }
data:
  note: { type: text, label: Note, purpose: Test }
  diagnosis: { type: text, label: Diagnosis, purpose: Test }
  bornOn: { type: date, label: Born, purpose: Test }
  grave: { type: boolean, label: Grave, derived: 'diagnosis = "grave"' }
  urgency: { type: text, label: Urgency, purpose: Test }
  level: { type: text, label: Level, purpose: Test }
  decision: { type: text, label: Decision, purpose: Test }
forms:
  open: { title: Open, fields: { note: optional, diagnosis: optional, bornOn: optional } }
  talk: { title: Talk, fields: { note: optional } }
plan:
  tasks:
    visit: { title: Visit, by: officer, required: true, dueWithinDays: 3 }
    talk: { title: Talk, by: officer, form: talk, repeat: true }
    routed: { title: Routed, by: nurse, routedBy: by-need }
    ward: { title: Ward, by: nurse, dueWithinDays: 1, entry: [{ when: 'diagnosis = "grave"' }] }
    calm: { title: Calm, by: nurse, entry: [{ when: 'diagnosis != "grave"' }] }
    after: { title: After, by: nurse, entry: [{ after: ward }] }
    optional: { title: Optional, by: nurse, manual: 'diagnosis = "grave"' }
    keep: { title: Keep, by: nurse, manual: 'bornOn != null', repeat: true }
    ended: { title: Ended early, by: nurse, exit: [{ when: 'diagnosis = "grave"' }] }
    weigh: { title: Weigh, by: nurse, performs: decision, uses: weighing }
  milestones:
    told: { title: Told, entry: [{ when: 'grave' }], sets: { urgency: '"high"' } }
  timers:
    review: { title: Review, due: 'bornOn + duration("P30D")' }
  stages:
    care:
      title: Care
      entry: [{ when: 'grave' }]
      tasks:
        nurse: { title: Nursing, by: nurse }
    file:
      title: File
      tasks:
        sort: { title: Sort, by: officer }
        dossier: { title: Dossier, by: nurse, entry: [{ when: 'grave' }] }
decisions:
  weighing:
    title: Weighing
    hit: first
    inputs: [diagnosis]
    outputs: [level]
    rules: [{ when: ['"grave"'], then: ['"one"'] }, { when: ['-'], then: ['"two"'] }]
routing:
  tables:
    by-need:
      rules:
        - { id: grave, when: 'diagnosis = "grave"', to: { queue: ward }, pick: nobody }
        - { id: rest, to: { queue: desk }, pick: nobody }
  queues: { ward: Ward, desk: Desk }
clocks:
  appeal:
    title: Appeal
    kind: deadline
    from: bornOn
    within: 40 days
    stop: closing
    calendar: AU-ACT
    extensions: { agreed: { title: Agreed, by: 30 days, times: 1, law: { ref: s 1, kind: statute } } }
    deemed: { outcome: Refused, field: decision, value: refused, law: { ref: s 2, kind: statute } }
    warn: ['50%']
    escalate: [{ at: due, to: nurse }]
    law: { ref: Test Act, kind: statute }
access:
  manage: nurse
  sections:
    - { name: health, title: Health, fields: [diagnosis, bornOn, urgency, level, decision], readers: [nurse] }
`;

/** What is not hidden. */
export const OPEN_PARTS: ReadonlySet<string> = new Set(['general']);

export interface Hidden {
  readonly diagnosis: string;
  readonly bornOn: string;
}

/** What happens, in either twin: what is hidden decides which hidden work is done and on which days the clock runs out. */
export const STEPS = [
  'time',
  'time',
  'time',
  'work',
  'work',
  'route',
  'extend',
  'visit',
  'talk',
  'sort',
  'note',
] as const;
export type Step = (typeof STEPS)[number];

/** Compiled once, for hundreds of cases. */
let driven: ReturnType<typeof caseTypeOf> | undefined;

/** A case with these hidden values, to which this happens; each step is one event, whatever the values. */
export function playTwin(hidden: Hidden, steps: readonly Step[]): CaseUnderTest {
  driven ??= caseTypeOf(DRIVEN);
  const test = openCaseUnderTest(driven, { ...hidden });
  for (const step of steps) playStep(test, step);
  return test;
}

/** After every day on which a clock of theirs runs out by itself. */
const LATER = '2024-12-01';
const EXTEND = { type: 'ChangeDueDate', clock: 'appeal', dueOn: '2030-01-01', reason: 'hidden reason' } as const;

function playStep(test: CaseUnderTest, step: Step): void {
  const { items = {}, timers = {} } = test.state ?? {};
  const hiddenSteps: readonly Step[] = ['time', 'work', 'route', 'extend'];
  const open = (id: string): boolean => items[id] === 'active' || items[id] === 'enabled';
  const clock = Object.keys(timers)
    .filter((timer) => timer.startsWith('clock:') || timer === 'review')
    .toSorted((a, b) => (timers[a]?.dueAt ?? '').localeCompare(timers[b]?.dueAt ?? ''))[0];
  // Hidden work, whichever there is: something that only nurses know of.
  const work = ['ward', 'nurse', 'dossier', 'calm', 'ended', 'optional', 'after'].find(open);
  test.now = LATER;
  if (step === 'time' && clock !== undefined) {
    const due = timers[clock];
    test.now = due?.dueOn ?? due?.dueAt ?? test.now;
    test.do({ type: 'FireTimer', timer: clock });
    test.now = LATER;
  } else if (step === 'extend' && test.refusal(EXTEND) === null) {
    test.do(EXTEND);
  } else if (step === 'route' && test.state?.tasks['routed']?.assignee === undefined) {
    const grave = test.state?.data['diagnosis'] === 'grave';
    const target = { queue: grave ? 'ward' : 'desk' };
    test.do({
      ...{ type: 'AssignTask', task: 'routed', assignee: `queue:${target.queue}` },
      routing: {
        ...{ table: { name: 'by-need', version: '3.0.0' }, rule: grave ? 'grave' : 'rest', target, weight: 1 },
        ...{ person: null, outcome: 'to-be-pulled', givenUp: [], candidates: [], draw: null, problems: [] },
      },
    });
  } else if (step === 'visit' && open('visit')) test.complete('visit');
  else if (step === 'sort' && open('sort')) test.complete('sort');
  else if (step === 'talk' && open('talk')) test.complete('talk', { note: 'said' });
  else if (step === 'work' && work !== undefined) {
    if (items[work] === 'enabled') test.do({ type: 'StartTask', task: work });
    else test.complete(work);
  } else if (hiddenSteps.includes(step)) keepOn(test);
  else test.do({ type: 'AddNote', text: 'a note' });
}

/** Something hidden that can always be done, where what was asked for cannot. */
function keepOn(test: CaseUnderTest): void {
  const [task = '', state] =
    Object.entries(test.state?.items ?? {}).find(([id, is]) => id.startsWith('keep') && is !== 'completed') ?? [];
  if (state === 'enabled') test.do({ type: 'StartTask', task });
  else test.complete(task);
}
