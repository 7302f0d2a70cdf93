// A case as it was on a day, folded from its events, and what differs from another day.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { differenceQuery, replayQuery } from '../../client/oversight.ts';
import type { CaseReplay, FieldValue, FormFace } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { appTexts } from '#texts/app';
import { oversightTexts } from '#texts/oversight';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { latestToday } from '../../ui/dates.ts';
import { FactValue } from '../../ui/fact-value.tsx';
import { Failed, Loading } from '../../ui/states.tsx';

const words = oversightTexts.auditedCase;
const CHANGES = [words.where, words.before, words.after] as const;

interface Asked {
  readonly asOf: string;
  readonly by: 'recorded' | 'occurred';
}

export function CaseAsOf({ caseId }: { readonly caseId: string }) {
  const [asked, setAsked] = useState<Asked>(() => ({ asOf: latestToday(), by: 'recorded' }));
  return (
    <>
      <section aria-labelledby="replay" className="watch-filters">
        <h2 id="replay">{words.replay}</h2>
        <CaseForm
          form={formOf(asked)}
          draft={`as-of/${caseId}`}
          keeps={false}
          submit={words.show}
          busy={false}
          onSubmit={async (data) => {
            setAsked(askedOf(data));
            return null;
          }}
        />
        <Replay caseId={caseId} asked={asked} />
      </section>
      <Since caseId={caseId} until={asked.asOf} />
    </>
  );
}

function Replay({ caseId, asked }: { readonly caseId: string; readonly asked: Asked }) {
  const replay = useQuery(replayQuery(caseId, asked));
  if (replay.isPending) return <Loading />;
  if (replay.isError) return <Failed error={replay.error} onRetry={() => void replay.refetch()} />;
  return <Shown replay={replay.data} />;
}

function Shown({ replay }: { readonly replay: CaseReplay }) {
  const { view, events, total, stoppedAt } = replay;
  return (
    <div className="panel">
      <p role="status">
        {words.events(events, total)} {stoppedAt === null ? null : words.stopped(stoppedAt)}
      </p>
      {view === null ? (
        <p>{words.nothing}</p>
      ) : (
        <>
          <h3>
            <bdi>{view.reference}</bdi> <Badge tone="neutral">{appTexts.caseStatus[view.status]}</Badge>
          </h3>
          <dl className="facts" aria-label={words.facts}>
            {view.facts.map((fact) => (
              <div key={fact.field} className="fact">
                <dt>
                  <bdi>{fact.label}</bdi>
                </dt>
                <dd>
                  <FactValue fact={fact} face={undefined} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}

function Since({ caseId, until }: { readonly caseId: string; readonly until: string }) {
  const [since, setSince] = useState<string | null>(null);
  return (
    <section aria-labelledby="difference">
      <h2 id="difference">{words.difference}</h2>
      <CaseForm
        form={SINCE}
        draft={`since/${caseId}`}
        keeps={false}
        submit={words.show}
        busy={false}
        onSubmit={async (data) => {
          setSince(String(data['since']));
          return null;
        }}
      />
      {since === null ? null : <Changes caseId={caseId} from={since} to={until} />}
    </section>
  );
}

function Changes({ caseId, from, to }: { readonly caseId: string; readonly from: string; readonly to: string }) {
  const changes = useQuery(differenceQuery(caseId, { from, to }));
  if (changes.isPending) return <Loading />;
  if (changes.isError) return <Failed error={changes.error} onRetry={() => void changes.refetch()} />;
  if (changes.data.items.length === 0) return <p role="status">{words.same}</p>;
  return (
    <DataTable caption={words.difference} columns={CHANGES}>
      {changes.data.items.map(({ where, name, title, before, after }) => (
        <Row key={`${where}/${name}`}>
          <Cell label={words.where} lead>
            <bdi>{title}</bdi>
          </Cell>
          <Cell label={words.before}>{before ?? words.absent}</Cell>
          <Cell label={words.after}>{after ?? words.absent}</Cell>
        </Row>
      ))}
    </DataTable>
  );
}

function formOf({ asOf, by }: Asked): FormFace {
  return {
    form: 'as-of',
    title: words.replay,
    fields: [
      { field: 'asOf', kind: 'date', label: words.asOf, required: true, maxLength: 10, value: asOf },
      {
        ...{ field: 'by', kind: 'choice', label: words.by, required: true, maxLength: 10, value: by },
        options: [
          { value: 'recorded', label: words.byRecorded },
          { value: 'occurred', label: words.byOccurred },
        ],
      },
    ],
  };
}

const SINCE: FormFace = {
  form: 'since',
  title: words.difference,
  fields: [{ field: 'since', kind: 'date', label: words.since, required: true, maxLength: 10 }],
};

function askedOf(data: Readonly<Record<string, FieldValue>>): Asked {
  return { asOf: String(data['asOf']), by: data['by'] === 'occurred' ? 'occurred' : 'recorded' };
}
