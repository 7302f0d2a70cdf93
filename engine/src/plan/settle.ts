// Applies everything that follows from what happened until nothing follows any more. Bounded: a definition whose
// criteria feed each other without end is refused, never looped on.
import { completeNext } from './completion.ts';
import { type Draft, type Happening, setField } from './draft.ts';
import { evaluate, fieldValueOf } from './rules.ts';
import { fireNext, noticeEntry, noticeField, noticeItem } from './sentries.ts';
import { run } from './stages.ts';

/** Settles a draft. Returns the number of steps where it did not come to rest within the limit, else null. */
export function settle(draft: Draft): number | null {
  const { bound } = draft.index;
  let next = 0;
  for (let step = 0; step < bound; step += 1) {
    const happening = draft.agenda[next];
    if (happening !== undefined) {
      next += 1;
      follow(draft, happening);
      continue;
    }
    if (fireNext(draft)) continue;
    if (!completeNext(draft)) return null;
  }
  return bound;
}

function follow(draft: Draft, happening: Happening): void {
  switch (happening.source) {
    case 'item':
      noticeItem(draft, happening);
      return;
    case 'field':
      derive(draft, happening.field);
      noticeField(draft, happening.field, happening.change);
      return;
    case 'entry':
      noticeEntry(draft, happening);
      return;
    case 'run':
      run(draft, happening.instance);
      return;
  }
}

/** Fields computed from others follow at once; they are in an order in which each needs only earlier ones. */
function derive(draft: Draft, changed: string): void {
  const derived = draft.index.derivedFrom.get(changed);
  if (derived === undefined) return;
  for (const { field, from } of derived) {
    const kind = draft.caseType.fields.get(field)?.kind ?? 'text';
    setField(draft, field, fieldValueOf(evaluate(draft, from, null), kind));
  }
}
