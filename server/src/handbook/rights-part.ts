// What people may say of what is kept about them: that it is wrong, and that something may be done with it or may not.
import { type CaseType, managerOf } from '@casewright/engine/definition';
import { el, type Html, join, table } from './html.ts';
import { partyTitle, roleTitle } from './words.ts';

export function rightsPart(caseType: CaseType): Html {
  const people = [...caseType.parties.values()].flatMap(({ subject, title }) => (subject ? [title] : []));
  const whose = people.length === 0 ? '' : ` This kind of case keeps data about: ${people.join(', ')}.`;
  return join([
    el('h2', { id: 'rights' }, 'Corrections and consents'),
    el(
      'p',
      {},
      `Somebody may say that what is on record about them is wrong.${whose} The value or entry stays as it was, with a note on it that is shown wherever it is: that the agency accepts this, or a statement of disagreement. Who was told of it before is listed, and is told, or excused with a reason; cases that took it over are told by the program. People of the team who may read it put the note there, also after the case was closed.`,
    ),
    consents(caseType),
  ]);
}

function consents(caseType: CaseType): Html {
  const all = [...(caseType.consents?.values() ?? [])];
  if (all.length === 0) {
    return el(
      'p',
      {},
      'Nothing in these cases rests on consent: each use stands on the authority that is named with it.',
    );
  }
  return join([
    table(
      'What may be done only while somebody agrees',
      ['What', 'Who agrees', 'Purpose', 'Where it is asked for'],
      all.map(({ title, of, purpose }) => [title, partyTitle(caseType, of), purpose, usesOf(caseType, purpose)]),
    ) ?? el('p', {}),
    el(
      'p',
      {},
      `${roleTitle(caseType, managerOf(caseType))} puts on record what they say and takes it back. A consent says for which sections and recipients it is, and until when. Without one in force the next use is refused, and what was shared is read no more.`,
    ),
  ]);
}

/** Everything that asks for a consent to that purpose, in words. */
function usesOf({ referrals, fields, publish }: CaseType, purpose: string): string {
  const referred = [...referrals.values()].flatMap((one) => (one.purpose === purpose ? [one.title] : []));
  const served = [...fields.values()].flatMap(({ label, fact }) =>
    fact?.mayServe.includes(purpose) === true ? [`other cases that ask for ${label}`] : [],
  );
  const published = purpose === 'open-data' && publish !== undefined ? ['publishing as open data'] : [];
  return [...referred, ...served, ...published, 'shares with other agencies'].join(', ');
}
