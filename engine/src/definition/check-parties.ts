// What must hold of parties in time: a representative acts for roles that there are, within a scope, and no personal field is about
// several people at once, since nobody could say for which of them it is sealed.
import { checkReference, type Judging } from './check-data.ts';
import { childOf, entriesOf, itemsOf, type MapEntry, textOf } from './located.ts';
import { type Place, report } from './problem.ts';

export function checkParties(judging: Judging): void {
  for (const entry of entriesOf(childOf(judging.root, 'parties'))) checkParty(entry, judging);
  for (const entry of entriesOf(childOf(judging.root, 'data'))) checkSubject(entry, judging);
}

function checkParty({ key, at, value }: MapEntry, judging: Judging): void {
  const { parties } = judging.compiled.caseType;
  const represents = childOf(value, 'represents');
  const scope = childOf(value, 'scope');
  const refuse = (place: Place, reason: string): void =>
    report(judging.findings, place, { code: 'not-accepted', reason });
  if ((represents === null) !== (scope === null)) {
    refuse(at, `“${key}” must say both for whom they act and for what, or neither: represents and scope.`);
  }
  for (const item of itemsOf(represents)) {
    checkReference(judging, item, { known: parties, code: 'unknown-party' });
    const other = parties.get(textOf(item) ?? '');
    if (other !== undefined && (other.name === key || other.represents.length > 0)) {
      refuse(item, `“${other.name}” acts for others. Name a party that stands in the case in their own right.`);
    }
  }
  const replaceable = childOf(value, 'replaceable');
  if (represents !== null && replaceable !== null) {
    refuse(replaceable, 'A mandate passes to nobody. End it, and add another. Remove replaceable.');
  }
  const min = childOf(value, 'min');
  if (represents !== null && min?.kind === 'scalar' && min.value === 1) {
    refuse(min, 'A case is not opened with a representative, whose mandate has an end. Remove min.');
  }
}

/** A personal value is sealed for whoever stands in the role when it is recorded, so that has to be one person. */
function checkSubject({ key, value }: MapEntry, { compiled, findings }: Judging): void {
  const { fields, parties } = compiled.caseType;
  const subject = childOf(value, 'subject');
  const party = parties.get(fields.get(key)?.subject ?? '');
  if (subject === null || party === undefined || party.max === 1) return;
  const reason = `“${key}” cannot be about “${party.name}”, who may be several people: nobody could say for which of them it is sealed. Name a party that is one person, or record it in an entry of a kind that is personal.`;
  report(findings, subject, { code: 'personal-field', reason });
}
