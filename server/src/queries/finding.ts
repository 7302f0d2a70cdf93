// How cases, people and documents are found: lists with filters, words, the one box, and named views.
import type { Principal } from '@casewright/engine/policy';
import type { Database } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import type { ReadAnswer } from './answer-read.ts';
import type { CaseTypes } from './case-types.ts';
import { countCases, type CaseCountView } from './count-cases.ts';
import { countFilteredCases, isFiltered, listFiltered, type AskedFilters } from './filtered-cases.ts';
import { find, type FoundView } from './find.ts';
import { listCases, type CasePageView } from './list-cases.ts';
import { type PhrasesView, showPhrases, teamsAnsweredFor } from './phrases.ts';
import { type SavedView, showViews } from './saved-views.ts';
import { searchCases, type SearchAsked, type SearchPageView } from './search-cases.ts';
import { searchDocuments, type DocumentSearchAsked, type DocumentSearchView } from './search-documents.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker, Reader } from './sessions.ts';

export interface Finding {
  readonly listCases: (
    reader: Reader,
    page: {
      readonly status: 'open' | 'closed';
      readonly filters?: AskedFilters;
      readonly after: string | undefined;
    },
  ) => Promise<ReadAnswer<CasePageView>>;
  /** Cases that have all of some words in parts that the reader may read. */
  readonly searchCases: (reader: Reader, asked: SearchAsked) => Promise<ReadAnswer<SearchPageView>>;
  /** Cases, people and documents that have what is typed, a few of each. */
  readonly find: (reader: Reader, text: string) => Promise<ReadAnswer<FoundView>>;
  /** Named filters of lists. */
  readonly showViews: (asker: Asker) => Promise<ReadAnswer<{ readonly items: readonly SavedView[] }>>;
  /** Words that are used again, and for which teams whoever asks says them. */
  readonly showPhrases: (asker: Asker) => Promise<ReadAnswer<PhrasesView>>;
  readonly teamsAnsweredFor: (principal: Principal) => Promise<ReadonlySet<string>>;
  /** Documents that have all of some words in a text that the reader may read. */
  readonly searchDocuments: (reader: Asker, asked: DocumentSearchAsked) => Promise<ReadAnswer<DocumentSearchView>>;
  readonly countCases: (
    reader: Reader,
    asked: { readonly status: 'open' | 'closed'; readonly filters?: AskedFilters },
  ) => Promise<ReadAnswer<CaseCountView>>;
}

export interface FindingOptions {
  readonly database: Database;
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Lists of cases, and whatever has some words. */
export function openFinding(send: SendReading, { database, keys, caseTypes, now }: FindingOptions): Finding {
  return {
    listCases: (reader, { filters = {}, ...page }) =>
      isFiltered(filters)
        ? listFiltered(send, reader, { ...page, filters, caseTypes })
        : listCases(send, reader, { ...page, caseTypes }),
    searchDocuments: (reader, asked) => searchDocuments(send, reader, { ...asked, database, caseTypes, keys }),
    find: (reader, text) => find(send, reader, { text, database, caseTypes, keys }),
    showViews: (asker) => showViews(send, asker),
    showPhrases: (asker) => showPhrases(send, asker, { database, caseTypes, now }),
    teamsAnsweredFor: (principal) => teamsAnsweredFor({ database, caseTypes, now }, principal),
    searchCases: (reader, asked) => searchCases(send, reader, { ...asked, database, caseTypes }),
    countCases: (reader, { status, filters = {} }) =>
      isFiltered(filters)
        ? countFilteredCases(send, reader, { status, filters })
        : countCases(send, reader, { status }),
  };
}
