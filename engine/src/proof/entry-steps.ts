// What people may do with what a case keeps besides fields and work: raise and decide issues, set and conclude goals, impose and
// meet obligations, add parties. A case that waits for one of these does not stand still.
import { type CaseCommand, type CaseState, decide } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';

/** Commands on entries that could go on from here; some of them may be refused. */
export function entryCommands(caseType: CaseType, state: CaseState): readonly CaseCommand[] {
  const entries = Object.entries(state.entries ?? {});
  const held = (kind: string, of: string): number =>
    entries.filter(([, entry]) => entry.kind === kind && entry.of === of && entry.until === null).length;
  return [
    ...[...caseType.issues.keys()].flatMap((of) => (held('issue', of) > 0 ? [] : [raised(of)])),
    ...[...caseType.goals.values()].flatMap(({ name, owner }) =>
      held('goal', name) > 0 ? [] : [goalOf(name, owner[0] ?? '')],
    ),
    ...[...caseType.obligations.values()].flatMap(({ name, owedBy }) =>
      held('obligation', name) > 0 ? [] : imposed(name, owedBy, state),
    ),
    ...[...caseType.parties.values()].flatMap(({ name, later, max }) =>
      later && held('party', name) < max ? [{ type: 'AddParty' as const, of: name, subject: `subject-${name}` }] : [],
    ),
    ...entries.flatMap(([entry, { kind, of, status }]) => movesOf(caseType, { entry, kind, of, status })),
  ];
}

const WORDS = 'Tried by the proof.';

function raised(of: string): CaseCommand {
  return { type: 'RaiseIssue', of, words: WORDS };
}

function goalOf(of: string, owner: string): CaseCommand {
  return { type: 'SetGoal', of, words: WORDS, owner: `party.${owner}`, baseline: '0', target: '10' };
}

function imposed(of: string, owedBy: readonly string[], state: CaseState): readonly CaseCommand[] {
  const owner = owedBy.includes('agency') ? 'agency' : `party.${owedBy[0] ?? ''}`;
  const command = { type: 'ImposeObligation', of, words: WORDS, owedBy: owner, agreement: WORDS } as const;
  // A kind with a clock reckons its day, and refuses one that is given; another needs one.
  return [command, { ...command, dueOn: dayAfter(state.opened) }];
}

/** Far enough that it has not passed while the case is played. */
function dayAfter(opened: string): string {
  return `${Number(opened.slice(0, 4)) + 1}-01-31`;
}

interface Standing {
  readonly entry: string;
  readonly kind: string;
  readonly of: string;
  readonly status: string;
}

function movesOf(caseType: CaseType, { entry, kind, of, status }: Standing): readonly CaseCommand[] {
  if (kind === 'issue' && status === 'open') {
    const outcomes = caseType.issues.get(of)?.outcomes ?? [];
    return outcomes.map(({ value }) => ({ type: 'DecideIssue', of, entry, outcome: value, reasons: WORDS }));
  }
  if (kind === 'issue') {
    return caseType.issues.get(of)?.mayReopen === true ? [{ type: 'ReopenIssue', of, entry, reason: WORDS }] : [];
  }
  if (kind === 'goal' && status === 'pursued') {
    const reviewed = ['0', '10'].map((value) => ({ type: 'ReviewGoal' as const, of, entry, value }));
    const concluded = (['attained', 'partly-attained', 'not-attained'] as const).map((attainment) => ({
      ...{ type: 'ConcludeGoal' as const, of, entry, attainment, reasons: WORDS },
    }));
    return [...reviewed, ...concluded];
  }
  if (kind === 'obligation' && (status === 'owed' || status === 'breached')) {
    return [
      { type: 'MeetObligation', of, entry },
      { type: 'WaiveObligation', of, entry, reasons: WORDS },
    ];
  }
  return [];
}

/** States that are looked at from one case that waits. */
const MOST = 60;

/** Whether people can bring the case on by such commands alone, each after the other. */
export function movesOnByEntries(
  caseType: CaseType,
  state: CaseState,
  { occurred, isIdle }: { readonly occurred: string; readonly isIdle: (state: CaseState) => boolean },
): boolean {
  const waiting = [state];
  for (let at = 0; at < waiting.length && waiting.length < MOST; at += 1) {
    const from = waiting[at] ?? state;
    for (const command of entryCommands(caseType, from)) {
      const decision = decide(caseType, from, command, { occurred, actor: 'proof' });
      if (!('event' in decision)) continue;
      if (!isIdle(decision.after)) return true;
      waiting.push(decision.after);
    }
  }
  return false;
}

/** Primitives on which no commands are given here, so that a case may wait for them unseen. */
export function unplayedKinds(caseType: CaseType): readonly string[] {
  const played = ['issues', 'parties', 'goals', 'obligations'];
  const lists = Object.entries(caseType).filter(
    ([name, value]) => isListOfKinds(name, value) && !played.includes(name) && matters(caseType, name),
  );
  return lists.map(([name]) => `No commands on ${name} are given.`);
}

/** A case waits for documents and what is disclosed of them only where a plan or its end says so. */
function matters(caseType: CaseType, list: string): boolean {
  const { documents, disclosures, items, derived, closing } = caseType;
  if (list !== 'documents' && list !== 'disclosures') return true;
  if ([...documents.values()].some(({ required }) => required)) return true;
  if ([...disclosures.values()].some(({ blocksClosing }) => blocksClosing)) return true;
  const plan = [...items.values()];
  const criteria = plan.flatMap(({ entry, exit }) => [...entry, ...exit]);
  if (criteria.some(({ on }) => on.some((part) => part.source === 'entry' && part.primitive === 'document')))
    return true;
  const rules = plan.flatMap(({ required, repeat, manual, task }) => [required, repeat, manual, task?.complete?.when]);
  const asked = [
    ...[...criteria.map(({ when }) => when), ...derived.map(({ from }) => from), ...rules],
    ...closing.outcomes.map(({ guard }) => guard?.when),
  ];
  return asked.some(
    (one) => typeof one === 'object' && one.names.some((name) => name === 'documents' || name === 'disclosures'),
  );
}

/** Every kind of an entry says what it is called and who records it; other maps of a case type hold other things. */
function isListOfKinds(name: string, value: unknown): boolean {
  const others = [
    'fields',
    'roles',
    'forms',
    'items',
    'children',
    'clocks',
    'decisions',
    'routing',
    'languages',
    'letters',
  ];
  return value instanceof Map && value.size > 0 && !others.includes(name);
}
