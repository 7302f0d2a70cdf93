// One draft: what it is, what is missing, what the check and the comparison say, its text, and what was done with it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { draftQuery, type DraftOfCaseType } from '../../client/case-type-drafts.ts';
import { draftsTexts as words } from '#texts/drafts';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { COLON } from '../../ui/locale.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PageFailed, PageLoading } from '../../ui/states.tsx';
import { Differences } from './differences.tsx';
import { DraftPreview } from './draft-preview.tsx';
import { DraftSteps } from './draft-steps.tsx';
import { DraftTextForm } from './draft-text.tsx';
import { StateBadge } from './state-badge.tsx';

const HISTORY = [words.step, words.who, words.when, words.words] as const;

export function DraftPage({ draftId }: { readonly draftId: string }) {
  const draft = useQuery(draftQuery(draftId));
  if (draft.data !== undefined) return <Shown draft={draft.data} />;
  if (draft.isError) return <PageFailed error={draft.error} onRetry={() => void draft.refetch()} />;
  return <PageLoading />;
}

interface Props {
  readonly draft: DraftOfCaseType;
}

function Shown({ draft }: Props) {
  const { name, version, differences } = draft;
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/case-types" className="row-link">
          <Icon name="back" /> {words.back}
        </Link>
      </p>
      <PageTitle title={`${name} ${version ?? ''}`.trim()} />
      <Facts draft={draft} />
      <Missing draft={draft} />
      <DraftSteps draft={draft} />
      <section aria-labelledby="check">
        <h2 id="check">{words.check}</h2>
        <Check draft={draft} />
      </section>
      {version === null ? null : (
        <section aria-labelledby="differences">
          <h2 id="differences">{words.differences}</h2>
          <Differences caption={words.differences} differences={differences} />
        </section>
      )}
      <DraftPreview draft={draft} />
      <DraftTextForm draft={draft} />
      <section aria-labelledby="history">
        <h2 id="history">{words.history}</h2>
        <History draft={draft} />
      </section>
    </div>
  );
}

function Facts({ draft }: Props) {
  const { state, hash, follows, effectiveOn } = draft;
  return (
    <dl className="facts">
      <div className="fact">
        <dt>{words.state}</dt>
        <dd>
          <StateBadge state={state} />
        </dd>
      </div>
      <div className="fact">
        <dt>{words.follows}</dt>
        <dd>{follows?.version ?? words.first}</dd>
      </div>
      <div className="fact">
        <dt>{words.starts}</dt>
        <dd>{effectiveOn === null ? words.atOnce : formatDay(effectiveOn)}</dd>
      </div>
      <div className="fact">
        <dt>{words.hash}</dt>
        <dd className="watch-id">{hash ?? words.noHash}</dd>
      </div>
    </dl>
  );
}

/** What a draft that is sent still lacks; nothing of one that is finished, or to somebody who does not publish. */
function Missing({ draft: { may } }: Props) {
  if (may.publish === null) return <Notice tone="good" title={words.ready} />;
  const why = words.missingWhy(may.send ?? may.publish) ?? words.missingWhy(may.publish);
  return why === null ? null : (
    <Notice tone="info" title={words.missing}>
      <p>{why}</p>
    </Notice>
  );
}

function Check({ draft: { problems, scenarios } }: Props) {
  return (
    <>
      {problems.length === 0 ? (
        <p>{words.sound}</p>
      ) : (
        <ul>
          {problems.map(({ line, column, path, reason, block }) => (
            <li key={`${line} ${column} ${path} ${reason}`} className="watch-id">
              {words.problem(line, column, path)}
              {block === null ? '' : ` ${words.inBlock(block)}`}
              {COLON}
              {reason}
            </li>
          ))}
        </ul>
      )}
      <h3>{words.scenarios}</h3>
      {scenarios.length === 0 ? <p>{words.noScenarios}</p> : null}
      <ul>
        {scenarios.map(({ name, failures }) => (
          <li key={name} className="watch-id">
            <bdi>{name}</bdi>{' '}
            {problems.length > 0 ? null : (
              <Badge tone={failures.length === 0 ? 'good' : 'bad'}>
                {failures.length === 0 ? words.holds : words.fails}
              </Badge>
            )}
            {failures.map((failure) => (
              <p key={failure}>{failure}</p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function History({ draft: { history } }: Props) {
  return (
    <DataTable caption={words.history} columns={HISTORY}>
      {history.toReversed().map(({ number, kind, name, onBehalfOf, at, words: said }) => (
        <Row key={number}>
          <Cell label={words.step} lead>
            {words.steps(kind)}
          </Cell>
          <Cell label={words.who}>
            <bdi>{name}</bdi> {onBehalfOf === null ? null : words.for(onBehalfOf)}
          </Cell>
          <Cell label={words.when}>
            <time dateTime={at}>{formatOccurred(at)}</time>
          </Cell>
          <Cell label={words.words}>
            <bdi>{said}</bdi>
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
