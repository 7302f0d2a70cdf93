// Handles of plan item instances: one object for each instance, linked to its definition, to the stage that holds it and
// to its repetitions, so that settling walks references and takes no name apart. What a handle says follows from the
// case type alone; where the instance stands is in the ledger of its case.
import { CASE_PLAN, definitionOf, instanceId, repetitionOf, stageOf } from './instance.ts';
import type { PlanIndex, PlanNode } from './plan-index.ts';

export interface Instance {
  readonly id: string;
  /** Eight bits of the id, for looking it up. */
  readonly hash: number;
  readonly node: PlanNode;
  /** The stage instance that holds it; null for the case plan. */
  readonly stage: Instance | null;
  /** From 1. */
  readonly repetition: number;
  /** The first instance of the same item in the same stage instance; itself where it is that. */
  readonly first: Instance;
  /** The next repetition, where it was asked for and is kept. */
  later: Instance | null;
  /** First instances of what a stage holds, by their place in it, where they were asked for and are kept. */
  readonly inner: (Instance | undefined)[];
  /** Shared by all handles of a case type. */
  readonly kept: { count: number };
}

/** Handles that a case type keeps at most beside those of its first instances; further ones are made when asked for. */
const MOST_KEPT = 20_000;
/** A repetition beyond this one is rare enough to be made anew each time. */
const MOST_REPETITIONS_KEPT = 64;

/** The one instance of the case plan. */
export function rootInstance(plan: PlanNode): Instance {
  return make({ id: CASE_PLAN, node: plan, stage: null, repetition: 1 }, null, { count: 0 });
}

/** Handles that are not kept are made again, and are then of the same instance without being the same object. */
export function isSame(one: Instance, other: Instance): boolean {
  return one === other || one.id === other.id;
}

/** The first instance of an item in a stage instance, whether it was created or not. */
export function firstIn(stage: Instance, node: PlanNode): Instance {
  const known = stage.inner[node.nth];
  if (known !== undefined) return known;
  const id = instanceId(stage.id, node.item.id, 1);
  const made = make({ id, node, stage, repetition: 1 }, null, stage.kept);
  if (mayKeep(stage.kept)) stage.inner[node.nth] = made;
  return made;
}

/** The n-th repetition, from 1, of an item in a stage instance, given the first. */
export function repetitionIn(first: Instance, repetition: number): Instance {
  if (repetition > MOST_REPETITIONS_KEPT) return repeated(first, repetition);
  let instance = first;
  while (instance.repetition < repetition) instance = laterOf(instance);
  return instance;
}

/** The instance of that id; null where the id is none of the case type. */
export function instanceNamed({ nodes, root }: Pick<PlanIndex, 'nodes' | 'root'>, id: string): Instance | null {
  if (id === CASE_PLAN) return root;
  const node = nodes.get(id) ?? nodes.get(definitionOf(id));
  const stage = node === undefined ? null : stageOf(id, node.item.parent);
  if (node === undefined || stage === null) return null;
  const holding = stage === id ? null : instanceNamed({ nodes, root }, stage);
  if (holding === null || holding.node !== node.parent) return null;
  const repetition = repetitionOf(id);
  if (!(repetition >= 1) || !Number.isSafeInteger(repetition)) return null;
  const found = repetitionIn(firstIn(holding, node), repetition);
  // Another spelling of the same instance is not its id.
  return found.id === id ? found : null;
}

function laterOf(instance: Instance): Instance {
  if (instance.later !== null) return instance.later;
  const made = repeated(instance.first, instance.repetition + 1);
  if (mayKeep(instance.kept)) instance.later = made;
  return made;
}

function repeated(first: Instance, repetition: number): Instance {
  if (repetition === 1) return first;
  const { node, stage } = first;
  const id = instanceId(stage?.id ?? CASE_PLAN, node.item.id, repetition);
  return make({ id, node, stage, repetition }, first, first.kept);
}

type Identity = Pick<Instance, 'id' | 'node' | 'stage' | 'repetition'>;

function make({ id, node, stage, repetition }: Identity, first: Instance | null, kept: Instance['kept']): Instance {
  const made = { id, hash: hashOf(id), node, stage, repetition, first, later: null, inner: [], kept };
  // A first instance is its own first; nobody has seen the object before this line.
  const own = made as { first: Instance | null } & Omit<Instance, 'first'>;
  own.first ??= made as Instance;
  return made as Instance;
}

function mayKeep(kept: Instance['kept']): boolean {
  if (kept.count >= MOST_KEPT) return false;
  kept.count += 1;
  return true;
}

/** Eight bits, mixed from every character. */
function hashOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < id.length; at += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & 255;
}
