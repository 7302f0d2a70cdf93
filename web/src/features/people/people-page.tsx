// Who a party of a case is: the records that are held to be of one person, side by side with what each knows, records that may be of the
// same person with the reasons, what was said of them when, and saying it or taking it back.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  candidatesQuery,
  identityQuery,
  type CandidateRecord,
  type Identity,
  type PartyOfCase,
  type PersonRecord,
} from '../../client/people.ts';
import { appTexts } from '#texts/app';
import { peopleTexts as words } from '#texts/people';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failed, Loading, PageFailed, PageLoading } from '../../ui/states.tsx';
import { LinkDialog, type Linking } from './link-dialog.tsx';

const ROLES = [words.case, words.kind, words.role, words.during, words.caseState] as const;
const FACTS = [words.fact, words.value, words.when] as const;

export function PeoplePage({ party }: { readonly party: PartyOfCase }) {
  const identity = useQuery(identityQuery(party));
  const [linking, setLinking] = useState<Linking | null>(null);
  if (identity.data === undefined) {
    return identity.isError ? (
      <PageFailed error={identity.error} onRetry={() => void identity.refetch()} />
    ) : (
      <PageLoading />
    );
  }
  const { acts, isCut } = identity.data;
  // The record by which somebody came here leads.
  const records = identity.data.records.toSorted((a, b) => Number(isSame(b, party)) - Number(isSame(a, party)));
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/cases/$caseId" params={{ caseId: party.caseId }} className="row-link">
          <Icon name="back" /> {words.back}
        </Link>
      </p>
      <PageTitle title={nameOf(records) ?? words.title} />
      <WhoTheyAre records={records} />
      <Roles records={records} />
      <p className="lead">{words.lead}</p>
      <section aria-labelledby="records">
        <h2 id="records">{words.records}</h2>
        {records.map((record) => (
          <RecordOfPerson
            key={keyOf(record)}
            record={record}
            isThis={isSame(record, party)}
            // Of one record alone there is nothing to take back.
            onUnmerge={records.length > 1 ? () => setLinking({ kind: 'unmerge', party: record }) : null}
          />
        ))}
        {isCut ? <p className="quiet">{words.moreCases}</p> : null}
      </section>
      <CandidateList party={party} onMerge={(other) => setLinking({ kind: 'merge', party, other })} />
      <Acts acts={acts} />
      {linking === null ? null : <LinkDialog linking={linking} onClose={() => setLinking(null)} />}
    </div>
  );
}

/** What they are called in any of the cases: one person may have been recorded under several names. */
function WhoTheyAre({ records }: { readonly records: readonly PersonRecord[] }) {
  const [, ...others] = namesIn(records);
  const days = [...new Set(records.flatMap(({ born }) => (born === null ? [] : [born])))];
  if (others.length + days.length === 0) return null;
  return (
    <p className="lead">
      {others.length === 0 ? null : (
        <>
          {words.alsoCalled} <bdi>{others.join(', ')}</bdi>.{' '}
        </>
      )}
      {days.length === 0 ? null : words.bornOn(days.map(formatDay))}
    </p>
  );
}

/** In which cases they are, as what, and for how long. */
function Roles({ records }: { readonly records: readonly PersonRecord[] }) {
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">{words.roles(new Set(records.map(({ caseId }) => caseId)).size)}</h2>
      <DataTable caption={words.rolesCaption} columns={ROLES}>
        {records.map((record) => (
          <Row key={keyOf(record)}>
            <Cell label={words.case} lead>
              <Link to="/cases/$caseId" params={{ caseId: record.caseId }} className="row-link">
                <bdi>{record.reference}</bdi>
              </Link>
            </Cell>
            <Cell label={words.kind}>
              <bdi>{record.caseTitle}</bdi>
            </Cell>
            <Cell label={words.role}>
              <bdi>{record.title}</bdi>
            </Cell>
            <Cell label={words.during}>{words.period(formatOccurred(record.from), endOf(record))}</Cell>
            <Cell label={words.caseState}>
              <Badge tone={record.caseStatus === 'open' ? 'info' : 'neutral'}>
                {appTexts.caseStatus[record.caseStatus]}
              </Badge>
            </Cell>
          </Row>
        ))}
      </DataTable>
    </section>
  );
}

