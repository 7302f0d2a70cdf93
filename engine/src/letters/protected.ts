// The last look before a letter is made: nothing by which another party can be found may stand in it, whatever field or words it came
// from. It is a net under the checker, which looks at what letters are made of; this looks at what came out.
import type { Contact, Entries } from '../entries/entries.ts';
import type { Letter, LetterProblem } from './letter.ts';

/** Shorter texts are found in anything. */
const SHORTEST = 6;
const SHORTEST_NAME = 4;

/** A problem for each other party of whom a protected way of reaching them stands in the letter; it does not repeat it. */
export function contactsTold(letter: Letter, entries: Entries, recipient: string): readonly LetterProblem[] {
  const text = bare(textsOfLetter(letter).join('\n'));
  return Object.entries(entries).flatMap(([id, entry]): readonly LetterProblem[] => {
    if (id === recipient || entry.kind !== 'party' || entry.contact?.isSecret !== true) return [];
    if (!waysOf(entry.contact).some((way) => text.includes(way))) return [];
    const reason = `This letter would tell how ${id} is found, which is protected. Take it out of what it is made of.`;
    return [{ code: 'protected', reason }];
  });
}

/** Whether a text would tell how a party other than these is found, where that is protected. */
export function tellsProtected(words: string, entries: Entries, recipients: readonly string[]): boolean {
  const text = bare(words);
  return Object.entries(entries).some(
    ([id, entry]) =>
      !recipients.includes(id) &&
      entry.kind === 'party' &&
      entry.contact?.isSecret === true &&
      waysOf(entry.contact).some((way) => text.includes(way)),
  );
}

/** Whether a text has one of these names in it, however they are written; shorter ones are found in anything. */
export function hasNameOf(words: string, names: readonly string[]): boolean {
  const text = bare(words);
  return names.map(bare).some((one) => one.length >= SHORTEST_NAME && text.includes(one));
}

/** Every text that stands in a letter. */
export function textsOfLetter({ from, to, reference, date, subject, parts }: Letter): readonly string[] {
  return [
    ...[from, to.role, to.name, reference, date, subject],
    ...parts.flatMap((part): readonly string[] => {
      if (part.part === 'list') return part.items;
      return part.part === 'table' ? [part.caption, ...part.header, ...part.rows.flat()] : [part.text];
    }),
  ];
}

/** Each line of an address by itself: a street alone says where somebody lives. */
function waysOf({ email, phone, address }: Contact): readonly string[] {
  const lines = address === null ? [] : [address, ...address.split('\n')];
  return [email, phone, ...lines].flatMap((way) => {
    const plain = way === null ? '' : bare(way);
    return plain.length < SHORTEST ? [] : [plain];
  });
}

/** Without case, accents, spaces and signs: “12 Elm St.” and “12 ELM ST” are the same place. */
function bare(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
