// Turns what a case type says of how long its records are kept into its definition.
import { parseLength, parsePeriod } from '../retention/parse-period.ts';
import { NO_LENGTH, type RetentionPeriod } from '../retention/period.ts';
import type { Compiling } from './compile.ts';
import type { EntryKind } from './entry-definition.ts';
import { expressionAt } from './expression-site.ts';
import {
  childOf,
  entriesOf,
  flagAt,
  itemsOf,
  type LocatedNode,
  type MapEntry,
  numberAt,
  rolesAt,
  textAt,
  textOf,
} from './located.ts';
import type { RetentionClass, RetentionDefinition, RetentionFloor, RetentionTrigger } from './retention-definition.ts';

/** Where nothing is said: what is refused before anybody asks stands as the longest. */
const UNREAD: RetentionPeriod = { permanent: true };
const ACTIONS = ['destroy', 'transfer', 'retain', 'review'] as const;
/** Where it counts and is not said, the checker asks for it. */
const JANUARY = 1;

export function retentionOf(
  node: LocatedNode | null,
  compiling: Compiling,
): { readonly retention?: RetentionDefinition } {
  if (node === null) return {};
  return {
    retention: {
      financialYearStarts: numberAt(node, 'financialYearStarts') ?? JANUARY,
      choose: textAt(node, 'choose') === 'first' ? 'first' : 'longest',
      note: textAt(node, 'note'),
      classes: entriesOf(childOf(node, 'classes')).map((entry) => classOf(entry, compiling)),
      floors: entriesOf(childOf(node, 'floors')).map((entry) => floorOf(entry, compiling)),
    },
  };
}

function classOf(entry: MapEntry, compiling: Compiling): RetentionClass {
  const { value } = entry;
  const said = parsePeriod(textAt(value, 'period') ?? '');
  const action = ACTIONS.find((one) => one === textAt(value, 'action')) ?? said?.action ?? 'retain';
  const outcomes = childOf(value, 'outcomes');
  return {
    ...ruledOf(entry, compiling),
    number: textAt(value, 'number') ?? '',
    version: textAt(value, 'version') ?? '',
    outcomes: outcomes === null ? null : itemsOf(outcomes).flatMap((item) => textOf(item) ?? []),
    period: action === 'retain' ? { permanent: true } : (said?.period ?? UNREAD),
    action,
  };
}

function floorOf(entry: MapEntry, compiling: Compiling): RetentionFloor {
  const said = parsePeriod(textAt(entry.value, 'period') ?? '');
  const period = said === null || 'permanent' in said.period ? { ...NO_LENGTH, from: 'trigger' as const } : said.period;
  return { ...ruledOf(entry, compiling), period };
}

function ruledOf({ key, value }: MapEntry, compiling: Compiling): Omit<RetentionFloor, 'period'> {
  const when = childOf(value, 'when');
  return {
    name: key,
    called: textAt(value, 'title') ?? '',
    authority: textAt(value, 'authority') ?? '',
    when: when === null ? null : expressionAt(when, { use: 'retention' }, compiling),
    trigger: triggerOf(childOf(value, 'trigger')),
    said: textAt(value, 'period') ?? '',
  };
}

function triggerOf(node: LocatedNode | null): RetentionTrigger {
  const word = textOf(node);
  if (word === 'parent-closed' || word === 'last-contact') return { kind: word };
  const term = textAt(node, 'closedPlus');
  if (term !== null) return { kind: 'closed-plus', term: parseLength(term) ?? NO_LENGTH };
  const born = textAt(node, 'born');
  if (born !== null) return { kind: 'age', years: numberAt(node, 'age') ?? 0, field: born };
  return namingTriggerOf(node);
}

function namingTriggerOf(node: LocatedNode | null): RetentionTrigger {
  const [field, name] = [textAt(node, 'field'), textAt(node, 'manual')];
  const [party, law] = [textAt(node, 'death'), textAt(node, 'repeal')];
  if (field !== null) return { kind: 'field', field };
  if (name !== null) return { kind: 'manual', name };
  if (party !== null) return { kind: 'death', party };
  if (law !== null) return { kind: 'repeal', law };
  if (childOf(node, 'determination') !== null) {
    const kinds = rolesAt(node, 'determination');
    const on = textAt(node, 'on') === 'expiry' ? 'expiry' : 'start';
    return { kind: 'determination', kinds: kinds.includes('all') ? null : kinds, on };
  }
  const latest = childOf(node, 'latest');
  return latest === null ? { kind: 'closed' } : latestOf(latest);
}

function latestOf(node: LocatedNode): RetentionTrigger {
  return {
    kind: 'latest',
    closed: flagAt(node, 'closed', false),
    linked: flagAt(node, 'linked', false),
    fields: rolesAt(node, 'fields'),
    // The shape takes these words and no others.
    entries: rolesAt(node, 'entries') as readonly EntryKind[],
  };
}