function endOf({ until }: PersonRecord): string | null {
  return until === null ? null : formatOccurred(until);
}

/** Those of this case first, each once. */
function namesIn(records: readonly PersonRecord[]): readonly string[] {
  return [...new Set(records.flatMap(({ names }) => names))];
}

function nameOf(records: readonly PersonRecord[]): string | null {
  return namesIn(records)[0] ?? null;
}

interface RecordProps {
  readonly record: PersonRecord;
  readonly isThis: boolean;
  readonly onUnmerge: (() => void) | null;
}

function RecordOfPerson({ record, isThis, onUnmerge }: RecordProps) {
  return (
    <section aria-label={record.reference} className="line kept">
      <RecordHead record={record}>{isThis ? <Badge tone="info">{words.this}</Badge> : null}</RecordHead>
      {record.facts.length === 0 ? (
        <p className="quiet">{words.nothing}</p>
      ) : (
        <DataTable caption={record.reference} columns={FACTS}>
          {record.facts.map((fact) => (
            <Row key={`${fact.seq} ${fact.field}`}>
              <Cell label={words.fact} lead>
                {fact.label}
              </Cell>
              <Cell label={words.value}>
                <bdi>{fact.words}</bdi>
              </Cell>
              <Cell label={words.when}>
                <time dateTime={fact.occurred}>{formatOccurred(fact.occurred)}</time>
              </Cell>
            </Row>
          ))}
        </DataTable>
      )}
      {onUnmerge === null ? null : (
        <Button onClick={onUnmerge} aria-label={words.about(words.unmerge, record.reference)}>
          {words.unmerge}
        </Button>
      )}
    </section>
  );
}

interface HeadProps {
  readonly record: PersonRecord | CandidateRecord;
  readonly children: React.ReactNode;
}

function RecordHead({ record: { caseId, reference, caseTitle, title }, children }: HeadProps) {
  return (
    <h3>
      <Link to="/cases/$caseId" params={{ caseId }} className="row-link">
        <bdi>{reference}</bdi>
      </Link>{' '}
      {title}, {caseTitle} {children}
    </h3>
  );
}

interface CandidatesProps {
  readonly party: PartyOfCase;
  readonly onMerge: (other: CandidateRecord) => void;
}

function CandidateList({ party, onMerge }: CandidatesProps) {
  const found = useQuery(candidatesQuery(party));
  return (
    <section aria-labelledby="candidates">
      <h2 id="candidates">{words.candidates}</h2>
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data?.items.length === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneHint}</p>
        </Empty>
      ) : null}
      {found.data?.items.map((candidate) => (
        <section key={keyOf(candidate)} aria-label={candidate.reference} className="line kept">
          <RecordHead record={candidate}>
            <Badge tone={candidate.band === 'likely' ? 'good' : 'warn'}>{words[candidate.band]}</Badge>
          </RecordHead>
          <p className="quiet">{words.score(candidate.score)}</p>
          <ul>
            {candidate.reasons.map(({ level, says, weight }) => (
              <li key={level}>{words.weight(says, weight)}</li>
            ))}
          </ul>
          {candidate.heldApart ? <p>{words.heldApart}</p> : null}
          <Button onClick={() => onMerge(candidate)} aria-label={words.about(words.merge, candidate.reference)}>
            {words.merge}
          </Button>
        </section>
      ))}
      {found.data?.isCut === true ? <p className="quiet">{words.isCut}</p> : null}
    </section>
  );
}

function Acts({ acts }: { readonly acts: Identity['acts'] }) {
  if (acts.length === 0) return null;
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{words.acts}</h2>
      <ul className="lines">
        {acts.map(({ act, kind, at, byName, reason }) => (
          <li key={act} className="line">
            <strong>{words.act[kind]}</strong>
            <p dir="auto">{reason}</p>
            <p className="quiet">{words.by(byName, formatOccurred(at))}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isSame(record: PartyOfCase, { caseId, entry }: PartyOfCase): boolean {
  return record.caseId === caseId && record.entry === entry;
}

function keyOf({ caseId, entry }: PartyOfCase): string {
  return `${caseId}/${entry}`;
}
