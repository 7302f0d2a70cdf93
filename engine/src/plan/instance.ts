// How the instances of plan items are named. Ids derive from path and repetition and nothing else, so that a replay,
// a browser and another server all give the same ones: `check`, its second repetition `check#2`, and below a
// repeated stage `advice#2/request`. A prefix appears only where a stage repeats, which keeps most ids short.

/** Id of the outermost stage, the case plan itself. */
export const CASE_PLAN = 'case';

/** The id of the `repetition`-th (1-based) instance of `definition` inside the stage instance `stage`. */
export function instanceId(stage: string, definition: string, repetition: number): string {
  if (stage === CASE_PLAN) return repetition === 1 ? definition : `${definition}#${repetition}`;
  const prefix = stage.includes('#') ? `${stage}/` : '';
  return repetition === 1 ? prefix + definition : `${prefix}${definition}#${repetition}`;
}

/** The definition that an instance is of. */
export function definitionOf(instance: string): string {
  const last = instance.lastIndexOf('/') + 1;
  const hash = instance.indexOf('#', last);
  return hash === -1 ? instance.slice(last) : instance.slice(last, hash);
}

/** 1 for the first instance, 2 for its first repetition. */
export function repetitionOf(instance: string): number {
  const last = instance.lastIndexOf('/') + 1;
  const hash = instance.indexOf('#', last);
  return hash === -1 ? 1 : Number(instance.slice(hash + 1));
}

/** The stage instance that holds an instance, given the id of its definition's parent stage. */
export function stageOf(instance: string, parentDefinition: string | null): string | null {
  const last = instance.lastIndexOf('/');
  return last === -1 ? parentDefinition : instance.slice(0, last);
}

/** Under what the on-parts that have happened of a criterion are remembered in one stage instance. */
export function waitingKey(stage: string, criterion: string): string {
  return `${stage}|${criterion}`;
}
