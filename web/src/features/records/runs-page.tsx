// Lists of disposal, and the form to propose one.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newKey } from '../../client/acts.ts';
import { holdsQuery, runsQuery, type DisposalRunLine } from '../../client/records.ts';
import { FoldedForm } from '../../fields/folded-form.tsx';
import { recordsTexts as words } from '#texts/records';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { textFace, textOf, wordsFace } from './faces.ts';
import { RecordsFrame } from './records-frame.tsx';
import { RecordsLink } from './records-link.tsx';
import { useRecordsStep } from './use-records-step.ts';

const columns = words.runColumns;

export function RunsPage() {
  const runs = useQuery(runsQuery);
  const items = runs.data?.items ?? [];
  return (
    <RecordsFrame title={words.runs} lead={words.runsLead} part="disposal">
      {runs.isPending ? <Loading /> : null}
      {runs.isError ? <Failed error={runs.error} onRetry={() => void runs.refetch()} /> : null}
      {runs.isSuccess && items.length === 0 ? (
        <Empty title={words.noRuns}>
          <p>{words.noRunsHint}</p>
        </Empty>
      ) : null}
      {items.length === 0 ? null : (
        <DataTable caption={words.runs} columns={Object.values(columns)}>
          {items.map((run) => (
            <RunRow key={run.runId} run={run} />
          ))}
        </DataTable>
      )}
      <Propose />
    </RecordsFrame>
  );
}

function RunRow({ run }: { readonly run: DisposalRunLine }) {
  const { runId, proposedAt, reason, state, proposedByName, items, left, approvals } = run;
  return (
    <Row>
      <Cell label={columns.run} lead>
        <RecordsLink to={`disposal/${runId}`}>
          <bdi>{words.runName(formatOccurred(proposedAt), reason)}</bdi>
        </RecordsLink>
      </Cell>
      <Cell label={columns.state}>
        <StateOfRun state={state} />
      </Cell>
      <Cell label={columns.by}>
        <bdi>{proposedByName}</bdi>
      </Cell>
      <Cell label={columns.cases}>{state === 'done' ? items : left}</Cell>
      <Cell label={columns.approvals}>{approvals}</Cell>
    </Row>
  );
}

const TONES = {
  draft: 'neutral',
  'in-review': 'info',
  approved: 'info',
  running: 'warn',
  stopped: 'bad',
  done: 'good',
  withdrawn: 'neutral',
} as const satisfies Readonly<Record<DisposalRunLine['state'], Tone>>;

export function StateOfRun({ state }: { readonly state: DisposalRunLine['state'] }) {
  return <Badge tone={TONES[state]}>{words.state(state)}</Badge>;
}

/** No kind of case is called so, since those have no capital letter. */
const ANY = 'Any';

function Propose() {
  const navigate = useNavigate();
  const kinds = useQuery(holdsQuery).data?.kinds ?? [];
  const { busy, take } = useRecordsStep();
  const [year] = useState(() => new Date().getFullYear());
  const options = [
    { value: ANY, label: words.anyKind },
    ...kinds.map(({ caseType, title }) => ({ value: caseType, label: title })),
  ];
  return (
    <FoldedForm
      draft="records/propose"
      title={words.propose}
      hint={words.proposeHint}
      submit={words.submitPropose}
      busy={busy}
      fields={[
        {
          ...{ field: 'year', kind: 'number', label: words.year, hint: words.yearHint },
          ...{ required: true, value: year, maxLength: 4 },
        },
        { field: 'caseType', kind: 'choice', label: words.kind, required: true, value: ANY, options, maxLength: 60 },
        textFace('class', words.class, words.classHint),
        textFace('team', words.team, words.teamHint),
        wordsFace('reason', words.reason),
      ]}
      onSubmit={async (data, unsent) => {
        const runId = newKey();
        const caseType = textOf(data, 'caseType');
        const asked = {
          ...{ runId, to: `${textOf(data, 'year').padStart(4, '0')}-12-31`, reason: textOf(data, 'reason') },
          caseType: caseType === ANY ? null : caseType,
          ...{ class: textOf(data, 'class') || null, team: textOf(data, 'team') || null },
        };
        const problem = await take('disposal-runs', asked, unsent);
        if (problem === null) void navigate({ href: `/records/disposal/${runId}` });
        return problem;
      }}
    />
  );
}
