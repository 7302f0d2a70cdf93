// Drawing what is to be taken out: boxes on the pages, each with the code of its reason, and what the copy is to be.
import { useState } from 'react';
import type { RedactionDraft } from '../../client/redactions.ts';
import { documentsTexts } from '#texts/documents';
import { redactionTexts as texts } from '#texts/redaction';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';
import type { Box, Edge } from './redact-boxes.ts';
import { CopyForm, copyOf, suggestedCopy, type Copy } from './redact-copy.tsx';
import type { RedactingProps } from './redact-document.tsx';
import { RedactEnded } from './redact-ended.tsx';
import { RedactList } from './redact-list.tsx';
import { pageLabel, RedactSheet, usePages } from './redact-sheet.tsx';
import { RedactSuggest } from './redact-suggest.tsx';
import { Turning } from './redact-turning.tsx';
import { useRedaction, type Redaction } from './use-redaction.ts';

const MIDDLE: Pick<Box, Edge> = { x: 0.35, y: 0.45, width: 0.3, height: 0.05 };

export function RedactEdit(props: RedactingProps & { readonly draft: RedactionDraft | null }) {
  const { view, document, version, place, isPicture, people, draft, onClose } = props;
  const pages = usePages(place, version, isPicture);
  const [number, setNumber] = useState(1);
  const marked = useBoxes(number, draft);
  const [copy, setCopy] = useState<Copy>(() => (draft === null ? suggestedCopy(view, document) : copyOf(draft)));
  const redaction = useRedaction({ view, place, draft, copy, boxes: marked.boxes });
  const [isSubmitted, setSubmitted] = useState(false);
  if (isSubmitted || redaction.filed !== null)
    return <RedactEnded caseId={view.caseId} entry={redaction.filed} onClose={onClose} />;
  if (pages.isBroken) return <Failed error={new Error(documentsTexts.read.failed)} onRetry={onClose} />;
  return (
    <section className="document-content" aria-labelledby="redact">
      <h2 id="redact">{texts.title}</h2>
      <p className="lead">{texts.lead}</p>
      {people === 1 ? null : <p>{texts.takesTwo}</p>}
      <p className="quiet">{texts.drawHint}</p>
      <Said remark={draft?.remark ?? null} redaction={redaction} />
      <Turning number={number} count={pages.count} onTurn={setNumber} onAdd={() => marked.add([MIDDLE])} />
      <div className="redact-columns">
        <RedactSheet
          place={place}
          number={number}
          label={pageLabel(number, pages.count)}
          pages={pages}
          isPicture={isPicture}
          boxes={marked.boxes.filter(({ page }) => page === number)}
          chosen={marked.chosen}
          onDraw={(drawn) => marked.add([drawn])}
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
      {isPicture ? null : <RedactSuggest place={place} onTake={marked.add} onShow={setNumber} />}
      <CopyForm view={view} copy={copy} onChange={setCopy} />
      <Ending redaction={redaction} people={people} onSubmitted={() => setSubmitted(true)} onClose={onClose} />
    </section>
  );
}

/** Why it was sent back, and why something was not done. */
function Said({ remark, redaction }: { readonly remark: string | null; readonly redaction: Redaction }) {
  return (
    <>
      {remark === null ? null : (
        <Notice tone="warn" title={texts.returned}>
          <p dir="auto">{remark}</p>
        </Notice>
      )}
      {redaction.wrong === null ? null : (
        <Notice key={redaction.attempt} tone="bad" title={redaction.wrong} takeFocus={redaction.isPressed} />
      )}
    </>
  );
}

interface EndingProps {
  readonly redaction: Redaction;
  readonly people: number;
  readonly onSubmitted: () => void;
  readonly onClose: () => void;
}

/** What of it is saved, and what can be done with all of it. */
function Ending({ redaction, people, onSubmitted, onClose }: EndingProps) {
  return (
    <>
      <p className="quiet" role="status">
        {texts.saved[redaction.saved]}
      </p>
      <div className="page-actions">
        {people === 1 ? (
          <Button look="primary" busy={redaction.isBusy} onClick={() => void redaction.approve()}>
            {redaction.isBusy ? texts.making : texts.submit}
          </Button>
        ) : (
          <Button
            look="primary"
            busy={redaction.isBusy}
            onClick={() => void redaction.submit().then((isDone) => (isDone ? onSubmitted() : undefined))}
          >
            {texts.submitForApproval}
          </Button>
        )}
        <Button onClick={() => void redaction.leave().then((isDone) => (isDone ? onClose() : undefined))}>
          {texts.close}
        </Button>
        <Button
          look="quiet"
          onClick={() => void redaction.discard().then((isDone) => (isDone ? onClose() : undefined))}
        >
          {texts.discard}
        </Button>
      </div>
    </>
  );
}

/** A place to take out; without a page it is on the one that is shown, and without a reason a person gives one. */
export type Drawn = Pick<Box, Edge> & Partial<Pick<Box, 'page' | 'reason'>>;

function useBoxes(page: number, draft: RedactionDraft | null) {
  const [boxes, setBoxes] = useState<readonly Box[]>(() => (draft?.boxes ?? []).map((box, id) => ({ ...box, id })));
  const [chosen, setChosen] = useState<number | null>(null);
  const add = (drawn: readonly Drawn[]): void => {
    const next = Math.max(0, ...boxes.map((box) => box.id)) + 1;
    const added = drawn.map((each, at) => ({ reason: '', page, ...each, id: next + at }));
    setBoxes([...boxes, ...added]);
    // What comes with a reason was decided on already.
    setChosen(added.find(({ reason }) => reason === '')?.id ?? null);
  };
  const change = (changed: Box): void => setBoxes(boxes.map((box) => (box.id === changed.id ? changed : box)));
  const remove = (id: number): void => {
    setBoxes(boxes.filter((box) => box.id !== id));
    setChosen(null);
  };
  return { boxes, chosen, choose: setChosen, add, change, remove };
}
