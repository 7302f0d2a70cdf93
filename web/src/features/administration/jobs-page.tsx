// What the program does by itself: how much of it is due, since when, and what it gave up, with the way to have that tried again.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { jobsQuery, retryTexts, type Jobs } from '../../client/administration.ts';
import type { Problem } from '../../client/types.ts';
import { useSending } from '../../client/use-sending.ts';
import { administrationTexts as words } from '#texts/administration';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { textOf } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { AdministrationFrame } from './administration-frame.tsx';

type Job = Jobs['items'][number];

/** What is due for longer is behind: each job comes round within five minutes. */
const BEHIND_MS = 5 * 60_000;

export function JobsPage() {
  const jobs = useQuery(jobsQuery);
  const [done, setDone] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { busy, send } = useSending();

  async function retry(): Promise<void> {
    const refused = await send(async () => {
      const { texts } = await retryTexts();
      await jobs.refetch();
      setDone(words.retried(texts));
    });
    setProblem(refused);
  }

  return (
    <AdministrationFrame title={words.jobs} lead={words.jobsLead} part="jobs">
      {done === null ? null : <Notice key={done} tone="good" title={done} takeFocus />}
      {problem === null ? null : <Notice tone="bad" title={textOf(problem)} takeFocus />}
      {jobs.isPending ? <Loading /> : null}
      {jobs.isError ? <Failed error={jobs.error} onRetry={() => void jobs.refetch()} /> : null}
      {jobs.data === undefined ? null : (
        <>
          <p role="status">
            {words.countedAt(formatOccurred(jobs.data.at))}{' '}
            <Button busy={jobs.isFetching} onClick={() => void jobs.refetch()}>
              {words.again}
            </Button>
          </p>
          <DataTable
            caption={words.jobs}
            columns={[words.job, words.state, words.waiting, words.since, words.failed, words.done]}
          >
            {jobs.data.items.map((job) => (
              <OneJob key={job.job} job={job} at={jobs.data.at} busy={busy} onRetry={() => void retry()} />
            ))}
          </DataTable>
        </>
      )}
    </AdministrationFrame>
  );
}

interface OneJobProps {
  readonly job: Job;
  readonly at: string;
  readonly busy: boolean;
  readonly onRetry: () => void;
}

function OneJob({ job: { job, waiting, since, failed, doneAt }, at, busy, onRetry }: OneJobProps) {
  return (
    <Row>
      <Cell label={words.job} lead>
        <strong>{words.jobTitle(job)}</strong> <span className="quiet">{words.jobSays(job)}</span>
      </Cell>
      <Cell label={words.state}>
        <State isBehind={since !== null && Date.parse(at) - Date.parse(since) > BEHIND_MS} failed={failed} />
      </Cell>
      <Cell label={words.waiting}>{waiting}</Cell>
      <Cell label={words.since}>{since === null ? words.none : formatOccurred(since)}</Cell>
      <Cell label={words.failed}>
        {failed}{' '}
        {job === 'texts' && failed > 0 ? (
          <Button aria-label={words.retryTexts} busy={busy} onClick={onRetry}>
            {words.retry}
          </Button>
        ) : null}
      </Cell>
      <Cell label={words.done}>{doneAt === null ? words.notNoted : formatOccurred(doneAt)}</Cell>
    </Row>
  );
}

function State({ isBehind, failed }: { readonly isBehind: boolean; readonly failed: number }) {
  if (isBehind) return <Badge tone="bad">{words.behind}</Badge>;
  return failed > 0 ? <Badge tone="warn">{words.look}</Badge> : <Badge tone="good">{words.inTime}</Badge>;
}
