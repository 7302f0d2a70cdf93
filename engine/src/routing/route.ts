// Sends a piece of work to a queue, a team or a person by a table, and keeps everything by which an auditor can do it
// again: the rule, each candidate with reasons, what was given up, and the draw. Pure; it assigns nothing by itself.
import { evaluateExpression, type Expression, type Scope, type Value } from '../expression/expression.ts';
import { type Asked, type Candidate, loadOf, type Need, type Unmet, unmetBy, type Work } from './candidate.ts';
import { type Draw, drawOne } from './draw.ts';
import type { Relaxable, RoutingRule, RoutingTable, Target } from './routing-table.ts';

export interface RoutingInput {
  readonly table: RoutingTable;
  /** What conditions may ask of the case. */
  readonly facts: Scope;
  readonly work: Work;
  readonly candidates: readonly Candidate[];
  /** For draws; nobody should be able to know it before. */
  readonly seed: string;
}

export interface Judged {
  readonly person: string;
  /** True where nothing that was still asked for spoke against them. */
  readonly in: boolean;
  /** What spoke against them, and what would have, had it not been given up. */
  readonly against: readonly (Unmet & { readonly givenUp: boolean })[];
  readonly load: number;
  readonly capacity: number;
}

export interface Assignment {
  readonly table: { readonly name: string; readonly version: string };
  readonly rule: string;
  readonly target: Target;
  readonly weight: number;
  /** Null where people pull from the target themselves, or nobody can be assigned. */
  readonly person: string | null;
  readonly outcome: 'assigned' | 'to-be-pulled' | 'nobody-can';
  /** Needs that were given up, in order, each because nobody met what was asked until then. */
  readonly givenUp: readonly Relaxable[];
  /** Every candidate, by id. */
  readonly candidates: readonly Judged[];
  /** Present where more than one came out equal. */
  readonly draw: Draw | null;
  /** Expressions that could not be evaluated; the work then goes by the last rule, which asks nothing of the case. */
  readonly problems: readonly { readonly rule: string; readonly reason: string }[];
}

/** Needs that are taken as met, by person; how an explanation looks at what would have been otherwise. */
export type Waived = ReadonlyMap<string, ReadonlySet<Need>>;

/** Decides to whom the work goes. The order of the candidates does not matter. */
export function route(input: RoutingInput): Assignment {
  return routeWaiving(input, new Map());
}

export function routeWaiving(input: RoutingInput, waived: Waived): Assignment {
  const { table, work } = input;
  const { rule, asked, problems } = ruleFor(input);
  const people = input.candidates.toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  const unmet = new Map(
    people.map((person) => {
      const needs = unmetBy(person, asked, work);
      return [person.id, needs.filter(({ need }) => waived.get(person.id)?.has(need) !== true)];
    }),
  );
  const { givenUp, fitting } = relaxed(rule, people, unmet);
  const chosen = rule.pick === 'nobody' ? null : choose(fitting, rule, input);
  const outcome = rule.pick === 'nobody' ? 'to-be-pulled' : chosen === null ? 'nobody-can' : 'assigned';
  return {
    table: { name: table.name, version: table.version },
    rule: rule.id,
    target: rule.to,
    weight: asked.weight,
    person: chosen?.person ?? null,
    outcome,
    givenUp,
    candidates: people.map((person) => judged(person, unmet.get(person.id) ?? [], givenUp)),
    draw: chosen?.draw ?? null,
    problems,
  };
}

function judged(person: Candidate, unmet: readonly Unmet[], givenUp: readonly Relaxable[]): Judged {
  const against = unmet.map((one) => ({ ...one, givenUp: isGivenUp(one.need, givenUp) }));
  return {
    person: person.id,
    in: against.every((one) => one.givenUp),
    against,
    load: loadOf(person),
    capacity: person.capacity,
  };
}

interface Relaxed {
  readonly givenUp: readonly Relaxable[];
  readonly fitting: readonly Candidate[];
}

/** Gives up one need after another, as the rule says, until somebody fits. */
function relaxed(
  rule: RoutingRule,
  people: readonly Candidate[],
  unmet: ReadonlyMap<string, readonly Unmet[]>,
): Relaxed {
  for (let many = 0; ; many += 1) {
    const givenUp = rule.relax.slice(0, many);
    const fitting = people.filter(({ id }) => (unmet.get(id) ?? []).every(({ need }) => isGivenUp(need, givenUp)));
    if (fitting.length > 0 || many >= rule.relax.length) return { givenUp, fitting };
  }
}

function isGivenUp(need: Need, givenUp: readonly Relaxable[]): boolean {
  return givenUp.some((one) => one === need);
}

