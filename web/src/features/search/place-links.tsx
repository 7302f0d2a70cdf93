// Where it is searched: in what cases say, or in the texts of documents.
import { Link } from '@tanstack/react-router';
import { searchTexts as texts } from '#texts/search';

/** A search for less is not the same search. */
const EXACT = { exact: true } as const;

interface PlaceProps {
  readonly words: string;
  readonly isInDocuments: boolean;
}

export function PlaceLinks({ words, isInDocuments }: PlaceProps) {
  return (
    <nav aria-label={texts.where} className="tabs">
      <Link
        to="/search"
        activeOptions={EXACT}
        search={{ q: words }}
        className="tab"
        aria-current={isInDocuments ? undefined : 'page'}
      >
        {texts.inCases}
      </Link>
      <Link
        to="/search"
        activeOptions={EXACT}
        search={{ q: words, in: 'documents' }}
        className="tab"
        aria-current={isInDocuments ? 'page' : undefined}
      >
        {texts.inDocuments}
      </Link>
    </nav>
  );
}
