// What a case type says under `uses`: which blocks, found on the shelf, and the values of their parameters, each of its type.
import { type Block, type BlockFile, type BlockParameter, type BlockShelf, checkBlock } from './block.ts';
import { checkShape } from './check-shape.ts';
import {
  childOf,
  entriesOf,
  itemsOf,
  type LocatedNode,
  type MapEntry,
  type ScalarNode,
  textAt,
  textOf,
} from './located.ts';
import { suggestion } from './nearest.ts';
import { type CaseTypeProblemCode, type Findings, type Place, report } from './problem.ts';
import { caseTypeSchema } from './schema.ts';

type Value = ScalarNode['value'];

export interface Import {
  /** `name@version`. */
  readonly id: string;
  readonly file: BlockFile;
  readonly read: ReturnType<typeof checkBlock>;
  /** Where the block is named. */
  readonly at: Place;
  readonly values: ReadonlyMap<string, MapEntry>;
}

interface Shelf {
  readonly shelf: BlockShelf;
  readonly findings: Findings;
}

/** What is imported; whatever is unknown or does not fit is reported where the case type says it. */
export function importsOf(root: LocatedNode, { shelf, findings }: Shelf): readonly Import[] {
  const uses = childOf(root, 'uses');
  const schema = caseTypeSchema.properties?.['uses'];
  if (uses === null || schema === undefined) return [];
  checkShape(uses, schema, { findings });
  if (findings.problems.length > 0) return [];
  return itemsOf(uses).flatMap((node) => {
    const at = childOf(node, 'block') ?? node;
    const id = textOf(at) ?? '';
    const file = shelf.get(id);
    if (file === undefined) {
      report(findings, at, { code: 'block', reason: unknownBlock(id, { shelf, findings }) });
      return [];
    }
    const values = new Map(entriesOf(childOf(node, 'with')).map((entry) => [entry.key, entry]));
    const read = checkNamed(id, file);
    if ('block' in read) checkValues(read.block, { at, values }, findings);
    return [{ id, file, read, at, values }];
  });
}

/** A file that names itself otherwise than its folder would be imported under two names. */
function checkNamed(id: string, { source }: BlockFile): Import['read'] {
  const read = checkBlock(source);
  if (!('block' in read) || read.block.id === id) return read;
  const reason = `This file is ${id} by its place and ${read.block.id} by what it says. Make them the same.`;
  return { problems: [{ line: 1, column: 1, path: 'block', code: 'block', reason }] };
}

/** Every parameter with its value: what the case type says, else what the block says. */
export function filledIn(block: Block, values: Import['values']): ReadonlyMap<string, Value> {
  return new Map(
    [...block.parameters.values()].map(({ name, otherwise }) => {
      const said = values.get(name)?.value;
      return [name, said?.kind === 'scalar' ? said.value : (otherwise ?? null)];
    }),
  );
}

function unknownBlock(id: string, { shelf, findings }: Shelf): string {
  const [name = ''] = id.split('@');
  const versions = [...shelf.keys()].filter((one) => one.startsWith(`${name}@`));
  if (versions.length > 0) return `There is no ${id}. Of this block there is: ${versions.join(', ')}.`;
  const known = [...shelf.keys()].toSorted();
  const hint = suggestion(id, known, findings);
  return `There is no block ${id}.${hint} There is: ${known.join(', ') || 'none'}.`;
}

function checkValues(block: Block, { at, values }: Pick<Import, 'at' | 'values'>, findings: Findings): void {
  const known = [...block.parameters.keys()];
  for (const entry of values.values()) {
    const parameter = block.parameters.get(entry.key);
    if (parameter === undefined) {
      const reason = `${block.id} has no parameter “${entry.key}”.${suggestion(entry.key, known, findings)} It has: ${known.join(', ') || 'none'}.`;
      report(findings, entry.at, { code: 'block-parameter', reason });
    } else checkValue(parameter, entry.value, findings);
  }
  for (const { name, title, type, otherwise } of block.parameters.values()) {
    if (values.has(name) || otherwise !== undefined) continue;
    const reason = `${block.id} must be told “${name}” (${type}): ${title}. Say it under with.`;
    report(findings, at, { code: 'block-parameter', reason });
  }
}

const NAME = /^[a-z][a-z0-9-]{0,59}$/;
const FIELD = /^[a-z][A-Za-z0-9]{0,59}$/;

function checkValue({ name, type, options, title }: BlockParameter, node: LocatedNode, findings: Findings): void {
  const value = node.kind === 'scalar' ? node.value : null;
  const fits: Readonly<Record<string, boolean>> = {
    number: Number.isInteger(value),
    flag: typeof value === 'boolean',
    text: typeof value === 'string' && value !== '',
    choice: typeof value === 'string' && options.includes(value),
    field: typeof value === 'string' && FIELD.test(value),
  };
  if (fits[type] ?? (typeof value === 'string' && NAME.test(value))) return;
  const among = type === 'choice' ? `one of ${options.join(', ')}` : type === 'number' ? 'a whole number' : `a ${type}`;
  const reason = `“${name}” must be ${type === 'item' ? 'an item of the plan' : among}: ${title}.`;
  report(findings, node, { code: 'block-parameter', reason });
}

interface Unfit {
  readonly at: Place;
  readonly code: CaseTypeProblemCode;
  readonly reason: string;
}

/** Values that name something which the whole case type does not have; told where the case type says them. */
export function unfitNames(imports: readonly Import[], root: LocatedNode | null): readonly Unfit[] {
  return imports.flatMap(({ read, values, at }) => {
    if (!('block' in read)) return [];
    return [...read.block.parameters.values()].flatMap(({ name, type, otherwise }) => {
      const known = KNOWN[type]?.(root);
      const entry = values.get(name);
      const value = entry === undefined ? otherwise : textOf(entry.value);
      if (known === undefined || typeof value !== 'string' || known.includes(value)) return [];
      const reason = `“${value}” is no ${type} of this case type, and “${name}” must be one. There is: ${known.join(', ') || 'none'}.`;
      return [{ at: entry?.value ?? at, code: 'block-parameter' as const, reason }];
    });
  });
}

const KNOWN: Readonly<Record<string, (root: LocatedNode | null) => readonly string[]>> = {
  role: (root) => keysOf(root, 'roles'),
  party: (root) => keysOf(root, 'parties'),
  field: (root) => keysOf(root, 'data'),
  form: (root) => keysOf(root, 'forms'),
  clock: (root) => keysOf(root, 'clocks'),
  team: (root) => [textAt(root, 'team') ?? '', ...keysOf(childOf(root, 'routing'), 'teams')],
  item: (root) => ['case', ...itemsOfPlan(childOf(root, 'plan'))],
  section: (root) => [
    'general',
    ...itemsOf(childOf(childOf(root, 'access'), 'sections')).flatMap((one) => textAt(one, 'name') ?? []),
  ],
};

function keysOf(node: LocatedNode | null, key: string): readonly string[] {
  return entriesOf(childOf(node, key)).map((entry) => entry.key);
}

function itemsOfPlan(stage: LocatedNode | null): readonly string[] {
  return entriesOf(stage).flatMap(({ key, value }) => {
    if (!['tasks', 'milestones', 'timers', 'listeners', 'stages'].includes(key)) return [];
    return entriesOf(value).flatMap((item) => [item.key, ...(key === 'stages' ? itemsOfPlan(item.value) : [])]);
  });
}
