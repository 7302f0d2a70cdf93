// A letter as its recipient will read it, part by part as the server gives it; nothing of it is markup.
import { useQuery } from '@tanstack/react-query';
import { letterPreviewQuery, type LetterToRead } from '../../client/letters.ts';
import type { LetterPreview } from '../../client/types.ts';
import { lettersTexts as texts } from '#texts/letters';
import { COLON } from '../../ui/locale.ts';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { calledBy, type Party } from './who.tsx';

type Letter = NonNullable<LetterPreview['letter']>;
type Part = Letter['parts'][number];

export function LetterToCheck({ asked, party }: { readonly asked: LetterToRead; readonly party: Party }) {
  const preview = useQuery(letterPreviewQuery(asked));
  const title = texts.preview.title(calledBy(party));
  return (
    <section aria-label={title}>
      <h3 dir="auto">{title}</h3>
      {preview.isPending ? <Loading /> : null}
      {preview.isError ? <Failed error={preview.error} onRetry={() => void preview.refetch()} /> : null}
      {preview.data === undefined ? null : <Preview preview={preview.data} />}
    </section>
  );
}

function Preview({ preview }: { readonly preview: LetterPreview }) {
  const { letter, problems, grade, isHard, corrections } = preview;
  if (letter === null) {
    return (
      <Notice tone="bad" title={texts.preview.missing}>
        {problems.map(({ reason }) => (
          <p key={reason} dir="auto">
            {reason}
          </p>
        ))}
      </Notice>
    );
  }
  return (
    <>
      {corrections.length === 0 ? null : (
        <Notice tone="warn" title={texts.preview.corrected}>
          <ul>
            {corrections.map(({ title, words }) => (
              <li key={`${title} ${words}`}>
                <bdi>{`${title}${COLON}${words}`}</bdi>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {isHard ? <Notice tone="warn" title={texts.preview.hard} /> : null}
      {grade === null ? null : <p className="quiet">{texts.preview.grade(grade.toFixed(0))}</p>}
      <Sheet letter={letter} />
    </>
  );
}

function Sheet({ letter }: { readonly letter: Letter }) {
  const { language, direction, from, to, reference, date, subject, parts } = letter;
  return (
    <div className="letter-sheet" lang={language} dir={direction}>
      <dl className="facts">
        <Fact name={texts.preview.sender} value={from} />
        <Fact name={texts.preview.recipient} value={`${to.name} (${to.role})`} />
        <Fact name={texts.preview.reference} value={reference} />
        <Fact name={texts.preview.date} value={date} />
      </dl>
      <h4>{subject}</h4>
      {parts.map((part, at) => (
        <PartOfLetter key={at} part={part} />
      ))}
    </div>
  );
}

/** The names are in the language of the page, what they say in that of the letter. */
function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="fact">
      <dt lang={document.documentElement.lang}>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}

function PartOfLetter({ part }: { readonly part: Part }) {
  switch (part.part) {
    case 'heading':
      return <h5>{part.text}</h5>;
    case 'paragraph':
      return <p>{part.text}</p>;
    case 'list':
      return <ListOfLetter part={part} />;
    case 'table':
      return <TableOfLetter part={part} />;
  }
}

function ListOfLetter({ part: { isOrdered, items } }: { readonly part: Extract<Part, { part: 'list' }> }) {
  const lines = items.map((item, at) => <li key={at}>{item}</li>);
  return isOrdered ? <ol>{lines}</ol> : <ul>{lines}</ul>;
}

function TableOfLetter({ part: { caption, header, rows } }: { readonly part: Extract<Part, { part: 'table' }> }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {header.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, column) => (
              <td key={header[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
