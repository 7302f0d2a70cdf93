// What somebody was told: with everything that is needed to decide it here, also about a case that they do not see.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { InboxItem } from '../../client/inbox.ts';
import { noticesQuery, type Notice, type RecordsNotice } from '../../client/notices.ts';
import { accessTexts } from '#texts/access';
import { noticesTexts } from '#texts/notices';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred, formatShortDay } from '../../ui/dates.ts';
import { dueText } from '../../ui/due-text.ts';
import { COLON } from '../../ui/locale.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { moveByKey, useEnterList } from '../../ui/row-keys.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { AnswerDialog, ReviewDialog } from './decide-dialogs.tsx';

const words = noticesTexts;
const COLUMNS = [words.what, words.caseColumn, words.asked, words.due, words.act] as const;

/** @property told shows items of the inbox, which are another feature's */
export function NoticesPage({ told }: { readonly told: (items: readonly InboxItem[]) => ReactNode }) {
  useEnterList();
  const [chosen, setChosen] = useState<Notice | null>(null);
  const notices = useQuery(noticesQuery);
  const rows = notices.data?.items ?? [];
  const inbox = notices.data?.inbox ?? [];
  const records = notices.data?.records ?? [];
  return (
    <>
      <PageTitle title={words.title} />
      <p className="lead">{words.lead}</p>
      {notices.isPending ? <Loading /> : null}
      {notices.isError && rows.length === 0 ? (
        <Failed error={notices.error} onRetry={() => void notices.refetch()} />
      ) : null}
      {records.length === 0 ? null : <RecordsNotices notices={records} />}
      {notices.isSuccess && rows.length + inbox.length + records.length === 0 ? (
        <Empty title={words.empty}>
          <p>{words.emptyHint}</p>
        </Empty>
      ) : null}
      {rows.length === 0 ? null : (
        <DataTable caption={words.list} columns={COLUMNS} onKeyDown={moveByKey}>
          {rows.map((notice) => (
            <NoticeRow key={keyOf(notice)} notice={notice} onDecide={() => setChosen(notice)} />
          ))}
        </DataTable>
      )}
      {inbox.length === 0 ? null : told(inbox)}
      {chosen === null ? null : <DecideDialog notice={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

const RECORDS = {
  'hold-review': ['holds', words.records.review],
  'disposal-approval': ['disposal', words.records.approve],
  'hold-release': ['holds', words.records.release],
} as const;

/** What waits for somebody who keeps records; of no case. */
function RecordsNotices({ notices }: { readonly notices: readonly RecordsNotice[] }) {
  return (
    <ul className="lines">
      {notices.map(({ about, id, title, dueOn }) => (
        <li key={`${about} ${id}`} className="line kept">
          <Link to="/records/$" params={{ _splat: `${RECORDS[about][0]}/${id}` }} className="row-link">
            {RECORDS[about][1]}
          </Link>{' '}
          <bdi>{title}</bdi> {dueOn === null ? null : <Badge tone="bad">{dueText(dueOn).text}</Badge>}
        </li>
      ))}
    </ul>
  );
}

function keyOf({ caseId, clock, about, toldAt }: Notice): string {
  return [caseId, clock, about, toldAt].join(' ');
}

function NoticeRow({ notice, onDecide }: { readonly notice: Notice; readonly onDecide: () => void }) {
  const { about, asked, clock, dueOn } = notice;
  const due = about === 'clock' || asked !== null ? dueText(dueOn) : null;
  return (
    <Row>
      <Cell label={words.what} lead>
        <NoticeLink notice={notice} />
        {about === 'clock' || about === 'correction' ? <bdi className="cell-line quiet">{clock}</bdi> : null}
      </Cell>
      <Cell label={words.caseColumn}>{notice.reference}</Cell>
      <Cell label={words.asked}>{asked === null ? null : <AskedLines asked={asked} />}</Cell>
      <Cell label={words.due}>
        {due === null ? null : (
          <>
            <time dateTime={dueOn}>{formatShortDay(dueOn)}</time> <Badge tone={due.tone}>{due.text}</Badge>
          </>
        )}
      </Cell>
      <Cell label={words.act}>
        {asked === null ? null : (
          <Button aria-label={decideLabel(notice)} onClick={onDecide}>
            {isRequest(notice) ? accessTexts.decide : accessTexts.review}
          </Button>
        )}
      </Cell>
    </Row>
  );
}

function isRequest({ about }: Notice): boolean {
  return about === 'request' || about === 'request-overdue';
}

function decideLabel(notice: Notice): string {
  const what = isRequest(notice) ? accessTexts.decide : accessTexts.review;
  return `${what}${COLON}${notice.asked?.name ?? ''}, ${notice.reference}`;
}

/** Leads to where it is done; what somebody may decide without seeing the case leads nowhere. */
function NoticeLink({ notice }: { readonly notice: Notice }) {
  const { about, caseId, asked } = notice;
  const title = words.about[about];
  const row = keyOf(notice);
  if (asked?.mayOpen === true)
    return (
      <Link to="/cases/$caseId/access" params={{ caseId }} className="row-link" data-row={row}>
        {title}
      </Link>
    );
  if (about === 'clock' || about === 'granted' || about === 'correction')
    return (
      <Link to="/cases/$caseId" params={{ caseId }} className="row-link" data-row={row}>
        {title}
      </Link>
    );
  return <span>{title}</span>;
}

function AskedLines({ asked }: { readonly asked: NonNullable<Notice['asked']> }) {
  const { name, category, reason, sections, until, mayOpen } = asked;
  const lines = [
    ...(category === null ? [] : [category]),
    ...(sections === null ? [] : [sections.join(', ')]),
    ...(until === null ? [] : [accessTexts.until(formatOccurred(until))]),
  ];
  return (
    <>
      <bdi>{words.by(name)}</bdi>
      <span className="cell-line" dir="auto">
        {reason}
      </span>
      <span className="cell-line quiet">{lines.join(' · ')}</span>
      {mayOpen ? null : <span className="cell-line quiet">{words.onlyDecide}</span>}
    </>
  );
}

function DecideDialog({ notice, onClose }: { readonly notice: Notice; readonly onClose: () => void }) {
  const { caseId, clock: id, asked } = notice;
  const name = asked?.name ?? '';
  const lead = asked?.reason ?? '';
  return isRequest(notice) ? (
    <AnswerDialog caseId={caseId} id={id} name={name} lead={lead} onClose={onClose} />
  ) : (
    <ReviewDialog caseId={caseId} id={id} lead={`${words.by(name)}. ${lead}`} onClose={onClose} />
  );
}
