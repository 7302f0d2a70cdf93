// Reads a routing table from plain data, as a YAML reader gives it, and reports everything that is wrong with it, each
// with its path. It mints the checked form.
import { type Expression, parseExpression } from '../expression/expression.ts';
import type { Needs, Relaxable, RoutingRule, RoutingTable, Target } from './routing-table.ts';

export interface RoutingProblem {
  /** By keys: `rules[2].when`. */
  readonly path: string;
  readonly reason: string;
}

interface Reading {
  readonly problems: RoutingProblem[];
  /** Names that expressions may use; null for any. */
  readonly facts: readonly string[] | null;
}

type Group = Readonly<Record<string, unknown>>;

const RULE_KEYS = ['id', 'when', 'to', 'needs', 'relax', 'pick', 'weight'];
const NEED_KEYS = ['skills', 'language', 'place', 'continuity', 'uninvolved', 'capacity'];
const TARGETS = ['queue', 'team', 'person'] as const;
const MOST_RULES = 1_000;

/**
 * @param source `{ name, version, rules: [{ id, when, to, needs, relax, pick, weight }] }`
 * @param facts names that conditions may use; null where they are not known yet
 */
export function checkRoutingTable(
  source: unknown,
  facts: readonly string[] | null,
): { readonly table: RoutingTable } | { readonly problems: readonly RoutingProblem[] } {
  const reading: Reading = { problems: [], facts };
  const table = groupAt(source, '', reading);
  onlyKeys(table, { known: ['name', 'version', 'rules'], path: '' }, reading);
  const name = textAt(table, { key: 'name', path: '' }, reading);
  const version = textAt(table, { key: 'version', path: '' }, reading);
  const listed: readonly unknown[] = Array.isArray(table['rules']) ? table['rules'] : [];
  if (listed.length === 0) fault(reading, 'rules', 'A table needs at least one rule, and the last one without “when”.');
  if (listed.length > MOST_RULES) fault(reading, 'rules', `A table has at most ${MOST_RULES} rules.`);
  const rules = listed.slice(0, MOST_RULES).map((rule, index) => ruleAt(rule, `rules[${index}]`, reading));
  checkOrder(rules, reading);
  if (reading.problems.length > 0) return { problems: reading.problems };
  // The mark exists in the type system only, so that nothing but this function can make a table.
  return { table: { name, version, rules } as unknown as RoutingTable };
}

function checkOrder(rules: readonly RoutingRule[], reading: Reading): void {
  const ids = new Set<string>();
  rules.forEach(({ id, when }, index) => {
    if (ids.has(id)) fault(reading, `rules[${index}].id`, `The id “${id}” is used twice.`);
    ids.add(id);
    const isLast = index === rules.length - 1;
    if (isLast && when !== undefined) {
      fault(
        reading,
        `rules[${index}]`,
        'The last rule must hold for everything, or work could go nowhere. Add one without “when”.',
      );
    }
    if (!isLast && when === undefined) {
      fault(
        reading,
        `rules[${index}]`,
        `“${id}” holds for everything, so no rule after it is reached. Add “when”, or put it last.`,
      );
    }
  });
}

function ruleAt(source: unknown, path: string, reading: Reading): RoutingRule {
  const rule = groupAt(source, path, reading);
  onlyKeys(rule, { known: RULE_KEYS, path }, reading);
  const needs = needsAt(rule['needs'] ?? {}, `${path}.needs`, reading);
  const when = expressionAt(rule, { key: 'when', path }, reading);
  const weight = expressionAt(rule, { key: 'weight', path }, reading);
  const pick = rule['pick'] ?? 'least-load';
  if (pick !== 'least-load' && pick !== 'draw' && pick !== 'nobody') {
    fault(reading, `${path}.pick`, 'Say pick: least-load, draw or nobody.');
  }
  return {
    id: textAt(rule, { key: 'id', path }, reading),
    ...(when === null ? {} : { when }),
    to: targetAt(rule['to'], `${path}.to`, reading),
    needs,
    relax: relaxAt(rule['relax'] ?? [], { path: `${path}.relax`, needs }, reading),
    pick: pick === 'draw' || pick === 'nobody' ? pick : 'least-load',
    ...(weight === null ? {} : { weight }),
  };
}

function targetAt(source: unknown, path: string, reading: Reading): Target {
  const target = groupAt(source, path, reading);
  const [kind, ...more] = TARGETS.filter((one) => typeof target[one] === 'string' && target[one] !== '');
  if (kind === undefined || more.length > 0 || Object.keys(target).length !== 1) {
    fault(reading, path, 'Say one of queue, team or person, such as { team: intake }.');
    return { queue: '' };
  }
  const id = String(target[kind]);
  if (kind === 'queue') return { queue: id };
  return kind === 'team' ? { team: id } : { person: id };
}

