// Approving what somebody else drew: every page with its boxes and their reasons, the text that would be left of it, and the decision. What
// is approved is what is on this screen: its hash goes with it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { VersionPlace } from '../../client/documents.ts';
import { textLeftQuery, type RedactionDraft } from '../../client/redactions.ts';
import { documentsTexts } from '#texts/documents';
import { redactionTexts as texts } from '#texts/redaction';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { TextLine } from '../../ui/text-line.tsx';
import { KeptLine, MovedNotice } from '../../fields/kept-line.tsx';
import { useKeptFields } from '../../fields/use-kept-fields.ts';
import { copyOf } from './redact-copy.tsx';
import type { RedactingProps } from './redact-document.tsx';
import { RedactEnded } from './redact-ended.tsx';
import { ScrolledText } from './scrolled-text.tsx';
import { percents } from './redact-boxes.ts';
import { pageLabel, RedactSheet, usePages } from './redact-sheet.tsx';
import { Turning } from './redact-turning.tsx';
import { useRedaction } from './use-redaction.ts';

export function RedactReview(props: RedactingProps & { readonly draft: RedactionDraft }) {
  const { view, version, place, isPicture, people, draft, onClose } = props;
  const pages = usePages(place, version, isPicture);
  const [number, setNumber] = useState(1);
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());
  const boxes = draft.boxes.map((box, id) => ({ ...box, id }));
  const redaction = useRedaction({ view, place, draft, copy: copyOf(draft), boxes });
  if (redaction.filed !== null) return <RedactEnded caseId={view.caseId} entry={redaction.filed} onClose={onClose} />;
  if (pages.isBroken) return <Failed error={new Error(documentsTexts.read.failed)} onRetry={onClose} />;
  const mayApprove = people === 1 || !draft.isOwn;
  return (
    <section className="document-content" aria-labelledby="redact">
      <h2 id="redact">{texts.review.title(draft.title)}</h2>
      <p className="lead">{mayApprove ? texts.review.lead : texts.review.own}</p>
      <p className="quiet">{texts.drawnBy(draft.drawnBy.join(', '), boxes.length)}</p>
      {redaction.wrong === null ? null : (
        <Notice key={redaction.attempt} tone="bad" title={redaction.wrong} takeFocus />
      )}
      <Turning number={number} count={pages.count} onTurn={setNumber} onAdd={null} />
      <p className="quiet" role="status">
        {texts.review.seen(seen.size, pages.count)}
      </p>
      <div className="redact-columns">
        <RedactSheet
          place={place}
          number={number}
          label={pageLabel(number, pages.count)}
          pages={pages}
          isPicture={isPicture}
          boxes={boxes.filter(({ page }) => page === number)}
          chosen={null}
          onDraw={null}
          onShown={(shown) => setSeen((before) => new Set([...before, shown]))}
        />
        <BoxesOf draft={draft} number={number} />
      </div>
      {isPicture ? null : <TextLeft place={place} draft={draft} number={number} />}
      <Deciding place={`redact/${view.caseId}/${draft.draft}/remark`} {...{ redaction, mayApprove, onClose }} />
    </section>
  );
}

function BoxesOf({ draft, number }: { readonly draft: RedactionDraft; readonly number: number }) {
  const here = draft.boxes.map((box, at) => ({ box, at: at + 1 })).filter(({ box }) => box.page === number);
  return (
    <section aria-label={texts.boxes}>
      <h3>{texts.onPage(number)}</h3>
      {here.length === 0 ? <p className="quiet">{texts.noBoxes}</p> : null}
      <ul className="lines">
        {here.map(({ box, at }) => (
          <li key={at} className="line kept">
            <strong>{texts.box(at)}</strong> <span dir="auto">{box.reason}</span>{' '}
            <span className="quiet">{texts.where(percents(box))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface LeftProps {
  readonly place: VersionPlace;
  readonly draft: RedactionDraft;
  readonly number: number;
}

function TextLeft({ place, draft, number }: LeftProps) {
  const left = useQuery(textLeftQuery(place, draft));
  const page = left.data?.pages[number - 1] ?? '';
  return (
    <section aria-labelledby="left">
      <h3 id="left">{texts.review.left}</h3>
      {left.isPending ? <Loading /> : null}
      {left.isError ? <Failed error={left.error} onRetry={() => void left.refetch()} /> : null}
      {left.data === undefined ? null : left.data.problem === null ? (
        <ScrolledText label={texts.review.left} text={page === '' ? texts.review.noneLeft : page} />
      ) : (
        <Notice tone="bad" title={texts.review.cannotTell} />
      )}
    </section>
  );
}

const REMARK = { fields: [{ field: 'remark', label: texts.review.remark }] };

interface DecidingProps {
  /** Under which name the remark is kept. */
  readonly place: string;
  readonly redaction: ReturnType<typeof useRedaction>;
  readonly mayApprove: boolean;
  readonly onClose: () => void;
}

function Deciding({ place, redaction, mayApprove, onClose }: DecidingProps) {
  const form = useKeptFields(place, { remark: '' });
  const remark = form.typed.remark.trim();
  const closeIf = (isDone: boolean): void => (isDone ? onClose() : undefined);
  return (
    <>
      <MovedNotice {...form} form={REMARK} />
      <TextLine
        label={texts.review.remark}
        dir="auto"
        maxLength={2_000}
        value={form.typed.remark}
        onType={(text) => form.type({ remark: text })}
      />
      <KeptLine {...form} />
      <div className="page-actions">
        {mayApprove ? (
          <Button look="primary" busy={redaction.isBusy} onClick={() => void redaction.approve()}>
            {redaction.isBusy ? texts.making : texts.review.approve}
          </Button>
        ) : null}
        <Button
          aria-disabled={remark === ''}
          onClick={() =>
            remark === '' ? undefined : void form.send(() => redaction.returnIt(remark, place), Boolean).then(closeIf)
          }
        >
          {texts.review.returnIt}
        </Button>
        <Button onClick={onClose}>{texts.review.later}</Button>
      </div>
    </>
  );
}
