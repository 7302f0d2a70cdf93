// Letters on paper for the mail room: having what waits printed, saying when a batch was posted, and that a letter came back.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dropDraft } from '../../client/drafts.ts';
import { askPrint, printQueueQuery, sayPosted, sayReturned } from '../../client/post.ts';
import { RequestFailed } from '../../client/request.ts';
import type { FieldFace, FieldValue, PrintQueue, Problem } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { postTexts as texts } from '#texts/post';
import { Button } from '../../ui/button.tsx';
import { formatDay } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { COLON } from '../../ui/locale.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { textOf } from '../../ui/problem-text.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';

type Batch = PrintQueue['batches'][number];
type Data = Readonly<Record<string, FieldValue>>;

export function PostPage() {
  const queue = useQuery(printQueueQuery);
  const [posting, setPosting] = useState<Batch | null>(null);
  const saying = useSaying();
  return (
    <div className="watch-page">
      <PageTitle title={texts.title} />
      <p className="lead">{texts.lead}</p>
      {saying.done === null ? null : <Notice key={saying.done} tone="good" title={saying.done} takeFocus />}
      {queue.isPending ? <Loading /> : null}
      {queue.isError ? <Failed error={queue.error} onRetry={() => void queue.refetch()} /> : null}
      {queue.data === undefined ? null : (
        <>
          <Waiting queue={queue.data} saying={saying} />
          <Batches batches={queue.data.batches} onPosted={setPosting} />
        </>
      )}
      <Returned saying={saying} />
      <Anew saying={saying} />
      {posting === null ? null : <Posted batch={posting} saying={saying} onClose={() => setPosting(null)} />}
    </div>
  );
}

interface Saying {
  readonly busy: boolean;
  readonly done: string | null;
  /** @returns the refusal, or null where it was taken; then `onTaken` is called and its sentence shown, with the focus */
  readonly say: (ask: () => Promise<string>, onTaken?: () => void) => Promise<Problem | null>;
}

function useSaying(): Saying {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  async function say(ask: () => Promise<string>, onTaken?: () => void): Promise<Problem | null> {
    setBusy(true);
    setDone(null);
    try {
      const sentence = await ask();
      await client.invalidateQueries({ queryKey: printQueueQuery.queryKey });
      // At once, since a window that is open keeps the focus.
      onTaken?.();
      setDone(sentence);
      return null;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      await client.invalidateQueries({ queryKey: printQueueQuery.queryKey });
      return error.problem;
    } finally {
      setBusy(false);
    }
  }
  return { busy, done, say };
}

function Waiting({
  queue: { waiting, since, printing },
  saying,
}: {
  readonly queue: PrintQueue;
  readonly saying: Saying;
}) {
  const [problem, setProblem] = useState<Problem | null>(null);
  async function print(): Promise<void> {
    setProblem(await saying.say(async () => askedFor(await askPrint({}))));
  }
  return (
    <section>
      <p>
        {texts.waiting(waiting)} {since === null ? null : texts.since(formatDay(since.slice(0, 10)))}{' '}
        {printing === 0 ? null : texts.printing(printing)}
      </p>
      {problem === null ? null : <Notice tone="bad" title={textOf(problem)} takeFocus />}
      {waiting === 0 ? null : (
        <Button look="primary" busy={saying.busy} onClick={() => void print()}>
          {texts.print}
        </Button>
      )}
    </section>
  );
}

function askedFor({ number, letters }: { readonly number: number; readonly letters: number }): string {
  return texts.asked(number, letters);
}

interface BatchesProps {
  readonly batches: readonly Batch[];
  readonly onPosted: (batch: Batch) => void;
}

