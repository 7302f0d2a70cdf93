// Making a redacted copy: boxes on the pages, each with the code of its reason, and what the copy is to be. The server makes a new file of
// what is outside the boxes; nothing is covered here that would still be below.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseView } from '../../client/types.ts';
import { enDocuments } from '../../texts/en-documents.ts';
import { enRedaction as texts } from '../../texts/en-redaction.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';
import type { KeptDocument } from './documents-page.tsx';
import type { Box, Edge } from './redact-boxes.ts';
import { CopyForm, suggestedCopy } from './redact-copy.tsx';
import { RedactList } from './redact-list.tsx';
import { pageLabel, RedactSheet, usePages } from './redact-sheet.tsx';
import { useRedaction } from './use-redaction.ts';

interface RedactProps {
  readonly view: CaseView;
  readonly document: KeptDocument;
  readonly version: KeptDocument['versions'][number];
  readonly onClose: () => void;
}

const MIDDLE: Pick<Box, Edge> = { x: 0.35, y: 0.45, width: 0.3, height: 0.05 };

export function RedactDocument({ view, document, version, onClose }: RedactProps) {
  const isPicture = version.mediaType !== 'application/pdf';
  const place = { caseId: view.caseId, entry: document.entry, content: version.content };
  const pages = usePages(place, version, isPicture);
  const [number, setNumber] = useState(1);
  const marked = useBoxes(number);
  const [copy, setCopy] = useState(() => suggestedCopy(view, document));
  const redaction = useRedaction(view, place);
  const filed = view.kept.documents.find(({ versions }) => versions.some(({ file }) => file === redaction.file));
  if (filed !== undefined) return <Filed caseId={view.caseId} entry={filed.entry} onClose={onClose} />;
  if (pages.isBroken) return <Failed error={new Error(enDocuments.read.failed)} onRetry={onClose} />;
  return (
    <section className="document-content" aria-labelledby="redact">
      <h2 id="redact">{texts.title}</h2>
      <p className="lead">{texts.lead}</p>
      <p className="quiet">{texts.drawHint}</p>
      {redaction.wrong === null ? null : (
        <Notice key={redaction.attempt} tone="bad" title={redaction.wrong} takeFocus />
      )}
      <Turning number={number} count={pages.count} onTurn={setNumber} onAdd={() => marked.add(MIDDLE)} />
      <div className="redact-columns">
        <RedactSheet
          place={place}
          number={number}
          label={pageLabel(number, pages.count)}
          pdf={pages.pdf}
          isPicture={isPicture}
          boxes={marked.boxes.filter(({ page }) => page === number)}
          chosen={marked.chosen}
          onDraw={marked.add}
        />
        <RedactList
          boxes={marked.boxes}
          chosen={marked.chosen}
          onChoose={(box) => {
            setNumber(box.page);
            marked.choose(box.id);
          }}
          onChange={marked.change}
          onRemove={marked.remove}
        />
      </div>
      <CopyForm view={view} copy={copy} onChange={setCopy} />
      <div className="page-actions">
        <Button look="primary" busy={redaction.isBusy} onClick={() => void redaction.make(copy, marked.boxes)}>
          {redaction.isBusy ? texts.making : texts.submit}
        </Button>
        <Button onClick={onClose}>{texts.close}</Button>
      </div>
    </section>
  );
}

interface TurningProps {
  readonly number: number;
  readonly count: number;
  readonly onTurn: (number: number) => void;
  readonly onAdd: () => void;
}

function Turning({ number, count, onTurn, onAdd }: TurningProps) {
  const turn = (to: number): void => onTurn(Math.min(count, Math.max(1, to)));
  return (
    <div className="page-actions" role="group" aria-label={texts.goTo}>
      <Button look="primary" onClick={onAdd}>
        {texts.addBox}
      </Button>
      <Button aria-disabled={number === 1} onClick={() => turn(number - 1)}>
        {texts.previous}
      </Button>
      <span role="status">{texts.page(number, count)}</span>
      <Button aria-disabled={number === count} onClick={() => turn(number + 1)}>
        {texts.next}
      </Button>
    </div>
  );
}

interface FiledProps {
  readonly caseId: string;
  readonly entry: string;
  readonly onClose: () => void;
}

function Filed({ caseId, entry, onClose }: FiledProps) {
  return (
    <Notice tone="good" title={texts.done} takeFocus>
      <p>
        <Link
          to="/cases/$caseId/documents/$entry"
          params={{ caseId, entry }}
          className="row-link"
          onClick={() => onClose()}
        >
          {texts.open}
        </Link>
      </p>
    </Notice>
  );
}

function useBoxes(page: number) {
  const [boxes, setBoxes] = useState<readonly Box[]>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  /** Without a reason: each is given by a person. */
  const add = (drawn: Pick<Box, Edge>): void => {
    const id = Math.max(0, ...boxes.map((box) => box.id)) + 1;
    setBoxes([...boxes, { ...drawn, id, page, reason: '' }]);
    setChosen(id);
  };
  const change = (changed: Box): void => setBoxes(boxes.map((box) => (box.id === changed.id ? changed : box)));
  const remove = (id: number): void => {
    setBoxes(boxes.filter((box) => box.id !== id));
    setChosen(null);
  };
  return { boxes, chosen, choose: setChosen, add, change, remove };
}
