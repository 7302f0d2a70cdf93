// Adding documents: files are picked or dropped, each gets a kind and a title that are suggested, and one press brings and files them
// all. Each tells how far it is. What breaks off is kept and goes on; what is refused says why and stays until it is left out.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { CaseView } from '../../client/types.ts';
import { uploadLimitsQuery } from '../../client/uploads.ts';
import { useOpenKeeper } from '../../fields/use-kept.ts';
import { documentsTexts as texts } from '#texts/documents';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { COLON } from '../../ui/locale.ts';
import { Notice } from '../../ui/notice.tsx';
import { sizeText } from '../../ui/size-text.ts';
import { faultOf, rowOf, type DocumentKind, type FileRow, type KeptRow } from './file-row.ts';
import { FileRowView } from './file-row-view.tsx';
import { useBringFiles, type BringFiles } from './use-bring-files.ts';

export interface AddProps {
  readonly view: CaseView;
  /** The one of which they are further versions; null for new ones. */
  readonly document: KeptRow | null;
  readonly onClose: () => void;
}

export function AddDocuments({ view, document, onClose }: AddProps) {
  const kinds = view.kept.kinds.documents.filter((kind) => kind.mayAdd || kind.of === document?.of);
  const limits = useQuery(uploadLimitsQuery);
  const [rows, setRows] = useState<readonly FileRow[]>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const [isDone, setDone] = useState<string | null>(null);
  const most = limits.data?.bytes ?? null;
  const open = useOpenKeeper();
  const bringing = useBringFiles(view.caseId, document, (key, change) =>
    setRows((all) => all.map((row) => (row.key === key ? { ...row, ...change } : row))),
  );

  function take(files: readonly File[]) {
    setWrong(null);
    setDone(null);
    const chosen = document === null ? files : files.slice(0, 1);
    const fresh = chosen.map((file) => rowOf(file, { kinds, document, caseId: view.caseId, open }));
    setRows((all) => (document === null ? [...all, ...fresh] : fresh));
  }

  async function submit() {
    const waiting = rows.filter(({ state }) => state !== 'filed');
    const fault = waiting.length === 0 ? texts.add.nothing : firstFault(waiting, kinds, most);
    setWrong(fault);
    if (fault !== null) return;
    const filed = await bringing.bring(waiting);
    const words = filed === waiting.length ? texts.add.done(filed) : texts.add.some(filed, waiting.length);
    announce(words);
    setRows((all) => all.filter(({ state }) => state !== 'filed'));
    if (filed === waiting.length) onClose();
    else setDone(words);
  }

  return (
    <section className="add-documents" aria-label={texts.add.title}>
      <PickFiles isMany={document === null} most={most} onTake={take} />
      {isDone === null ? null : <Notice tone="warn" title={isDone} takeFocus />}
      {wrong === null ? null : <Notice tone="bad" title={wrong} takeFocus />}
      <ul className="lines">
        {rows.map((row) => (
          <FileRowView
            key={row.key}
            row={row}
            kinds={kinds}
            isVersion={document !== null}
            isBusy={bringing.isBusy}
            onChange={(change) =>
              setRows((all) => all.map((one) => (one.key === row.key ? { ...one, ...change } : one)))
            }
            onRemove={() => {
              row.keeper.discard();
              setRows((all) => all.filter(({ key }) => key !== row.key));
            }}
          />
        ))}
      </ul>
      <SubmitBar count={rows.length} bringing={bringing} onSubmit={() => void submit()} />
    </section>
  );
}

interface SubmitProps {
  readonly count: number;
  readonly bringing: BringFiles;
  readonly onSubmit: () => void;
}

function SubmitBar({ count, bringing, onSubmit }: SubmitProps) {
  const button = useRef<HTMLButtonElement>(null);
  // Whoever has picked files goes on from here; what is still to be said of one stands just before.
  useEffect(() => {
    if (count > 0) button.current?.focus();
  }, [count]);
  return (
    <div className="page-actions">
      {count === 0 ? null : (
        <Button ref={button} look="primary" data-command="file-documents" busy={bringing.isBusy} onClick={onSubmit}>
          {texts.add.submit(count)}
        </Button>
      )}
      {bringing.isBusy ? <Button onClick={bringing.stop}>{texts.add.stop}</Button> : null}
    </div>
  );
}

function firstFault(rows: readonly FileRow[], kinds: readonly DocumentKind[], most: number | null): string | null {
  for (const row of rows) {
    const fault = faultOf(row, kinds, most);
    if (fault !== null) return `${row.file.name}${COLON}${fault}`;
  }
  return null;
}

interface PickProps {
  readonly isMany: boolean;
  readonly most: number | null;
  readonly onTake: (files: readonly File[]) => void;
}

function PickFiles({ isMany, most, onTake }: PickProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => input.current?.focus(), []);
  return (
    <div
      className={isOver ? 'drop-place drop-place-over' : 'drop-place'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onTake([...event.dataTransfer.files]);
      }}
    >
      <label className="field-label" htmlFor={id}>
        {texts.add.pick}
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        multiple={isMany}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          onTake([...(event.target.files ?? [])]);
          // The same file may be chosen again.
          if (input.current !== null) input.current.value = '';
        }}
      />
      <p id={`${id}-hint`} className="quiet">
        {texts.add.drop}
        {most === null ? null : <> · {texts.add.limit(sizeText(most))}</>}
      </p>
    </div>
  );
}
