// Which entries a letter may tell its recipient, and what of each is said. What is about another party is left out, unless the letter
// says that it mentions them.
import type { CaseType, LetterDefinition, LetterList } from '../definition/definition.ts';
import { ENTRY_WORDS } from '../definition/definition.ts';
import type { Entries, Entry } from '../entries/entries.ts';
import type { Value } from '../expression/expression.ts';

/** The party to whom it goes, and for whom they act. */
export type Recipients = ReadonlySet<string>;

export interface Telling {
  readonly caseType: CaseType;
  readonly letter: LetterDefinition;
  readonly entries: Entries;
  readonly recipients: Recipients;
}

/** Entries of a list that the recipient may be told of, in the order in which they were made. */
export function entriesToTell({ primitive, kind, where }: LetterList, telling: Telling): readonly Entry[] {
  return Object.values(telling.entries).filter(
    (entry) =>
      entry.kind === primitive &&
      entry.of === kind &&
      (where.length === 0 || where.includes(entry.status)) &&
      isForThem(entry, telling),
  );
}

function isForThem(entry: Entry, telling: Telling): boolean {
  const { recipients } = telling;
  switch (entry.kind) {
    case 'issue':
      return entry.about === undefined || entry.about === null || mayName(entry.about, telling);
    case 'goal':
      return mayName(entry.owner, telling);
    case 'obligation':
      return entry.owedBy === 'agency' || mayName(entry.owedBy, telling);
    case 'determination':
      return entry.notice.some(({ party, withheld }) => withheld === null && recipients.has(party));
    case 'communication':
      return entry.with.some((party) => recipients.has(party));
    case 'evidence':
      return isDisclosed(entry.of, entry.audience, telling);
    // What is said of referrals, parties and documents is not for letters.
    case 'referral':
    case 'party':
    case 'document':
      return false;
  }
}

function mayName(party: string, { recipients, entries, letter }: Telling): boolean {
  if (recipients.has(party)) return true;
  const found = Object.hasOwn(entries, party) ? entries[party] : undefined;
  return found?.kind === 'party' && letter.mentions.includes(found.of);
}

/** An exhibit for one audience may be of another section than its kind. */
function isDisclosed(of: string, audience: string, { caseType, letter }: Telling): boolean {
  const section = caseType.access?.sectionOf.get(`evidence.${of}.${audience}`);
  return section === undefined || letter.discloses.includes(section);
}

/** What an entry says under a word that letters may name, with its labels; null where it does not say it. */
export function wordOf(caseType: CaseType, entry: Entry, word: string): Value {
  const words = ENTRY_WORDS[entry.kind] ?? {};
  const as = Object.hasOwn(words, word) ? words[word]?.as : undefined;
  const found: unknown = Object.entries(entry).find(([name]) => name === word)?.[1];
  if (as === 'choice') return labelOf(caseType, entry, found);
  if (as === 'number')
    return typeof found === 'number' || typeof found === 'string' ? { decimal: String(found) } : null;
  if (typeof found !== 'string') return null;
  return as === 'date' ? { date: found } : found;
}

function labelOf(caseType: CaseType, { kind, of }: Entry, outcome: unknown): Value {
  const kinds = kind === 'issue' ? caseType.issues : kind === 'determination' ? caseType.determinations : null;
  return kinds?.get(of)?.outcomes.find(({ value }) => value === outcome)?.label ?? null;
}
