// Whom a letter goes to, so that two people of one name are told apart: role, name, id, and where it would reach them.
import { isMinted } from '../../client/party-ids.ts';
import type { CaseView } from '../../client/types.ts';
import { lettersTexts as texts } from '#texts/letters';
import { Badge } from '../../ui/badge.tsx';

export type Party = CaseView['kept']['parties'][number];

export function WhoLine({ party }: { readonly party: Party }) {
  const { contact, title, subject, bornIn, failing } = party;
  const number = isMinted(subject) ? numberOf(party) : subject;
  const known = [
    number === null ? null : texts.who.id(number),
    bornIn === null ? null : texts.who.born(bornIn),
    contact === null || contact.isSecret ? null : whereOf(contact),
  ].filter((part) => part !== null);
  return (
    <span className="who-line">
      <strong>
        <bdi>{title}</bdi>
        {(contact?.name ?? null) === null ? null : (
          <>
            : <bdi>{contact?.name}</bdi>
          </>
        )}
      </strong>{' '}
      <span className="quiet">
        {known.map((part, at) => (
          <span key={part}>
            {at === 0 ? null : ' · '}
            <bdi>{part}</bdi>
          </span>
        ))}
      </span>{' '}
      {contact === null ? <Badge tone="warn">{texts.contact.none}</Badge> : null}
      {contact?.isSecret === true ? <Badge tone="info">{texts.who.secret}</Badge> : null}
      {failing.map((way) => (
        <Badge key={way} tone="warn">
          {texts.who.failing(way)}
        </Badge>
      ))}
      {contact?.isSafe === false ? <Badge tone="bad">{texts.who.unsafe}</Badge> : null}
    </span>
  );
}

/** A party in a few words, for buttons and titles. */
export function calledBy(party: Party): string {
  const parts = [party.title, party.contact?.name ?? idOf(party)];
  return parts.filter((part) => part !== null).join(', ');
}

/** What tells a party from others of their name, for a button: their role, year of birth and where they are. */
export function toldApart(party: Party): string {
  const { title, contact, bornIn } = party;
  const where = contact === null || contact.isSecret ? null : whereOf(contact);
  const parts = [contact?.name ?? idOf(party), title, bornIn, where];
  return parts.filter((part) => part !== null).join(', ');
}

function whereOf({ address, email }: NonNullable<Party['contact']>): string {
  const parts = [address?.split('\n').join(', ') ?? null, email].filter((part) => part !== null);
  return parts.length === 0 ? texts.who.noAddress : parts.join(' · ');
}

/** What people may know them by; nothing where only the program knows. */
function idOf(party: Party): string | null {
  if (!isMinted(party.subject)) return party.subject;
  const number = numberOf(party);
  return number === null ? null : texts.who.id(number);
}

/** Of several with one role. */
function numberOf({ entry }: Party): string | null {
  return /\.(\d+)$/.exec(entry)?.[1] ?? null;
}
