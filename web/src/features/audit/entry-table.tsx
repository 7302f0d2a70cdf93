// What an auditor has found: events or looks, each with a way to the cases that it is about.
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { AuditEntry } from '../../client/types.ts';
import { oversightTexts } from '#texts/oversight';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred } from '../../ui/dates.ts';

const words = oversightTexts.audit;
const COLUMNS = [words.when, words.who, words.did, words.cases] as const;
/** A list may have shown many. */
const CASES_SHOWN = 5;

export function EntryTable({ rows }: { readonly rows: readonly AuditEntry[] }) {
  return (
    <DataTable caption={words.found} columns={COLUMNS}>
      {rows.map((entry, index) => (
        <EntryLine key={`${entry.at}/${index}`} entry={entry} />
      ))}
    </DataTable>
  );
}

function EntryLine({ entry }: { readonly entry: AuditEntry }) {
  const { at, name, kind, action, denied, caseIds, references, withheld } = entry;
  return (
    <Row>
      <Cell label={words.when} lead>
        <time dateTime={at}>{formatOccurred(at)}</time>
      </Cell>
      <Cell label={words.who}>
        <bdi>{name}</bdi>
      </Cell>
      <Cell label={words.did}>
        {kind === 'read' ? oversightTexts.action(action) : action}{' '}
        {denied ? <Badge tone="bad">{words.refused}</Badge> : null}
      </Cell>
      <Cell label={words.cases}>
        {caseIds.slice(0, CASES_SHOWN).map((caseId, index) => (
          <Fragment key={caseId}>
            <Link to="/audit/cases/$caseId" params={{ caseId }} className="row-link">
              {references[index]}
            </Link>{' '}
          </Fragment>
        ))}
        {caseIds.length > CASES_SHOWN ? words.moreCases(caseIds.length - CASES_SHOWN) : null}
        {withheld > 0 ? words.withheld(withheld) : null}
      </Cell>
    </Row>
  );
}
