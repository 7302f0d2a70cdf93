// Into which case an item goes: those that fit what it says and that the person may read, one by its reference, or a new one.
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { openCase } from '../../client/acts.ts';
import { matchesQuery, type WholeInboxItem } from '../../client/inbox.ts';
import { caseTypesQuery } from '../../client/queries.ts';
import type { FieldValue } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { inboxTexts } from '#texts/inbox';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Pick } from '../../ui/pick.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { TextLine } from '../../ui/text-line.tsx';

const texts = inboxTexts.file;

export interface ChosenCase {
  readonly caseId: string;
  readonly reference: string;
}

interface ChooseProps {
  readonly view: WholeInboxItem;
  readonly onChoose: (chosen: ChosenCase) => void;
}

export function ChooseCase({ view, onChoose }: ChooseProps) {
  const [isNew, setNew] = useState(false);
  return (
    <>
      <Suggestions view={view} onChoose={onChoose} />
      <ByReference onChoose={onChoose} />
      {isNew ? (
        <NewCase view={view} onChoose={onChoose} />
      ) : (
        <div className="form-end">
          <Button onClick={() => setNew(true)}>{texts.newCase}</Button>
        </div>
      )}
    </>
  );
}

interface Suggested extends ChosenCase {
  readonly title: string;
  readonly why: string;
}

/** Each case once, with the first reason for it: what it says stands before who may have sent it. */
function useSuggestions({ hints }: WholeInboxItem): {
  readonly isPending: boolean;
  readonly cases: readonly Suggested[];
} {
  const sought = [
    ...hints.references.map((words) => ({ words, why: texts.bySubject(words) })),
    ...(hints.sender === null ? [] : [{ words: hints.sender, why: texts.bySender(hints.sender) }]),
  ];
  const found = useQueries({ queries: sought.map(({ words }) => matchesQuery(words)) });
  const cases = new Map<string, Suggested>();
  for (const [at, { data }] of found.entries())
    for (const { caseId, reference, title } of data?.items.slice(0, MOST) ?? [])
      if (!cases.has(caseId)) cases.set(caseId, { caseId, reference, title, why: sought[at]?.why ?? '' });
  return { isPending: found.some((query) => query.isPending), cases: [...cases.values()].slice(0, MOST) };
}

const MOST = 10;

function Suggestions({ view, onChoose }: ChooseProps) {
  const { isPending, cases } = useSuggestions(view);
  if (isPending) return null;
  if (cases.length === 0) return <p className="quiet">{texts.noneFound}</p>;
  return (
    <section aria-labelledby="suggested">
      <h3 id="suggested">{texts.suggested}</h3>
      <ul className="lines">
        {cases.map(({ caseId, reference, title, why }) => (
          <li key={caseId} className="line">
            <Button onClick={() => onChoose({ caseId, reference })}>
              <bdi>{reference}</bdi>
            </Button>
            <span>
              <bdi>{title}</bdi> <span className="quiet">{why}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ByReference({ onChoose }: Pick<ChooseProps, 'onChoose'>) {
  const [typed, setTyped] = useState('');
  const [sought, setSought] = useState('');
  const found = useQuery({ ...matchesQuery(sought), enabled: sought !== '' });
  const exact = found.data?.items.find(({ reference }) => reference.toLowerCase() === sought.toLowerCase());
  const said = found.isError ? problemText(found.error) : found.isSuccess && exact === undefined ? texts.notFound : '';
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        setSought(typed.trim());
        // What was asked and failed is asked once more.
        if (found.isError && typed.trim() === sought) void found.refetch();
      }}
    >
      <TextLine label={texts.reference} maxLength={100} value={typed} onType={setTyped} />
      <div className="form-end">
        <Button type="submit" busy={found.isFetching}>
          {texts.find}
        </Button>
        {exact === undefined ? null : (
          <Button look="primary" onClick={() => onChoose({ caseId: exact.caseId, reference: exact.reference })}>
            <bdi>{texts.chosen(exact.reference)}</bdi>
          </Button>
        )}
      </div>
      <p role="status" className="field-error">
        {sought !== '' && typed.trim() === sought ? said : ''}
      </p>
    </form>
  );
}

function NewCase({ view, onChoose }: ChooseProps) {
  const act = useAct();
  const [name, setName] = useState('');
  const types = useQuery(caseTypesQuery).data?.items.filter(({ mayOpen }) => mayOpen) ?? [];
  const type = types.find((one) => one.name === name);
  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string) {
    if (type === undefined) return null;
    const result = await act.perform({ ...openCase(type.name, data), unsent });
    if ('problem' in result) return result.problem;
    const { caseId, reference } = result.answer;
    announce(texts.opened(reference));
    onChoose({ caseId, reference });
    return null;
  }
  return (
    <section aria-labelledby="new-case">
      <h3 id="new-case">{texts.newCase}</h3>
      <Pick
        label={texts.kind}
        value={name}
        options={types.map((one) => ({ value: one.name, label: one.title }))}
        onPick={setName}
      />
      {type === undefined ? null : (
        <CaseForm
          key={type.name}
          form={type.opening}
          draft={`inbox/${view.item}/open/${type.name}`}
          submit={texts.openCase}
          busy={act.busy}
          onSubmit={submit}
        />
      )}
    </section>
  );
}
