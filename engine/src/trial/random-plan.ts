// Makes case types by chance, using everything that a plan may say. Most are valid; the checker says which.
import { type CaseType, checkCaseType } from '../definition/definition.ts';
import type { Chance } from './chance.ts';

const FIELDS = ['n', 'm', 'b', 'day'];
const CONDITIONS = ['n > 2', 'b = true', 'm != null', 'n > 1 and b = true', 'm < 4 or b = false'] as const;
const RULES = [true, true, 'repetition < 3', 'repetition > 1', 'b = true', 'n > 2'] as const;
const TASK_EVENTS = [
  'complete',
  'create',
  'start',
  'exit',
  'terminate',
  'fault',
  'enable',
  'suspend',
  'resume',
] as const;
const FIELD_EVENTS = ['create', 'update', 'replace', 'delete'] as const;

interface Making {
  readonly chance: Chance;
  /** Ids of all items, known before any is made so that they can wait for each other. */
  readonly ids: readonly string[];
  readonly kinds: ReadonlyMap<string, string>;
  at: number;
}

/** A valid case type; drawn again until one is. */
export function randomCaseType(chance: Chance): CaseType {
  for (;;) {
    const checked = checkCaseType(JSON.stringify(randomSource(chance)), '0'.repeat(64));
    if ('caseType' in checked) return checked.caseType;
  }
}

/** The source of a case type as data; not every one is valid. */
export function randomSource(chance: Chance): object {
  const count = 3 + chance.below(9);
  const ids = Array.from({ length: count }, (_, at) => `i${at}`);
  const kinds = new Map(
    ids.map((id) => [id, chance.pick(['tasks', 'tasks', 'tasks', 'stages', 'milestones', 'listeners', 'timers'])]),
  );
  const making: Making = { chance, ids, kinds, at: 0 };
  const plan = children(making, count, 0);
  if (chance.share(0.6)) plan['autoComplete'] = chance.share(0.5);
  if (chance.share(0.2)) plan['exit'] = [criterion(making, '')];
  return {
    ...{ caseType: 'trial', version: '1.0.0', title: 'Trial', archetype: 'service', reference: 'T-{sequence}' },
    purpose: { statement: 'Trial', authority: 'None' },
    classification: { scale: 'au-pspf', level: 'OFFICIAL' },
    ...{ zone: 'Europe/Rome', team: 'desk', roles: { officer: 'Officer', head: 'Head' } },
    data: {
      n: { type: 'number', label: 'N', purpose: 'Trial' },
      m: { type: 'number', label: 'M', purpose: 'Trial', within: 'n' },
      b: { type: 'boolean', label: 'B', purpose: 'Trial' },
      day: { type: 'date', label: 'Day', purpose: 'Trial' },
    },
    opening: { form: 'open', by: 'officer' },
    forms: { open: { title: 'Open', fields: { n: 'optional', m: 'optional', b: 'optional', day: 'optional' } } },
    decisions: { d: { title: 'D', inputs: ['n'], outputs: ['m'], rules: [{ when: ['-'], then: ['1'] }] } },
    plan,
    closing: { by: 'officer', outcomes: { done: 'Done' }, afterwards: [] },
  };
}

function children(making: Making, most: number, depth: number): Record<string, unknown> {
  const groups: Record<string, Record<string, unknown>> = {};
  for (let made = 0; made < most && making.at < making.ids.length; made += 1) {
    const id = making.ids[making.at] ?? '';
    making.at += 1;
    let kind = making.kinds.get(id) ?? 'tasks';
    // The last of the ids cannot be a stage: nothing would be left to put into it.
    if (kind === 'stages' && (depth > 2 || making.at >= making.ids.length)) kind = 'tasks';
    (groups[kind] ??= {})[id] = item(making, { id, kind, depth });
  }
  return { ...groups };
}

function item(
  making: Making,
  { id, kind, depth }: { readonly id: string; readonly kind: string; readonly depth: number },
): object {
  const { chance } = making;
  const made: Record<string, unknown> = { title: id };
  if (chance.share(0.5)) made['entry'] = some(making, id);
  if (kind === 'tasks') Object.assign(made, taskParts(chance));
  if (kind === 'timers') Object.assign(made, timerParts(chance));
  if (kind === 'listeners' || kind === 'timers') return made;
  if (chance.share(0.3)) made['required'] = chance.share(0.5) ? true : chance.pick(CONDITIONS);
  if (chance.share(0.3)) made['repeat'] = chance.pick(RULES);
  if (chance.share(0.2)) made['concurrent'] = 1 + chance.below(3);
  if (chance.share(0.1)) made['sets'] = { m: 'if m = null then 1 else m + 1' };
  if (kind === 'milestones') return made;
  if (chance.share(0.3)) made['exit'] = some(making, id, true);
  if (chance.share(0.3)) made['manual'] = chance.pick(RULES);
  if (chance.share(0.2))
    made['discretionary'] = chance.share(0.5) ? {} : { when: chance.pick(CONDITIONS), roles: ['head'] };
  if (kind === 'tasks') return made;
  if (chance.share(0.5)) made['autoComplete'] = false;
  return Object.assign(made, children(making, 1 + chance.below(4), depth + 1));
}

function taskParts(chance: Chance): object {
  const performs = chance.share(0.2) ? { performs: chance.pick(['external', 'decision']), uses: 'd' } : {};
  return { by: 'officer', ...performs, ...(chance.share(0.15) ? { blocking: false } : {}) };
}

function timerParts(chance: Chance): object {
  const due = chance.share(0.2) ? 'day + duration("P2D")' : 'duration("PT4H")';
  return { due, ...(chance.share(0.3) ? { every: 'PT6H', times: 1 + chance.below(4) } : {}) };
}

function some(making: Making, owner: string, exit = false): readonly object[] {
  return Array.from({ length: 1 + making.chance.below(2) }, () => {
    const made: Record<string, unknown> = { ...criterion(making, owner) };
    if (exit && making.chance.share(0.2)) made['only'] = making.chance.pick(['active', 'active-or-enabled']);
    if (exit && making.chance.share(0.2)) made['as'] = 'complete';
    return made;
  });
}

function criterion({ chance, ids, kinds }: Making, owner: string): object {
  const parts = Array.from({ length: 1 + chance.below(2) }, () => {
    if (chance.share(0.2)) return { field: chance.maybe(FIELDS), on: chance.pick(FIELD_EVENTS) };
    const source = chance.maybe(ids.filter((id) => id !== owner)) ?? 'case';
    const happens = kinds.get(source) === 'tasks' || kinds.get(source) === 'stages';
    return happens && chance.share(0.4) ? { item: source, on: chance.pick(TASK_EVENTS) } : source;
  });
  if (chance.share(0.15)) return { when: chance.pick(CONDITIONS) };
  return { after: parts, ...(chance.share(0.4) ? { when: chance.pick(CONDITIONS) } : {}) };
}
