// The dialogs by which one more is added to what a case keeps, and one that is there is moved on.
import { useState } from 'react';
import type { Act } from '../../client/acts.ts';
import { addEntry, moveEntry, type EntryList } from '../../client/entry-acts.ts';
import type { CaseView, FieldFace } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { entriesTexts } from '#texts/entries';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { COLON } from '../../ui/locale.ts';
import { bodyOf, fieldsOfMove, fieldsOfNew, kindsToAdd, type Data } from './entry-forms.ts';

const texts = entriesTexts;

interface EntryDialogProps {
  readonly title: string;
  readonly draft: string;
  readonly fields: readonly FieldFace[];
  readonly actOf: (data: Data) => Act;
  readonly onClose: () => void;
}

function EntryDialog({ title, draft, fields, actOf, onClose }: EntryDialogProps) {
  const act = useAct();
  async function submit(data: Data, unsent: string) {
    const result = await act.perform({ ...actOf(data), unsent });
    if ('problem' in result) return result.problem;
    announce(texts.saved);
    onClose();
    return null;
  }
  const form = { form: 'entry', title, fields: [...fields] };
  return (
    <Dialog title={title} onClose={onClose}>
      <CaseForm form={form} draft={draft} submit={texts.save} busy={act.busy} onSubmit={submit} />
    </Dialog>
  );
}

/** A button for each kind of which the reader may add one. */
export function AddEntry({ view, list }: { readonly view: CaseView; readonly list: EntryList }) {
  const [of, setOf] = useState<string | null>(null);
  const kinds = kindsToAdd(view.kept, list);
  if (kinds.length === 0) return null;
  const title = kinds.find(({ value }) => value === of)?.label ?? '';
  return (
    <div className="page-actions">
      {kinds.map(({ value, label }) => (
        <Button key={value} onClick={() => setOf(value)}>
          {texts.add[list]}
          {COLON}
          <bdi>{label}</bdi>
        </Button>
      ))}
      {of === null ? null : (
        <EntryDialog
          title={`${texts.add[list]}${COLON}${title}`}
          draft={`entry/${view.caseId}/${list}/${of}`}
          fields={fieldsOfNew(view.kept, list, of)}
          actOf={(data) => addEntry(view.caseId, list, bodyOf(of, data))}
          onClose={() => setOf(null)}
        />
      )}
    </div>
  );
}

export interface MoveEntryProps {
  readonly view: CaseView;
  readonly list: EntryList;
  readonly entry: {
    readonly entry: string;
    readonly of: string;
    readonly title: string;
    readonly may: readonly string[];
  };
  /** What it is, in a few words. */
  readonly what: string;
}

/** What the reader may do with one that is there. */
export function MoveEntry({ view, list, entry, what }: MoveEntryProps) {
  const [move, setMove] = useState<string | null>(null);
  if (entry.may.length === 0) return null;
  const { of, entry: id } = entry;
  return (
    <div className="page-actions">
      {entry.may.map((each) => (
        <Button key={each} aria-label={texts.moveOf(each, what)} onClick={() => setMove(each)}>
          {texts.move(each)}
        </Button>
      ))}
      {move === null ? null : (
        <EntryDialog
          title={texts.moveOf(move, what)}
          draft={`entry/${view.caseId}/${id}/${move}`}
          fields={fieldsOfMove(view.kept.kinds, { of, move })}
          actOf={(data) => moveEntry(view.caseId, { list, entry: id, move, body: bodyOf(of, data) })}
          onClose={() => setMove(null)}
        />
      )}
    </div>
  );
}
