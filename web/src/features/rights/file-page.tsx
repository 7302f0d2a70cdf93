// The file of what is held about somebody: its items with what was decided on each, the queue of what is to do, the approval by a second officer
// and giving it out. Everybody sees what they may read where it stands.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type FilePlace, fileQuery, type SubjectFile, type SubjectItem } from '../../client/rights.ts';
import { rightsTexts as words } from '#texts/rights';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PageFailed, PageLoading } from '../../ui/states.tsx';
import { DecideWindow } from './decide-window.tsx';
import { FileSteps } from './file-steps.tsx';

export function FilePage({ place }: { readonly place: FilePlace }) {
  const found = useQuery(fileQuery(place));
  if (found.data !== undefined) return <Shown place={place} file={found.data} />;
  return found.isError ? <PageFailed error={found.error} onRetry={() => void found.refetch()} /> : <PageLoading />;
}

function isOpen({ decision, isToRedact, isNew }: SubjectItem): boolean {
  return !isNew && (decision === null || isToRedact);
}

function Shown({ place, file }: { readonly place: FilePlace; readonly file: SubjectFile }) {
  const [deciding, setDeciding] = useState<SubjectItem | null>(null);
  const open = file.items.filter(isOpen);
  const rest = file.items.filter((one) => !isOpen(one));
  const { caseId } = place;
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/cases/$caseId/rights" params={{ caseId }} className="row-link">
          <Icon name="back" /> {words.toRights}
        </Link>
      </p>
      <PageTitle title={words.fileTitle} />
      <p className="lead">{words.fileLead}</p>
      <FileSteps place={place} file={file} />
      <section aria-labelledby="queue">
        <h2 id="queue">{words.queue}</h2>
        <p>{words.queueLead(open.length)}</p>
        <Items caption={words.queue} items={open} onDecide={setDeciding} />
      </section>
      {rest.length === 0 ? null : (
        <section aria-labelledby="items">
          <h2 id="items">{words.items}</h2>
          <Items caption={words.items} items={rest} onDecide={setDeciding} />
        </section>
      )}
      {deciding === null ? null : <DecideWindow place={place} item={deciding} onClose={() => setDeciding(null)} />}
    </div>
  );
}

interface ItemsProps {
  readonly caption: string;
  readonly items: readonly SubjectItem[];
  readonly onDecide: (item: SubjectItem) => void;
}

function Items({ caption, items, onDecide }: ItemsProps) {
  if (items.length === 0) return null;
  return (
    <DataTable caption={caption} columns={[words.what, words.case, words.decision, words.act]}>
      {items.map((item) => (
        <ItemRow key={item.item} item={item} onDecide={() => onDecide(item)} />
      ))}
    </DataTable>
  );
}

function ItemRow({ item, onDecide }: { readonly item: SubjectItem; readonly onDecide: () => void }) {
  const { title, detail, caseId, reference, caseTitle, namesOthers, isNew, isToRedact, decision, entry } = item;
  return (
    <Row>
      <Cell label={words.what} lead>
        <strong>
          <bdi>{title}</bdi>
        </strong>
        {detail.map((line) => (
          <span key={line} className="cell-line" dir="auto">
            {line}
          </span>
        ))}
        {namesOthers ? <Badge tone="warn">{words.namesOthers}</Badge> : null}
      </Cell>
      <Cell label={words.case}>
        <Link to="/cases/$caseId" params={{ caseId }} className="row-link">
          {reference}
        </Link>{' '}
        <bdi>{caseTitle}</bdi>
      </Cell>
      <Cell label={words.decision}>
        {decision === null ? (
          <Badge tone="warn">{isNew ? words.isNew : words.undecided}</Badge>
        ) : (
          <bdi>
            {[words.decisions[decision.decision], decision.code, decision.words ?? ''].filter(Boolean).join(', ')}
          </bdi>
        )}
        {isToRedact ? <Badge tone="warn">{words.toRedact}</Badge> : null}
      </Cell>
      <Cell label={words.act}>
        <span className="cell-acts">
          {isNew ? null : (
            <Button onClick={onDecide} aria-label={words.decideOf(title, reference)}>
              {words.decide}
            </Button>
          )}
          {isToRedact && entry !== null ? (
            <Link
              to="/cases/$caseId/documents/$entry"
              params={{ caseId, entry }}
              className="row-link"
              aria-label={words.redactItOf(title)}
            >
              {words.redactIt}
            </Link>
          ) : null}
        </span>
      </Cell>
    </Row>
  );
}
