// What the paths of conditions lead to: fields, groups of fields, the state of the case. A path is looked for in the group in which
// it is said, then in those around it, then in the whole case.
import { feelOf, type Resolve, type Target, type Translated } from './condition-to-feel.ts';
import type { CaseFieldSource, Leaf } from './leaves.ts';
import type { CodeLists } from './lists.ts';
import type { Naming } from './names.ts';
import { readCondition } from './show-condition.ts';

export interface Fields {
  readonly byId: ReadonlyMap<string, CaseFieldSource>;
  readonly lists: CodeLists;
  /** The field of the state of the case, and the values that stand for states. */
  readonly state: string;
  readonly states: Naming;
}

/** What CCD adds to the value of a field, and is the value itself here. */
const OF_THE_VALUE = /\.(value\.code|value\.label|value|code|document_url|document_filename|document_binary_url)$/;

/**
 * A condition in FEEL.
 *
 * @param within the path of the group in which it is said
 * @param absent where given, names of no field count as empty, as on the screens of CCD, and are added to it
 */
export type Translate = (source: string, within?: string, absent?: Set<string>) => Translated;

/** Makes the translator of conditions over these fields. */
export function translator(fields: Fields): Translate {
  const leaves = new Map<string, Leaf>();
  for (const field of fields.byId.values()) for (const leaf of field.leaves) leaves.set(leaf.path, leaf);
  const at = (path: string): Target | null => {
    const leaf = leaves.get(path) ?? leaves.get(path.replace(OF_THE_VALUE, ''));
    if (leaf !== undefined) return targetOf(leaf, fields.lists);
    const held = [...leaves.values()].filter((one) => one.path.startsWith(`${path}.`)).map(({ field }) => field);
    return held.length === 0 ? null : { kind: 'record', fields: held };
  };
  const known = new Map<string, Target | null>();
  const remembered = (path: string): Target | null => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const found = at(path);
    known.set(path, found);
    return found;
  };
  // What CCD knows of every case, and parts of what is kept as one text, are there in CCD and only here unknown.
  const mayBeThere = (path: string): boolean =>
    path.startsWith('[') || groupsFrom(path).some((part) => [...leaves.keys()].some((leaf) => isEndOf(part, leaf)));
  return (source, within = '', absent) => {
    const condition = readCondition(source);
    if (condition === null) return { reason: 'it cannot be understood', isUnread: true };
    const resolve = resolverIn(within, remembered, fields);
    return feelOf(condition, (path) => {
      const found = resolve(path);
      if (found !== null || absent === undefined || mayBeThere(path)) return found;
      absent.add(path);
      return { kind: 'absent' };
    });
  };
}

/** `a.b.c` is within `a.b` and `a`. */
function groupsFrom(path: string): readonly string[] {
  const steps = path.split('.');
  return steps.slice(1).map((_, at) => steps.slice(0, at + 1).join('.'));
}

function isEndOf(part: string, leaf: string): boolean {
  return leaf === part || leaf.endsWith(`.${part}`);
}

function resolverIn(within: string, at: (path: string) => Target | null, { state, states }: Fields): Resolve {
  return (path) => {
    if (path.toUpperCase() === '[STATE]') return { kind: 'choice', field: state, option: states.known };
    for (let group = within; group !== ''; group = group.includes('.') ? group.slice(0, group.lastIndexOf('.')) : '') {
      const found = at(`${group}.${path}`);
      if (found !== null) return found;
    }
    return at(path);
  };
}

function targetOf({ field, type, list }: Leaf, lists: CodeLists): Target {
  const options = list === undefined ? undefined : lists.byName.get(list)?.options;
  return { kind: type.compared, field, ...(options === undefined ? {} : { option: options.known }) };
}
