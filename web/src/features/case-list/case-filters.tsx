// The filters of a list of cases. Each is in the address, so that a list can be come back to, kept and sent to a colleague, who sees of it what
// they may see.
import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import type { CaseFilters } from '../../client/case-filters.ts';
import { caseTypesQuery } from '../../client/queries.ts';
import { useSession } from '../../client/session.ts';
import { viewsTexts as texts } from '#texts/views';
import { Button } from '../../ui/button.tsx';
import { Pick } from '../../ui/pick.tsx';

export interface CaseFiltersProps {
  readonly filters: CaseFilters;
  /** What of work and order a search by words does not have. */
  readonly hasWork: boolean;
  readonly onChange: (filters: CaseFilters) => void;
  readonly children?: ReactNode;
}

export function CaseFilterPanel({ filters, hasWork, onChange, children }: CaseFiltersProps) {
  const kinds = useQuery(caseTypesQuery).data?.items ?? [];
  const session = useSession();
  const teams = [...new Map(session?.teams.map(({ team, title }) => [team, title]))];
  const { status, ...chosen } = filters;
  const set = (change: CaseFilters): void => onChange(withoutEmpty({ ...filters, ...change }));
  const count = Object.keys(chosen).length;
  return (
    <details className="filters" open={count > 0}>
      <summary>{texts.filters(count)}</summary>
      <div className="filter-fields">
        <Pick
          {...{ label: texts.kind, value: filters.kind ?? '', none: texts.anyKind }}
          options={kinds.map(({ name, title }) => ({ value: name, label: title }))}
          onPick={(kind) => set({ kind })}
        />
        <Pick
          {...{ label: texts.team, value: filters.team ?? '', none: texts.anyTeam }}
          options={teams.map(([value, label]) => ({ value, label }))}
          onPick={(team) => set({ team })}
        />
        <DayFilter label={texts.from} value={filters.from ?? ''} onDay={(from) => set({ from })} />
        <DayFilter label={texts.to} value={filters.to ?? ''} onDay={(to) => set({ to })} />
        {hasWork ? <WorkFilters filters={filters} onChange={set} /> : null}
      </div>
      {count === 0 ? null : (
        <Button onClick={() => onChange(status === undefined ? {} : { status })}>{texts.clear}</Button>
      )}{' '}
      {children}
    </details>
  );
}

function WorkFilters({ filters, onChange }: Omit<CaseFiltersProps, 'hasWork' | 'children'>) {
  return (
    <>
      <Pick
        {...{ label: texts.due, value: filters.due ?? '', none: texts.anyDue }}
        options={[
          { value: 'overdue', label: texts.overdue },
          { value: 'week', label: texts.week },
        ]}
        onPick={(due) => onChange({ due })}
      />
      <Pick
        {...{ label: texts.mine, value: filters.mine ?? '', none: texts.anybody }}
        options={[{ value: 'yes', label: texts.me }]}
        onPick={(mine) => onChange({ mine })}
      />
      <Pick
        {...{ label: texts.sort, value: filters.sort ?? '', none: texts.newest }}
        options={[{ value: 'oldest', label: texts.oldest }]}
        onPick={(sort) => onChange({ sort })}
      />
    </>
  );
}

interface DayFilterProps {
  readonly label: string;
  readonly value: string;
  readonly onDay: (day: string) => void;
}

function DayFilter({ label, value, onDay }: DayFilterProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input id={id} type="date" className="input" value={value} onChange={(event) => onDay(event.target.value)} />
    </div>
  );
}

/** What is not chosen is not in the address. */
function withoutEmpty(filters: CaseFilters): CaseFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''));
}