function needsAt(source: unknown, path: string, reading: Reading): Needs {
  const needs = groupAt(source, path, reading);
  onlyKeys(needs, { known: NEED_KEYS, path }, reading);
  const skills: Record<string, number> = {};
  for (const [skill, level] of Object.entries(groupAt(needs['skills'] ?? {}, `${path}.skills`, reading))) {
    const isLevel = typeof level === 'number' && Number.isInteger(level) && level >= 1 && level <= 5;
    // It is asked for all the same, so that giving it up is no second mistake.
    skills[skill] = isLevel ? level : 1;
    if (!isLevel) fault(reading, `${path}.skills.${skill}`, 'A level is a whole number from 1 to 5.');
  }
  const language = expressionAt(needs, { key: 'language', path }, reading);
  const place = expressionAt(needs, { key: 'place', path }, reading);
  return {
    skills,
    ...(language === null ? {} : { language }),
    ...(place === null ? {} : { place }),
    continuity: flagAt(needs, { key: 'continuity', path, otherwise: false }, reading),
    uninvolved: flagAt(needs, { key: 'uninvolved', path, otherwise: false }, reading),
    capacity: flagAt(needs, { key: 'capacity', path, otherwise: true }, reading),
  };
}

function relaxAt(
  source: unknown,
  { path, needs }: { readonly path: string; readonly needs: Needs },
  reading: Reading,
): readonly Relaxable[] {
  const list: readonly unknown[] = Array.isArray(source) ? source : [];
  if (!Array.isArray(source))
    fault(reading, path, 'Say in which order needs are given up: a list such as [continuity, place].');
  const known = relaxableOf(needs);
  const named: Relaxable[] = [];
  list.forEach((entry, index) => {
    const found = known.find((one) => one === entry);
    if (found === undefined) {
      const may = known.length === 0 ? 'it has none that may be' : `those that may be are ${known.join(', ')}`;
      fault(
        reading,
        `${path}[${index}]`,
        `“${String(entry)}” is no need of this rule that can be given up; ${may}. Conflicts and the right to open are never given up.`,
      );
    } else if (named.includes(found)) fault(reading, `${path}[${index}]`, `“${found}” is given up twice.`);
    else named.push(found);
  });
  return named;
}

function relaxableOf(needs: Needs): readonly Relaxable[] {
  return [
    ...(needs.continuity ? (['continuity'] as const) : []),
    ...(needs.language === undefined ? [] : (['language'] as const)),
    ...(needs.place === undefined ? [] : (['place'] as const)),
    ...(needs.capacity ? (['capacity'] as const) : []),
    ...Object.keys(needs.skills).map((skill) => `skill:${skill}` as const),
  ];
}

interface At {
  readonly key: string;
  readonly path: string;
}

function expressionAt(group: Group, { key, path }: At, reading: Reading): Expression | null {
  const source = group[key];
  if (source === undefined) return null;
  const at = inside(path, key);
  if (typeof source !== 'string') {
    fault(reading, at, 'This must be an expression in text, such as \'risk = "high"\'.');
    return null;
  }
  const parsed = parseExpression(source);
  if ('problems' in parsed) {
    for (const problem of parsed.problems) fault(reading, at, `${problem.reason} (at character ${problem.from + 1})`);
    return null;
  }
  const unknown = parsed.expression.names.find((name) => reading.facts?.includes(name) === false);
  if (unknown !== undefined)
    fault(reading, at, `There is no fact “${unknown}”. Known: ${reading.facts?.join(', ') ?? ''}.`);
  return parsed.expression;
}

function textAt(group: Group, { key, path }: At, reading: Reading): string {
  const value = group[key];
  if (typeof value === 'string' && value !== '') return value;
  fault(reading, inside(path, key), `“${key}” is missing. Add it as text.`);
  return '';
}

function flagAt(
  group: Group,
  { key, path, otherwise }: At & { readonly otherwise: boolean },
  reading: Reading,
): boolean {
  const value = group[key] ?? otherwise;
  if (typeof value !== 'boolean') fault(reading, inside(path, key), 'This must be true or false.');
  return value === true;
}

function groupAt(source: unknown, path: string, reading: Reading): Group {
  if (isGroup(source)) return source;
  fault(reading, path, 'This must be a group of keys.');
  return {};
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function onlyKeys(
  group: Group,
  { known, path }: { readonly known: readonly string[]; readonly path: string },
  reading: Reading,
): void {
  for (const key of Object.keys(group)) {
    if (!known.includes(key))
      fault(reading, inside(path, key), `“${key}” is not known here. Known: ${known.join(', ')}.`);
  }
}

function inside(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function fault({ problems }: Reading, path: string, reason: string): void {
  problems.push({ path, reason });
}
