// One list of disposal: where it stands, what is different since it was reviewed, what may be done with it, and its cases.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { runQuery, type DisposalRun } from '../../client/records.ts';
import type { Problem } from '../../client/types.ts';
import { FoldedForm } from '../../fields/folded-form.tsx';
import { recordsTexts as words } from '#texts/records';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFailed, PageLoading } from '../../ui/states.tsx';
import { textOf, wordsFace } from './faces.ts';
import { RecordsFrame } from './records-frame.tsx';
import { RecordsLink } from './records-link.tsx';
import { RunItems } from './run-items.tsx';
import { StateOfRun } from './runs-page.tsx';
import { useRecordsStep } from './use-records-step.ts';

export function RunPage({ runId }: { readonly runId: string }) {
  const run = useQuery(runQuery(runId));
  if (run.data !== undefined) return <Shown run={run.data} />;
  return run.isError ? <PageFailed error={run.error} onRetry={() => void run.refetch()} /> : <PageLoading />;
}

interface Props {
  readonly run: DisposalRun;
}

function Shown({ run }: Props) {
  return (
    <RecordsFrame title={words.run} part="disposal">
      <p className="lead" dir="auto">
        {run.reason}
      </p>
      <Progress run={run} />
      <Different run={run} />
      <Facts run={run} />
      {run.asked === null ? null : (
        <p>
          <RecordsLink to={`cases?${heldOff(run.asked)}`}>{words.heldOff}</RecordsLink>
        </p>
      )}
      {run.record === null ? null : (
        <p>
          <RecordsLink to={`disposal/${run.runId}/certificate`}>{words.readCertificate}</RecordsLink>
        </p>
      )}
      <Steps run={run} />
      <RunItems run={run} />
    </RecordsFrame>
  );
}

/** The list of what was asked for and is held. */
function heldOff({ to, caseType, class: of }: NonNullable<DisposalRun['asked']>): string {
  const asked = { status: 'due', action: 'destroy', to, held: 'yes' };
  const only = { ...(caseType === null ? {} : { caseType }), ...(of === null ? {} : { class: of }) };
  return new URLSearchParams({ ...asked, ...only }).toString();
}

function Progress({ run: { state, items, left, takenOut } }: Props) {
  if (state !== 'running' && state !== 'stopped') return null;
  const of = items - takenOut;
  return (
    <p role="status">
      <label>
        {words.progress(of - left, of)} <progress max={of} value={of - left} />
      </label>
    </p>
  );
}

function Different({ run: { different, left } }: Props) {
  if (different.length === 0 || left === 0) return null;
  return (
    <Notice tone="warn" title={words.different}>
      <p>{words.differentLead}</p>
      <ul>
        {different.map(({ now, cases }) => (
          <li key={now}>{words.differs(now, cases)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Facts({ run }: Props) {
  const { asked, withdrawn, startedBy, startedAt } = run;
  return (
    <dl className="facts">
      <Fact name={words.facts.state}>
        <StateOfRun state={run.state} />
      </Fact>
      <Fact name={words.facts.by}>
        <bdi>{run.proposedByName}</bdi>, <time dateTime={run.proposedAt}>{formatOccurred(run.proposedAt)}</time>
      </Fact>
      <Fact name={words.facts.asked}>
        {asked === null
          ? words.atCommandLine
          : words.asked(formatDay(asked.to), asked.caseType, asked.class, asked.team)}
      </Fact>
      <Fact name={words.facts.left}>{words.cases(run.left)}</Fact>
      <Fact name={words.facts.gone}>{words.cases(run.destroyed)}</Fact>
      <Fact name={words.facts.leftOut}>{words.cases(run.leftOut)}</Fact>
      <Fact name={words.facts.takenOut}>{words.cases(run.takenOut)}</Fact>
      <Fact name={words.approvals}>{run.approvedBy.length === 0 ? words.noApprovals : <Approvals run={run} />}</Fact>
      {startedBy === null ? null : (
        <Fact name={words.facts.started}>
          <bdi>{startedBy}</bdi> {startedAt === null ? '' : formatOccurred(startedAt)}
        </Fact>
      )}
      {withdrawn === null ? null : (
        <Fact name={words.facts.withdrawn}>
          <bdi>{words.takenOutBy(withdrawn.by, withdrawn.why).replace(/^By /, '')}</bdi>
        </Fact>
      )}
      <Fact name={words.facts.hash}>
        <span className="watch-id">{run.list}</span>
      </Fact>
    </dl>
  );
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Approvals({ run: { approvedBy } }: Props) {
  return (
    <ul>
      {approvedBy.map(({ person, name, at, counts }) => (
        <li key={`${person} ${at}`}>
          <bdi>{name}</bdi>, <time dateTime={at}>{formatOccurred(at)}</time>
          {counts ? null : ` (${words.approvalVoid})`}
        </li>
      ))}
    </ul>
  );
}

/** What whoever is here may do with it; the server decides again. */
function Steps({ run }: Props) {
  const { busy, take } = useRecordsStep();
  const { runId, may, left, list } = run;
  const path = `disposal-runs/${runId}`;
  const step = (name: string, body: object, unsent: string) => take(`${path}/${name}`, body, unsent);
  return (
    <>
      {may.start === null ? (
        <Start run={run} busy={busy} onStart={(unsent) => step('execution', { list, items: left }, unsent)} />
      ) : null}
      {may.approve === null ? (
        <FoldedForm
          {...{ draft: `records/approve/${runId}`, busy, fields: [], title: words.approve }}
          hint={words.approveHint(left)}
          submit={words.approveDo(left)}
          onSubmit={(_, unsent) => step('approval', { list }, unsent)}
        />
      ) : null}
      {may.submit === null ? (
        <FoldedForm
          {...{ draft: `records/submit/${runId}`, busy, fields: [], title: words.submit, hint: words.submitHint }}
          submit={words.submitDo}
          onSubmit={(_, unsent) => step('submission', { list }, unsent)}
        />
      ) : null}
      {may.withdraw === null ? (
        <FoldedForm
          {...{ draft: `records/withdraw/${runId}`, busy, title: words.withdraw }}
          submit={words.withdrawDo}
          fields={[wordsFace('why', words.reason)]}
          onSubmit={(data, unsent) => step('withdrawal', { why: textOf(data, 'why') }, unsent)}
        />
      ) : null}
    </>
  );
}

interface StartProps extends Props {
  readonly busy: boolean;
  readonly onStart: (unsent: string) => Promise<Problem | null>;
}

/** Whoever begins it types how many cases there are, so that nobody does it without having looked. */
function Start({ run: { runId, left }, busy, onStart }: StartProps) {
  return (
    <FoldedForm
      {...{ draft: `records/start/${runId}`, busy, title: words.start }}
      hint={words.startHint(left)}
      submit={words.startDo(left)}
      fields={[{ field: 'count', kind: 'number', label: words.count, required: true, maxLength: 6 }]}
      onSubmit={async (data, unsent) =>
        Number(data['count']) === left
          ? onStart(unsent)
          : { type: 'about:blank', title: words.start, status: 422, code: 'wrong-count', detail: words.wrongCount }
      }
    />
  );
}
