// The kinds of case of the agency, the drafts of new versions, and the form to begin a kind that there is not yet.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { draftsQuery, type DraftList } from '../../client/case-type-drafts.ts';
import { caseTypesQuery } from '../../client/queries.ts';
import type { FormFace } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { draftsTexts as words } from '#texts/drafts';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { StateBadge } from './state-badge.tsx';
import { useBeginning } from './use-beginning.ts';
import { useOffices } from './use-offices.ts';

const DRAFT_COLUMNS = [words.kind, words.state, words.begunBy, words.changed] as const;
const KIND_COLUMNS = [words.kind, words.version] as const;

export function CaseTypesPage() {
  const { writes } = useOffices();
  return (
    <div className="watch-page">
      <PageTitle title={words.title} />
      <p className="lead">{words.lead}</p>
      <section aria-labelledby="drafts">
        <h2 id="drafts">{words.drafts}</h2>
        <Drafts />
      </section>
      <section aria-labelledby="kinds">
        <h2 id="kinds">{words.kinds}</h2>
        <Kinds />
      </section>
      {writes ? <NewKind /> : null}
    </div>
  );
}

function Drafts() {
  const drafts = useQuery(draftsQuery);
  if (drafts.isPending) return <Loading />;
  if (drafts.isError) return <Failed error={drafts.error} onRetry={() => void drafts.refetch()} />;
  if (drafts.data.items.length === 0)
    return (
      <Empty title={words.noDrafts}>
        <p>{words.noDraftsHint}</p>
      </Empty>
    );
  return (
    <DataTable caption={words.drafts} columns={DRAFT_COLUMNS}>
      {drafts.data.items.map((draft) => (
        <DraftRow key={draft.draftId} draft={draft} />
      ))}
    </DataTable>
  );
}

function DraftRow({ draft }: { readonly draft: DraftList['items'][number] }) {
  const { draftId, name, state, begunBy, changedAt } = draft;
  return (
    <Row>
      <Cell label={words.kind} lead>
        <Link to="/case-type-drafts/$draftId" params={{ draftId }} className="row-link">
          <bdi>{name}</bdi>
        </Link>
      </Cell>
      <Cell label={words.state}>
        <StateBadge state={state} />
      </Cell>
      <Cell label={words.begunBy}>
        <bdi>{begunBy}</bdi>
      </Cell>
      <Cell label={words.changed}>
        <time dateTime={changedAt}>{formatOccurred(changedAt)}</time>
      </Cell>
    </Row>
  );
}

function Kinds() {
  const kinds = useQuery(caseTypesQuery);
  if (kinds.isPending) return <Loading />;
  if (kinds.isError) return <Failed error={kinds.error} onRetry={() => void kinds.refetch()} />;
  return (
    <DataTable caption={words.kinds} columns={KIND_COLUMNS}>
      {kinds.data.items.map(({ name, title, version }) => (
        <Row key={name}>
          <Cell label={words.kind} lead>
            <Link to="/case-types/$caseType" params={{ caseType: name }} className="row-link">
              <bdi>{title}</bdi>
            </Link>
          </Cell>
          <Cell label={words.version}>{version}</Cell>
        </Row>
      ))}
    </DataTable>
  );
}

function NewKind() {
  const { busy, begin } = useBeginning();
  return (
    <section aria-labelledby="new-kind" className="draft-text">
      <h2 id="new-kind">{words.newKind}</h2>
      <CaseForm
        form={NEW_KIND}
        draft="case-types/new"
        submit={words.begin}
        busy={busy}
        onSubmit={({ name, source }, unsent) =>
          begin(String(name), async () => ({ source: `${String(source)}\n`, scenarios: [] }), unsent)
        }
      />
    </section>
  );
}

const NEW_KIND: FormFace = {
  form: 'new-kind',
  title: words.newKind,
  fields: [
    { field: 'name', kind: 'text', label: words.name, hint: words.nameHint, required: true, maxLength: 60 },
    {
      field: 'source',
      kind: 'long-text',
      label: words.source,
      hint: words.sourceHint,
      required: true,
      maxLength: 400_000,
    },
  ],
};
