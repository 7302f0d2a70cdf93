// An event as it leaves in a package: what is secret of how somebody is reached is left out, also where it was recorded; nothing else is
// changed. Pure.
import type { CaseEvent } from '@casewright/engine/case';
import { contactShown } from '@casewright/engine/entries';

export function withoutSecrets(event: CaseEvent): CaseEvent {
  const changes = event.changes.map((change) => {
    if (!('entry' in change) || change.is.kind !== 'party' || change.is.contact === undefined) return change;
    return { ...change, is: { ...change.is, contact: contactShown(change.is.contact) } };
  });
  return { ...event, changes };
}