function choose(
  fitting: readonly Candidate[],
  rule: RoutingRule,
  { seed, work }: RoutingInput,
): { readonly person: string; readonly draw: Draw | null } | null {
  const best = rule.pick === 'draw' ? fitting : leastLoaded(fitting);
  const [first, ...others] = best.map(({ id }) => id);
  if (first === undefined) return null;
  if (others.length === 0) return { person: first, draw: null };
  const draw = drawOne(seed, work.task, [first, ...others]);
  return { person: draw.drawn, draw };
}

/** Those with the smallest share of their capacity in use; who can carry nothing comes last. */
function leastLoaded(people: readonly Candidate[]): readonly Candidate[] {
  const loads = people.map((person) => ({ person, load: loadOf(person), capacity: person.capacity }));
  const [first, ...others] = loads;
  if (first === undefined) return [];
  const least = others.reduce((best, one) => (compareShare(one, best) < 0 ? one : best), first);
  return loads.filter((one) => compareShare(one, least) === 0).map(({ person }) => person);
}

interface Share {
  readonly load: number;
  readonly capacity: number;
}

/** Compared crosswise, since a division would round. */
function compareShare(a: Share, b: Share): number {
  if (a.capacity <= 0 || b.capacity <= 0) return Number(a.capacity <= 0) - Number(b.capacity <= 0);
  return a.load * b.capacity - b.load * a.capacity;
}

/** How heavy the work is, as the table says with these facts. */
export function weightOf(table: RoutingTable, facts: Scope): number {
  return ruleFor({ table, facts }).asked.weight;
}

/** Where the first rule that holds sends the work, before anybody is asked. */
export function targetOf(table: RoutingTable, facts: Scope): Target {
  return ruleNow(table, facts).to;
}

/** The first rule that holds, before anybody is asked. */
export function ruleNow(table: RoutingTable, facts: Scope): RoutingRule {
  return ruleFor({ table, facts }).rule;
}

interface Ruled {
  readonly rule: RoutingRule;
  readonly asked: Asked;
  readonly problems: Assignment['problems'];
}

function ruleFor({ table, facts }: Pick<RoutingInput, 'table' | 'facts'>): Ruled {
  const problems: { rule: string; reason: string }[] = [];
  const last = table.rules.at(-1);
  if (last === undefined) throw new Error('A checked table has rules.');
  for (const rule of table.rules) {
    const reading: Reading = { facts, rule: rule.id, problems };
    const holds = rule.when === undefined || conditionOf(rule.when, reading);
    if (problems.length > 0) break;
    if (!holds) continue;
    const asked = askedBy(rule, reading);
    if (problems.length === 0 || rule === last) return { rule, asked, problems };
    break;
  }
  return { rule: last, asked: askedBy(last, { facts, rule: last.id, problems }), problems };
}

/** A fact that is not known makes nothing true and is no fault; a condition that yields something else is one. */
function conditionOf(when: Expression, reading: Reading): boolean {
  const value = valueOf(when, reading);
  if (typeof value !== 'boolean' && value !== null) {
    reading.problems.push({ rule: reading.rule, reason: `“${when.source}” is neither true nor false.` });
  }
  return value === true;
}

interface Reading {
  readonly facts: Scope;
  readonly rule: string;
  readonly problems: { rule: string; reason: string }[];
}

function askedBy({ to, needs, weight }: RoutingRule, reading: Reading): Asked {
  const heavy = weight === undefined ? 1 : valueOf(weight, reading);
  const isWeight = typeof heavy === 'number' && Number.isFinite(heavy) && heavy >= 0;
  if (!isWeight)
    reading.problems.push({ rule: reading.rule, reason: 'The weight is no number from 0 on, so 1 is taken.' });
  return {
    among: to,
    skills: needs.skills,
    language: textOf(needs.language, reading),
    place: textOf(needs.place, reading),
    continuity: needs.continuity,
    uninvolved: needs.uninvolved,
    capacity: needs.capacity,
    weight: isWeight ? heavy : 1,
  };
}

function textOf(expression: Expression | undefined, reading: Reading): string | null {
  const value = expression === undefined ? null : valueOf(expression, reading);
  if (value === null || typeof value === 'string') return value;
  reading.problems.push({ rule: reading.rule, reason: `“${expression?.source ?? ''}” does not yield text.` });
  return null;
}

function valueOf(expression: Expression, { facts, rule, problems }: Reading): Value {
  const { value, problems: found } = evaluateExpression(expression, facts);
  for (const reason of found) problems.push({ rule, reason });
  return value;
}
