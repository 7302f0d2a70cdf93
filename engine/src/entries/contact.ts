// How a party is reached: their name, addresses, language and what they prefer, and whether it is safe to write to them at all. What
// people wrote of it is personal and sealed for them. A secret contact is for letters to them and for nobody's eyes.
import { say, type Said } from '../sentences/say.ts';
import { firstFault } from './entry.ts';

export interface Contact {
  /** As it stands on a letter. */
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Lines, as they stand on an envelope. */
  readonly address: string | null;
  /** A tag of RFC 5646. */
  readonly language: string | null;
  readonly prefers: 'mail' | 'post' | 'phone' | null;
  /** False: nobody writes to them, since others may read it. */
  readonly isSafe: boolean;
  /** True: no letter to anybody else, no view and no copy of the case shows where they are. */
  readonly isSecret: boolean;
}

/** Members that people wrote. */
export const CONTACT_WORDS = ['name', 'email', 'phone', 'address'] as const;

const MOST: Readonly<Record<(typeof CONTACT_WORDS)[number], number>> = {
  name: 200,
  email: 254,
  phone: 40,
  address: 500,
};
/** Of RFC 5321 what people use: one address, without quotes, comments or a second line. */
const EMAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;
const PHONE = /^\+?[0-9][0-9 ()./-]{2,38}$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Z]{2})?$/;
/** Signs that end a line or hide text would let one member pretend to be another. */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u;
const LINES = 8;

export function isEmail(text: string): boolean {
  return EMAIL.test(text) && !text.includes('..') && !text.startsWith('.') && !text.includes('.@');
}

/** Why a contact cannot be taken; null where it can. */
export function contactFault(contact: Contact): Said | null {
  const { name, email, phone, address, language, prefers } = contact;
  const tooLong = CONTACT_WORDS.find((word) => (contact[word]?.length ?? 0) > MOST[word]);
  const empty = CONTACT_WORDS.find((word) => contact[word]?.trim() === '');
  const lines = address?.split('\n') ?? [];
  return firstFault(
    tooLong === undefined
      ? null
      : say('contact-has-too-many-characters', { part: say(`contact-${tooLong}`), most: MOST[tooLong] }),
    empty === undefined ? null : say('contact-is-empty', { part: say(`contact-${empty}`) }),
    name === null || !HIDDEN.test(name) ? null : say('the-name-is-one-line-of'),
    email === null || isEmail(email) ? null : say('the-e-mail-address-must-be'),
    phone === null || PHONE.test(phone) ? null : say('the-telephone-number-has-digits-spaces'),
    lines.length <= LINES && !lines.some((line) => HIDDEN.test(line))
      ? null
      : say('the-address-has-at-most-lines', { lines: LINES }),
    language === null || LANGUAGE.test(language) ? null : say('the-language-is-a-tag-such'),
    prefers === 'mail' && email === null ? say('whoever-prefers-mail-needs-an-e') : null,
    prefers === 'post' && address === null ? say('whoever-prefers-post-needs-an-address') : null,
    prefers === 'phone' && phone === null ? say('whoever-prefers-the-telephone-needs-a') : null,
  );
}

/** A contact with each word that people wrote put through a change. @param change is told where it stands in the party */
export function changeContact(contact: Contact, change: (word: string, place: string) => string): Contact {
  const maybe = (name: (typeof CONTACT_WORDS)[number]): string | null => {
    const word = contact[name];
    return word === null ? null : change(word, `contact.${name}`);
  };
  return { ...contact, name: maybe('name'), email: maybe('email'), phone: maybe('phone'), address: maybe('address') };
}

/** What may be shown of it to whoever may know the party: where they are is not, if that is secret. */
export function contactShown(contact: Contact): Contact {
  return contact.isSecret ? { ...contact, email: null, phone: null, address: null } : contact;
}
