// A fact of access as one line: what it says, until when, and the event that gave it.
import type { ExplainedFact } from '../../client/access.ts';
import { accessTexts } from '#texts/access';
import { formatOccurred } from '../../ui/dates.ts';

export function FactWords({ fact }: { readonly fact: ExplainedFact }) {
  const more = [
    ...(fact.until === null ? [] : [accessTexts.until(formatOccurred(fact.until))]),
    ...(fact.event === null ? [] : [accessTexts.event(fact.event)]),
  ];
  return (
    <span dir="auto">
      {fact.says}
      {more.length === 0 ? null : <span className="quiet"> ({more.join(', ')})</span>}
    </span>
  );
}
