// The head of each page of this room: its title, the ways to the others, and the filters that all of them have, which are in the address.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { caseTypesQuery } from '../../client/queries.ts';
import { useSession } from '../../client/session.ts';
import { teamTexts as words } from '#texts/team';
import { PageTitle } from '../../ui/page-title.tsx';
import { Pick } from '../../ui/pick.tsx';
import { RoomParts } from '../../ui/room-parts.tsx';
import { addressOf } from './team-link.tsx';

const PARTS = [
  ['load', words.load],
  ['tasks', words.list],
  ['clocks', words.clocks],
  ['approvals', words.approvals],
  ['samples', words.samples],
] as const;
export type TeamPart = (typeof PARTS)[number][0];

/** What of the address goes along from page to page. */
const COMMON = ['team', 'caseType'] as const;

export interface TeamFrameProps {
  readonly title: string;
  readonly lead?: string;
  readonly part: TeamPart;
  /** As the address has it. */
  readonly filter: string;
  readonly children: ReactNode;
}

export function TeamFrame({ title, lead, part, filter, children }: TeamFrameProps) {
  const navigate = useNavigate();
  const search = new URLSearchParams(filter);
  const common = Object.fromEntries(COMMON.map((name) => [name, search.get(name)]));
  return (
    <div className="watch-page">
      <PageTitle title={title} />
      <RoomParts
        label={words.parts}
        parts={PARTS.map(([to, label]) => ({ href: `/team/${addressOf(to, common)}`, label, isHere: part === to }))}
        onGo={navigate}
      />
      {lead === undefined ? null : <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}

export interface FilterChoice {
  readonly name: string;
  readonly label: string;
  readonly none: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Pickers for what is in the address; choosing goes to another one. */
export function Filters({
  part,
  filter,
  more = [],
}: {
  readonly part: TeamPart;
  readonly filter: string;
  readonly more?: readonly FilterChoice[];
}) {
  const navigate = useNavigate();
  const session = useSession();
  const kinds = useQuery(caseTypesQuery).data?.items ?? [];
  const search = new URLSearchParams(filter);
  const teams = new Map(session?.teams.map(({ team, title }) => [team, title]));
  const choices: readonly FilterChoice[] = [
    {
      ...{ name: 'team', label: words.team, none: words.all },
      options: [...teams].map(([value, label]) => ({ value, label })),
    },
    {
      ...{ name: 'caseType', label: words.kind, none: words.all },
      options: kinds.map(({ name, title }) => ({ value: name, label: title })),
    },
    ...more,
  ];
  function go(name: string, value: string) {
    const next = Object.fromEntries(search);
    void navigate({ href: `/team/${addressOf(part, { ...next, [name]: value })}` });
  }
  return (
    <div className="file-fields" role="group" aria-label={words.filter}>
      {choices.map(({ name, label, none, options }) => (
        <Pick
          key={name}
          label={label}
          none={none}
          value={search.get(name) ?? ''}
          options={options}
          onPick={(value) => go(name, value)}
        />
      ))}
    </div>
  );
}
