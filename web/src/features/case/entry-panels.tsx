// What a case keeps besides its fields, on its page: issues, people in their roles, goals and obligations, each with what may be
// done. A panel is there where a kind of case has such kinds that its reader may know.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { EntryList } from '../../client/entry-acts.ts';
import type { CaseView } from '../../client/types.ts';
import { isMinted } from '../../client/party-ids.ts';
import { entriesTexts } from '#texts/entries';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { formatDay } from '../../ui/dates.ts';
import { AddEntry, MoveEntry } from './entry-dialogs.tsx';
import { calledBy } from './entry-forms.ts';
import { GoalCourse } from './goal-course.tsx';

const texts = entriesTexts;
type Kept = CaseView['kept'];

export function EntryPanels({ view }: { readonly view: CaseView }) {
  const { issues, parties, goals, obligations } = view.kept;
  return (
    <>
      <Panel view={view} list="issues">
        {issues.map((issue) => (
          <Issue key={issue.entry} view={view} issue={issue} />
        ))}
      </Panel>
      <Panel view={view} list="parties">
        {parties.map((party) => (
          <Party key={party.entry} view={view} party={party} />
        ))}
      </Panel>
      <Panel view={view} list="goals">
        {goals.map((goal) => (
          <Goal key={goal.entry} view={view} goal={goal} />
        ))}
      </Panel>
      <Panel view={view} list="obligations">
        {obligations.map((obligation) => (
          <Obligation key={obligation.entry} view={view} obligation={obligation} />
        ))}
      </Panel>
    </>
  );
}

interface PanelProps {
  readonly view: CaseView;
  readonly list: EntryList;
  readonly children: readonly ReactNode[];
}

function Panel({ view, list, children }: PanelProps) {
  // Every kind of case has parties; a panel of nobody would say nothing.
  if (view.kept.kinds[list].length === 0 || (list === 'parties' && children.length === 0 && !mayAdd(view, list)))
    return null;
  return (
    <section aria-labelledby={list}>
      <h2 id={list} tabIndex={-1}>
        {texts.titles[list]}
      </h2>
      {children.length === 0 ? <p className="quiet">{texts.none[list]}</p> : <ul className="lines">{children}</ul>}
      <AddEntry view={view} list={list} />
    </section>
  );
}

function mayAdd({ kept }: CaseView, list: EntryList): boolean {
  return kept.kinds[list].some((kind) => kind.mayAdd);
}

const TONES: Readonly<Record<string, Tone>> = {
  ...{ open: 'info', current: 'info', pursued: 'info', owed: 'info' },
  ...{ decided: 'good', attained: 'good', met: 'good' },
  ...{ 'partly-attained': 'warn', 'not-attained': 'warn', breached: 'bad' },
};

function Head({ entry }: { readonly entry: { readonly title: string; readonly status: string } }) {
  return (
    <p>
      <strong>
        <bdi>{entry.title}</bdi>
      </strong>{' '}
      <Badge tone={TONES[entry.status] ?? 'neutral'}>{texts.status(entry.status)}</Badge>
    </p>
  );
}

function Quiet({ children }: { readonly children: ReactNode }) {
  return (
    <p className="quiet">
      <bdi>{children}</bdi>
    </p>
  );
}

function Days({ entry }: { readonly entry: { readonly from: string; readonly until: string | null } }) {
  return <Quiet>{texts.since(formatDay(entry.from), entry.until === null ? null : formatDay(entry.until))}</Quiet>;
}

function Reasons({ reasons }: { readonly reasons: string | null }) {
  return reasons === null ? null : <Quiet>{texts.reasonsWere(reasons)}</Quiet>;
}

function Issue({ view, issue }: { readonly view: CaseView; readonly issue: Kept['issues'][number] }) {
  return (
    <li className="line kept">
      <Head entry={issue} />
      <p>
        <bdi>{issue.words}</bdi>
      </p>
      {issue.outcome === null ? null : <Quiet>{texts.outcome(issue.outcome)}</Quiet>}
      <Reasons reasons={issue.reasons} />
      <Days entry={issue} />
      <MoveEntry view={view} list="issues" entry={issue} what={issue.words} />
    </li>
  );
}

function Party({ view, party }: { readonly view: CaseView; readonly party: Kept['parties'][number] }) {
  return (
    <li className="line kept">
      <Head entry={party} />
      {isMinted(party.subject) ? null : <Quiet>{party.subject}</Quiet>}
      {party.represents === null ? null : <Quiet>{texts.actsFor(nameOf(view.kept, party.represents))}</Quiet>}
      {party.scope.length === 0 ? null : <Quiet>{texts.scope(party.scope.join(', '))}</Quiet>}
      <Days entry={party} />
      <Link to="/cases/$caseId/people/$entry" params={{ caseId: view.caseId, entry: party.entry }} className="row-link">
        {texts.whoIsThis}
      </Link>
      {/* How they are reached is set where letters are. */}
      <MoveEntry
        view={view}
        list="parties"
        entry={{ ...party, may: party.may.filter((move) => move !== 'set-contact') }}
        what={party.title}
      />
    </li>
  );
}

function Goal({ view, goal }: { readonly view: CaseView; readonly goal: Kept['goals'][number] }) {
  const { measure, baseline, target, words } = goal;
  return (
    <li className="line kept">
      <Head entry={goal} />
      <p>
        <bdi>{words}</bdi>
      </p>
      <Quiet>{nameOf(view.kept, goal.owner)}</Quiet>
      <Quiet>{texts.course(measure.title, { from: baseline, to: target, unit: measure.unit })}</Quiet>
      <GoalCourse goal={goal} />
      <Reasons reasons={goal.reasons} />
      <Days entry={goal} />
      <MoveEntry view={view} list="goals" entry={goal} what={words} />
    </li>
  );
}

function Obligation({
  view,
  obligation,
}: {
  readonly view: CaseView;
  readonly obligation: Kept['obligations'][number];
}) {
  const { words, owedBy, dueOn, breachedOn, agreement, arisesFrom, until } = obligation;
  const issue = view.kept.issues.find(({ entry }) => entry === arisesFrom);
  return (
    <li className="line kept">
      <Head entry={obligation} />
      <p>
        <bdi>{words}</bdi>
      </p>
      <Quiet>{nameOf(view.kept, owedBy)}</Quiet>
      <Quiet>{texts.due(formatDay(dueOn))}</Quiet>
      {breachedOn === null ? null : <Quiet>{texts.breached(formatDay(breachedOn))}</Quiet>}
      {until === null ? null : <Quiet>{texts.settled(formatDay(until))}</Quiet>}
      {agreement === null ? null : <Quiet>{texts.agreed(agreement)}</Quiet>}
      {issue === undefined ? null : <Quiet>{texts.arises(issue.title)}</Quiet>}
      <Reasons reasons={obligation.reasons} />
      <MoveEntry view={view} list="obligations" entry={obligation} what={words} />
    </li>
  );
}

/** Whom an entry names; those whom the reader may not know are told apart from nobody. */
function nameOf({ parties }: Kept, id: string | null): string {
  if (id === 'agency') return texts.agency;
  const party = parties.find(({ entry }) => entry === id);
  return party === undefined ? texts.notReadable : calledBy(party);
}
