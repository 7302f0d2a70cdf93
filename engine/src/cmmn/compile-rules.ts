// Turns the controls, sentries and conditions of a model into rules and criteria of the plan.
import type { Criterion, OnPart, PlanItemDefinition, Rule } from '../definition/definition.ts';
import { type Expression, parseExpression } from '../expression/expression.ts';
import type { Compiling, Slot } from './compiling.ts';
import { problem } from './element.ts';
import { juelToFeel, isJuel } from './juel.ts';
import type { CmmnCriterion, CmmnOnPart } from './model.ts';
import { FIELD } from './model-of-case-type.ts';
import type { XmlPlace } from './xml-tree.ts';

interface Asked {
  readonly criteria: readonly CmmnCriterion[];
  readonly item: string;
  readonly side: 'entry' | 'exit';
  /** The stage item whose sentries these are; null for the case plan's own. */
  readonly within: string | null;
  /** Criteria that do not come from a sentry: the start triggers of timers. */
  readonly starts?: readonly (XmlPlace & { readonly id: string; readonly on: readonly CmmnOnPart[] })[];
}

export function compileCriteria(compiling: Compiling, asked: Asked): readonly Criterion[] {
  const { criteria, item, side, within, starts = [] } = asked;
  const started = starts.map(({ id, on }) => ({ id, on: onParts(compiling, on, within) }));
  const written = criteria.flatMap((criterion, at): readonly Criterion[] => {
    const sentry = compiling.sentries.get(criterion.sentryRef);
    if (sentry === undefined) {
      problem(compiling, criterion, { code: 'dangling', reason: `There is no sentry “${criterion.sentryRef}”.` });
      return [];
    }
    const when = sentry.when === null ? null : ruleExpression(compiling, { ...sentry, condition: sentry.when });
    if (sentry.on.length === 0 && sentry.when === null) {
      problem(compiling, sentry, { code: 'missing', reason: `The sentry “${sentry.id}” waits for nothing.` });
    }
    return [
      {
        id:
          criterion.id === null || side === 'entry'
            ? `${item}.${side}.${at + starts.length}`
            : exitId(item, criterion.id),
        on: onParts(compiling, sentry.on, within),
        ...(when === null ? {} : { when }),
        ...(criterion.only === 'active' || criterion.only === 'active-or-enabled' ? { only: criterion.only } : {}),
        ...(criterion.as === 'complete' ? { as: 'complete' as const } : {}),
      },
    ];
  });
  return [...started, ...written];
}

/** Rules of the item go before those of its definition, each by itself (reading 7). */
export function compileControl(
  compiling: Compiling,
  { item, definition }: Slot,
): Pick<PlanItemDefinition, 'required' | 'manual' | 'repeat'> {
  const rule = (name: keyof Slot['item']['control']): Rule => {
    const condition = item.control[name] ?? definition.control[name];
    if (condition === null) return false;
    const expression = ruleExpression(compiling, { ...item, condition });
    if (expression === null || expression.source === 'true') return true;
    return expression.source === 'false' ? false : expression;
  };
  return { required: rule('required'), manual: rule('manual'), repeat: rule('repetition') };
}

/** The expression of a condition, which is FEEL, or written for another product; null where it is not readable. */
export function ruleExpression(
  compiling: Compiling,
  { condition, ...place }: XmlPlace & { readonly condition: string },
): Expression | null {
  const feel = feelOf(compiling, condition.trim());
  if ('problem' in feel) {
    problem(compiling, place, { code: 'condition', reason: feel.problem });
    return null;
  }
  const parsed = parseExpression(feel.feel);
  if ('expression' in parsed) return parsed.expression;
  const reason = `“${condition.slice(0, 80)}”: ${parsed.problems[0]?.reason ?? 'it is not FEEL.'}`;
  problem(compiling, place, { code: 'condition', reason });
  return null;
}

function feelOf(
  { conditions }: Compiling,
  condition: string,
): { readonly feel: string } | { readonly problem: string } {
  const known = conditions.get(condition);
  if (known !== undefined) return { feel: known };
  if (condition === '') return { feel: 'true' };
  return isJuel(condition) ? juelToFeel(condition) : { feel: condition };
}

function onParts(compiling: Compiling, parts: readonly CmmnOnPart[], within: string | null): readonly OnPart[] {
  return parts.flatMap((part) =>
    part.source === 'file' ? fileOnPart(compiling, part) : itemOnPart(compiling, part, within),
  );
}

/** Models that we wrote mark the ids of fields, which may be those of plan items too. */
export function fieldOf(fileItem: string): string {
  return fileItem.startsWith(FIELD) ? fileItem.slice(FIELD.length) : fileItem;
}

function fileOnPart(compiling: Compiling, part: Extract<CmmnOnPart, { source: 'file' }>): readonly OnPart[] {
  const { event, ref } = part;
  if (!compiling.files.has(ref)) {
    problem(compiling, part, { code: 'dangling', reason: `There is no case file item “${ref}”.` });
    return [];
  }
  if (event === 'addReference' || event === 'removeReference') {
    problem(compiling, part, {
      code: 'unsupported',
      reason: 'References between case file items are not recorded here.',
    });
    return [];
  }
  return [{ source: 'field', field: fieldOf(ref), change: event }];
}

/**
 * A source that stands in the same stage means that very item; any other means all its uses in the case (reading 4).
 */
function itemOnPart(
  compiling: Compiling,
  part: Extract<CmmnOnPart, { source: 'item' }>,
  within: string | null,
): readonly OnPart[] {
  const { ref, event } = part;
  if (ref === compiling.found.plan.id) return [{ source: 'item', item: 'case', transition: event }];
  const uses = compiling.slots.get(ref) ?? [];
  const beside = uses.filter(({ parent }) => parent === (within ?? 'case'));
  const meant = beside.length > 0 ? beside : uses;
  const [first, ...others] = meant.map(({ id }) => id);
  if (first === undefined) {
    problem(compiling, part, { code: 'dangling', reason: `There is no plan item “${ref}” to wait for.` });
    return [];
  }
  const by = exitOf(compiling, part, meant[0]);
  return [
    {
      ...{ source: 'item', item: first, transition: event },
      ...(others.length === 0 ? {} : { or: others }),
      ...(by === null ? {} : { by }),
    },
  ];
}

/** The exit criterion that an on-part names, by its own id in CMMN 1.1 and by its sentry's in 1.0. */
function exitOf(
  compiling: Compiling,
  part: Extract<CmmnOnPart, { source: 'item' }>,
  slot: Slot | undefined,
): string | null {
  if (part.exitCriterion === null || slot === undefined || part.event !== 'exit') return null;
  const at = slot.item.exit.findIndex(
    ({ id, sentryRef }) => id === part.exitCriterion || (id === null && sentryRef === part.exitCriterion),
  );
  const criterion = slot.item.exit[at];
  if (criterion === undefined) {
    const reason = `“${slot.item.id}” has no exit criterion “${part.exitCriterion}”.`;
    problem(compiling, part, { code: 'dangling', reason });
    return null;
  }
  return criterion.id === null ? `${slot.id}.exit.${at}` : exitId(slot.id, criterion.id);
}

function exitId(item: string, criterion: string): string {
  return `${item}.exit.${criterion}`;
}
