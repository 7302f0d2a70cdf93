// Filing an item into a case: which of its parts, each as which kind of document, for whom and under which title.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { fileParts, type InboxPart, type PartToFile, type WholeInboxItem } from '../../client/inbox.ts';
import { caseQuery } from '../../client/queries.ts';
import { useSession } from '../../client/session.ts';
import type { CaseView } from '../../client/types.ts';
import { KeptLine, MovedNotice } from '../../fields/kept-line.tsx';
import { useKeptFields } from '../../fields/use-kept-fields.ts';
import { inboxTexts } from '#texts/inbox';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pick } from '../../ui/pick.tsx';
import { textOf } from '../../ui/problem-text.ts';
import { Loading } from '../../ui/states.tsx';
import { ChooseCase, type ChosenCase } from './choose-case.tsx';
import { nameOfPart } from './item-parts.tsx';
import { faultIn, labelsOf, partToFile, rowsOf, toKeep, withKept, type KeptRows } from './part-rows.ts';
import { PartFields } from './part-fields.tsx';
import { useItemAct } from './use-item-act.ts';

const texts = inboxTexts.file;

export function FileItem({ view }: { readonly view: WholeInboxItem }) {
  const session = useSession();
  const [chosen, setChosen] = useState<ChosenCase | null>(null);
  const isFree = view.owner === null || view.owner === session?.personId;
  if (!isFree) return null;
  return (
    <section aria-labelledby="file-item">
      <h2 id="file-item">{texts.title}</h2>
      {view.isWhole ? null : <p>{texts.notWhole}</p>}
      {view.isWhole && chosen === null ? <ChooseCase view={view} onChoose={setChosen} /> : null}
      {view.isWhole && chosen !== null ? (
        <IntoCase key={`${view.item} ${chosen.caseId}`} view={view} chosen={chosen} onOther={() => setChosen(null)} />
      ) : null}
    </section>
  );
}

interface IntoProps {
  readonly view: WholeInboxItem;
  readonly chosen: ChosenCase;
  readonly onOther: () => void;
}

function IntoCase({ view, chosen, onOther }: IntoProps) {
  const found = useQuery(caseQuery(chosen.caseId));
  const kinds = found.data?.kept.kinds.documents.filter(({ mayAdd }) => mayAdd) ?? [];
  return (
    <>
      <div className="page-actions">
        <strong>
          <bdi>{texts.chosen(chosen.reference)}</bdi>
        </strong>
        <Button onClick={onOther}>{texts.other}</Button>
      </div>
      {found.isPending ? <Loading /> : null}
      {!found.isPending && kinds.length === 0 ? <p>{texts.cannotRead}</p> : null}
      {found.data === undefined || kinds.length === 0 ? null : (
        <FilingForm view={view} caseView={found.data} kinds={kinds} />
      )}
    </>
  );
}

type Kinds = CaseView['kept']['kinds']['documents'];

interface FormProps {
  readonly view: WholeInboxItem;
  readonly caseView: CaseView;
  readonly kinds: Kinds;
}

/** What is said of each part, and filing it so. */
function useFiling({ view, caseView, kinds }: FormProps) {
  const client = useQueryClient();
  const act = useItemAct();
  const open = view.parts.filter(({ state, refused }) => state === 'waiting' && refused === null);
  const { caseId, reference } = caseView;
  const place = `inbox/${view.item}/file/${caseId}`;
  const form = useKeptFields(place, NOTHING_SAID);
  const rows = withKept(rowsOf(open, kinds, view.subject), form.typed);
  const { sender = '', rest = '' } = form.typed;
  const keeps = rest === 'stays';
  const { fault, refuse, forget } = useFault();

  async function submit() {
    const wrong = faultIn(rows, kinds);
    if (wrong !== null) return refuse(wrong);
    forget();
    const documents: readonly PartToFile[] = rows.filter((row) => row.isChosen).map((row) => partToFile(row, sender));
    const filing = { caseId, documents, isAll: !keeps };
    const result = await form.send(
      () => act.perform(() => fileParts(view.item, filing, place)),
      (done) => 'answer' in done && done.answer.stopped === null,
    );
    void client.invalidateQueries({ queryKey: ['case', caseId] });
    if ('problem' in result) return;
    const { filed, stopped } = result.answer;
    announce(texts.done(filed.length, reference));
    if (stopped !== null) refuse(`${texts.stopped(nameAt(view.parts, stopped.number))}. ${stopped.detail}`);
  }

  return { act, open, form, rows, sender, keeps, fault, forget, submit };
}

function FilingForm(props: FormProps) {
  const id = useId();
  const { caseView, kinds } = props;
  const { act, open, form, rows, sender, keeps, fault, forget, submit } = useFiling(props);
  return (
    <form
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onChange={forget}
    >
      <h3 id={id}>{texts.parts}</h3>
      {fault === null ? null : <Notice key={fault.attempt} tone="bad" title={fault.words} takeFocus />}
      {act.problem === null ? null : <Notice tone="bad" title={textOf(act.problem)} takeFocus />}
      <MovedNotice {...form} form={{ fields: labelsOf(rows) }} />
      <ul className="lines">
        {open.map((part) => (
          <PartFields
            key={part.number}
            name={nameOfPart(part)}
            row={rows.find(({ number }) => number === part.number) ?? null}
            kinds={kinds}
            onChange={(change) => form.type(toKeep(part.number, change))}
          />
        ))}
      </ul>
      <SenderPick caseView={caseView} value={sender} onPick={(entry) => form.type({ sender: entry })} />
      <label className="option">
        <input
          type="checkbox"
          checked={keeps}
          onChange={({ target }) => form.type({ rest: target.checked ? 'stays' : '' })}
        />{' '}
        {texts.keep}
      </label>
      {keeps ? null : <p className="quiet">{texts.rest}</p>}
      <KeptLine {...form} />
      <div className="form-end">
        <Button look="primary" type="submit" busy={act.busy}>
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}

/** Why it was not filed, until something of the form is changed. */
function useFault() {
  const [{ attempt, words }, setSaid] = useState<{ readonly attempt: number; readonly words: string | null }>(NO_FAULT);
  return {
    fault: words === null ? null : { attempt, words },
    refuse: (said: string): void => setSaid((last) => ({ attempt: last.attempt + 1, words: said })),
    forget: (): void => setSaid((last) => ({ ...last, words: null })),
  };
}

const NO_FAULT = { attempt: 0, words: null };
/** Of each part stands what is suggested. */
const NOTHING_SAID: KeptRows = {};

function nameAt(parts: readonly InboxPart[], number: number | null): string {
  const part = parts.find((one) => one.number === number);
  return part === undefined ? '' : nameOfPart(part);
}

interface SenderProps {
  readonly caseView: CaseView;
  readonly value: string;
  readonly onPick: (entry: string) => void;
}

/** By their role and what tells them apart; which of them sent it, whoever files says, since the mail proves nothing. */
function SenderPick({ caseView, value, onPick }: SenderProps) {
  const parties = caseView.kept.parties.filter(({ status }) => status === 'current');
  if (parties.length === 0) return null;
  const options = parties.map(({ entry, title, contact }) => ({
    value: entry,
    label: `${title}, ${contact?.name ?? entry}`,
  }));
  return <Pick label={texts.sender} none={texts.senderNone} value={value} options={options} onPick={onPick} />;
}