function Batches({ batches, onPosted }: BatchesProps) {
  return (
    <section aria-labelledby="batches">
      <h2 id="batches" tabIndex={-1}>
        {texts.batches}
      </h2>
      {batches.length === 0 ? <Empty title={texts.none} /> : null}
      <ul className="lines">
        {batches.map((batch) => (
          <li key={batch.number} className="line kept">
            <p>
              <strong>
                {texts.columns.batch} {batch.number}
              </strong>{' '}
              · {texts.state(batch.state)} · {formatDay(batch.askedAt.slice(0, 10))}
            </p>
            <p className="quiet">
              {texts.counted(batch.written, batch.stopped, batch.unknown)}
              {batch.returned === 0 ? null : ` · ${texts.back(batch.returned)}`}
              {batch.again === null ? null : ` · ${texts.again(batch.again)}`}
              {` · ${texts.columns.posted}${COLON}${batch.postedOn === null ? texts.notPosted : formatDay(batch.postedOn)}`}
            </p>
            {batch.state === 'printed' && batch.postedOn === null ? (
              <Button aria-label={texts.postedOf(batch.number)} onClick={() => onPosted(batch)}>
                {texts.posted}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PostedProps {
  readonly batch: Batch;
  readonly saying: Saying;
  readonly onClose: () => void;
}

function Posted({ batch: { number }, saying, onClose }: PostedProps) {
  const title = texts.postedOf(number);
  const submit = (data: Data, unsent: string): Promise<Problem | null> =>
    saying.say(async () => {
      await sayPosted(number, String(data['on']), unsent);
      return texts.isPosted(number);
    }, onClose);
  return (
    <Dialog title={title} onClose={onClose}>
      <CaseForm
        form={{ form: 'posted', title, fields: [ON] }}
        draft={`post/${number}`}
        submit={texts.posted}
        busy={saying.busy}
        onSubmit={submit}
      />
    </Dialog>
  );
}

/** A form that stays on the page: once it was taken it begins anew, and where it is refused it stays as it is. */
function useAnew(draft: string): readonly [times: number, onTaken: () => void] {
  const [times, setTimes] = useState(0);
  return [
    times,
    () => {
      dropDraft(draft);
      setTimes((before) => before + 1);
    },
  ];
}

function Returned({ saying }: { readonly saying: Saying }) {
  const draft = 'post/returned';
  const [times, onTaken] = useAnew(draft);
  return (
    <section aria-labelledby="returned">
      <h2 id="returned">{texts.returned}</h2>
      <CaseForm
        key={times}
        form={{ form: 'returned', title: texts.returned, fields: [LABEL, reasonField(texts.RETURNED)] }}
        draft={draft}
        submit={texts.returnedSubmit}
        busy={saying.busy}
        onSubmit={({ label, reason }, unsent) =>
          saying.say(async () => {
            await sayReturned({ label: String(label), reason: String(reason) }, unsent);
            return texts.isReturned(String(label));
          }, onTaken)
        }
      />
    </section>
  );
}

function Anew({ saying }: { readonly saying: Saying }) {
  const draft = 'post/anew';
  const [times, onTaken] = useAnew(draft);
  return (
    <section aria-labelledby="anew">
      <h2 id="anew">{texts.anew}</h2>
      <CaseForm
        key={times}
        form={{
          form: 'anew',
          title: texts.anew,
          fields: [{ ...LABEL, hint: texts.anewHint }, reasonField(texts.AGAIN)],
        }}
        draft={draft}
        submit={texts.anewSubmit}
        busy={saying.busy}
        onSubmit={({ label, reason }, unsent) =>
          saying.say(
            async () => askedFor(await askPrint({ again: { label: String(label), reason: String(reason) } }, unsent)),
            onTaken,
          )
        }
      />
    </section>
  );
}

const LABEL: FieldFace = {
  ...{ field: 'label', kind: 'text', label: texts.label, hint: texts.labelHint, required: true, maxLength: 19 },
};
const ON: FieldFace = {
  ...{ field: 'on', kind: 'date', label: texts.on, hint: texts.onHint, required: true, maxLength: 10 },
};

function reasonField(reasons: Readonly<Record<string, string>>): FieldFace {
  const options = Object.entries(reasons).map(([value, label]) => ({ value, label }));
  return { field: 'reason', kind: 'choice', label: texts.why, required: true, maxLength: 20, options };
}
