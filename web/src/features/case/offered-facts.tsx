// What other cases of the same person have on record for the form of a task. Nobody looks there by opening the task: somebody asks.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { offeredFactsQuery, takeFact, type OfferedFact } from '../../client/facts.ts';
import type { CaseView, CommandAnswer, FormFace } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { factsTexts as words } from '#texts/facts';
import { appTexts } from '#texts/app';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { factText } from '../../ui/fact-value.tsx';
import { Notice } from '../../ui/notice.tsx';
import { textOf } from '../../ui/problem-text.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';

export interface OfferedFactsProps {
  readonly view: CaseView;
  readonly task: string;
  readonly form: FormFace;
  readonly onTaken: (answer: CommandAnswer) => void;
}

export function OfferedFacts(props: OfferedFactsProps) {
  const [looks, setLooks] = useState(false);
  const asks = props.form.fields.some(({ asksFact, value }) => asksFact === true && (value ?? null) === null);
  if (!asks && !looks) return null;
  return (
    <section className="panel" aria-labelledby="offered">
      <h2 id="offered">{words.title}</h2>
      <p>{words.hint}</p>
      {looks ? <Offers {...props} /> : <Button onClick={() => setLooks(true)}>{words.look}</Button>}
    </section>
  );
}

function Offers({ view, task, form, onTaken }: OfferedFactsProps) {
  const found = useQuery(offeredFactsQuery(view.caseId, task, view.version));
  const act = useAct();
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} onRetry={() => void found.refetch()} />;
  const { items } = found.data;

  async function take(fact: OfferedFact) {
    const result = await act.perform(takeFact(view.caseId, fact), onTaken);
    if ('answer' in result) announce(words.done(fact.label));
    else void found.refetch();
  }

  return (
    <>
      {act.problem === null ? null : (
        <Notice tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(act.problem)}</p>
        </Notice>
      )}
      {items.length === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneHint}</p>
        </Empty>
      ) : (
        <DataTable caption={words.title} columns={Object.values(words.columns)}>
          {items.map((fact) => (
            <Offer
              key={`${fact.field} ${fact.from.caseId} ${fact.from.version}`}
              fact={fact}
              form={form}
              busy={act.busy}
              onTake={() => void take(fact)}
            />
          ))}
        </DataTable>
      )}
    </>
  );
}

interface OfferProps {
  readonly fact: OfferedFact;
  readonly form: FormFace;
  readonly busy: boolean;
  readonly onTake: () => void;
}

function Offer({ fact, form, busy, onTake }: OfferProps) {
  const { label, value, from, collectedAt, collectedBy, authority, refused, corrections } = fact;
  const face = form.fields.find(({ field }) => field === fact.field);
  const kind = face?.kind ?? 'text';
  const columns = words.columns;
  const when = collectedAt === null ? null : formatOccurred(collectedAt);
  return (
    <Row>
      <Cell label={columns.what} lead>
        <strong>
          <bdi>{label}</bdi>
        </strong>{' '}
        {refused === null ? (
          <bdi>{factText({ field: fact.field, label, kind, value }, face)}</bdi>
        ) : (
          <bdi>{refused}</bdi>
        )}
        {corrections.map((one) => (
          <span key={`${one.on} ${one.words}`} className="cell-line">
            <strong>{words.corrections[one.standing]}</strong> <bdi>{one.words}</bdi>
          </span>
        ))}
      </Cell>
      <Cell label={columns.from}>
        <Link to="/cases/$caseId" params={{ caseId: from.caseId }} className="row-link">
          {from.reference}
        </Link>{' '}
        <bdi>{from.title}</bdi>
      </Cell>
      <Cell label={columns.collected}>
        {when === null || collectedBy === null ? words.notTold : <bdi>{words.collected(when, collectedBy)}</bdi>}{' '}
        <span className="quiet">{words.under(authority)}</span>
      </Cell>
      <Cell label={columns.act}>
        {refused === null ? (
          <Button busy={busy} onClick={onTake} aria-label={words.takeOf(label, from.reference)}>
            {words.use}
          </Button>
        ) : null}
      </Cell>
    </Row>
  );
}
