// What may be done with a document that is there: a further version, another title, kind or audience, withdrawing it.
import { useState } from 'react';
import { moveDocument } from '../../client/documents.ts';
import type { CaseView, FieldFace, FieldValue } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { useGuard } from '../../client/use-guard.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { documentsTexts as texts } from '#texts/documents';
import { ClashNotice } from '../../ui/clash-notice.tsx';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { AddDocuments } from './add-documents.tsx';
import type { KeptDocument } from './documents-page.tsx';

interface MoveProps {
  readonly view: CaseView;
  readonly document: KeptDocument;
}

export function MoveDocument({ view, document }: MoveProps) {
  const [move, setMove] = useState<string | null>(null);
  if (document.may.length === 0) return null;
  return (
    <div className="page-actions">
      {document.may.map((each) => (
        <Button key={each} aria-label={texts.moveOf(each, document.words)} onClick={() => setMove(each)}>
          {texts.move(each)}
        </Button>
      ))}
      {move === 'add-version' ? (
        <Dialog title={texts.moveOf(move, document.words)} onClose={() => setMove(null)}>
          <AddDocuments view={view} document={document} onClose={() => setMove(null)} />
        </Dialog>
      ) : null}
      {move === null || move === 'add-version' ? null : (
        <MoveDialog view={view} document={document} move={move} onClose={() => setMove(null)} />
      )}
    </div>
  );
}

function MoveDialog({
  view,
  document,
  move,
  onClose,
}: MoveProps & { readonly move: string; readonly onClose: () => void }) {
  const act = useAct();
  const { entry, of, audience, words } = document;
  const guard = useGuard(act, view, ({ kept }) => wordsOf(kept.documents.find((one) => one.entry === entry)));
  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string) {
    const said = Object.entries(data).filter(([, value]) => value !== null && value !== '');
    const body = { of, ...(audience === null ? {} : { audience }), ...Object.fromEntries(said) };
    const result = await guard.perform({ ...moveDocument(view.caseId, { entry, move, body }), unsent });
    if ('problem' in result) return result.problem;
    announce(texts.saved);
    onClose();
    return null;
  }
  const title = texts.moveOf(move, words);
  const form = { form: 'document', title, fields: [...fieldsOf(view, document, move)] };
  return (
    <Dialog title={title} onClose={onClose}>
      {guard.clash === null ? null : <ClashNotice {...guard.clash} onKeep={onClose} onGoOn={guard.goOn} />}
      <CaseForm
        form={form}
        draft={`document/${view.caseId}/${entry}/${move}`}
        submit={texts.move(move)}
        busy={act.busy}
        onSubmit={submit}
      />
    </Dialog>
  );
}

/** Its title, kind and audience. */
function wordsOf(document: KeptDocument | undefined): string {
  if (document === undefined) return '';
  return [document.words, document.title, document.audience ?? ''].filter((part) => part !== '').join('\n');
}

const REASON: FieldFace = {
  ...{ field: 'reason', kind: 'long-text', label: texts.asked.reason, hint: texts.asked.reasonHint, required: true },
  maxLength: 2_000,
};

function fieldsOf({ kept }: CaseView, { of, audience }: KeptDocument, move: string): readonly FieldFace[] {
  const kinds = kept.kinds.documents;
  switch (move) {
    case 'retitle':
      return [{ field: 'title', kind: 'text', label: texts.asked.title, required: true, maxLength: 200 }, REASON];
    case 'reclassify':
      return reclassifyFields(kinds.filter((kind) => kind.mayAdd && kind.of !== of));
    case 'change-audience':
      return [
        choice(
          texts.asked.to,
          (kinds.find((kind) => kind.of === of)?.audiences ?? []).filter(({ value }) => value !== audience),
        ),
        REASON,
      ];
    default:
      return [REASON];
  }
}

/** Another kind may be for others; which of them is said with it. */
function reclassifyFields(kinds: CaseView['kept']['kinds']['documents']): readonly FieldFace[] {
  const audiences = new Map(kinds.flatMap((kind) => kind.audiences.map(({ value, label }) => [value, label] as const)));
  const to = choice(
    texts.asked.kind,
    kinds.map((kind) => ({ value: kind.of, label: kind.title })),
  );
  if (audiences.size === 0) return [to, REASON];
  const options = [...audiences].map(([value, label]) => ({ value, label }));
  const forWhom = {
    ...choice(texts.asked.to, options),
    field: 'toAudience',
    required: kinds.every((kind) => kind.audiences.length > 0),
  };
  return [to, forWhom, REASON];
}

function choice(label: string, options: readonly { readonly value: string; readonly label: string }[]): FieldFace {
  return { field: 'to', kind: 'choice', label, required: true, maxLength: 100, options: [...options] };
}
