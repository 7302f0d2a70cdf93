// What the box found, as one list that is gone through with the arrow keys while the focus stays in the box (the combobox pattern of the WAI-ARIA
// Authoring Practices). The first line is chosen, so that Enter goes there.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { findQuery, isAsked } from '../../client/find.ts';
import { caseTypesQuery } from '../../client/queries.ts';
import { recentCases } from '../../client/recent-cases.ts';
import { useOwner } from '../../client/use-owner.ts';
import { findTexts as texts } from '#texts/find';
import { Badge } from '../../ui/badge.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useKeyDown } from '../../ui/use-key-down.ts';
import { groupsOf, moreOf, type Choice, type Group } from './find-groups.ts';
import { offeredHere } from './offered-here.ts';

/** Long enough for the next letter of somebody who types. */
const SETTLED_MS = 150;

export interface FindListProps {
  readonly text: string;
  /** What stood in the box when Enter was pressed before the list was there. */
  readonly asked: string | null;
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
}

export function FindList({ text: typed, asked, box, onClose }: FindListProps) {
  const text = typed.trim();
  const { groups, isReady, things, problem, isCut } = useGroups(text);
  const choices = groups.flatMap((group) => group.choices);
  const [chosen, setChosen] = useState<{ readonly text: string; readonly at: number } | null>(null);
  // Before anything is typed nothing is chosen, so that Enter alone does nothing.
  const first = text === '' ? -1 : 0;
  const at = chosen?.text === text && chosen.at < choices.length ? chosen.at : first;
  const open = useOpen(onClose);
  // Enter that came before the answer: what it shows is opened where it is one thing, and is there to choose from where it is more.
  const waits = useRef<string | null>(asked === '' ? null : asked);
  const only = things.length === 1 ? things[0] : undefined;
  useEffect(() => {
    const isMeant = waits.current === text;
    if (isReady || !isMeant) waits.current = null;
    if (isMeant && isReady && only !== undefined) open(only);
  });
  useKeyDown(box, (event) => {
    if (event.isComposing) return;
    const step = STEPS[event.key];
    if (step !== undefined && choices.length > 0) setChosen({ text, at: nextOf(at, step, choices.length) });
    else if (event.key === 'Enter' && isReady && choices[at] !== undefined) open(choices[at]);
    else if (event.key === 'Enter') waits.current = text === '' ? null : text;
    else return;
    event.preventDefault();
  });
  useActive(box, { isOpen: choices.length > 0, at });
  const list = useRef<HTMLDivElement>(null);
  useClick(list, (id) => {
    const choice = choices.find((_, place) => idOf(place) === id);
    if (choice !== undefined) open(choice);
  });
  return (
    <>
      <p className="field-hint">{texts.hint}</p>
      <div ref={list} id="found" role="listbox" aria-label={texts.groups.go} aria-busy={!isReady} className="found">
        <Groups groups={groups} at={at} />
      </div>
      <p role="status" className="quiet">
        {problem ?? (isReady && isAsked(text) ? `${texts.found(things.length)}${isCut ? `. ${texts.cut}` : ''}` : '')}
      </p>
    </>
  );
}

/** Round; from nothing chosen, to either end. */
function nextOf(at: number, step: number, count: number): number {
  return at === -1 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

interface Listed {
  readonly groups: readonly Group[];
  /** People, cases, documents and actions, and no way to more. */
  readonly things: readonly Choice[];
  /** What is shown is what was typed. */
  readonly isReady: boolean;
  readonly isCut: boolean;
  readonly problem: string | null;
}

function useGroups(text: string): Listed {
  const settled = useSettled(text);
  const asked = useQuery(findQuery(settled));
  const kinds = useQuery(caseTypesQuery).data?.items ?? [];
  const [offers] = useState(offeredHere);
  const recent = recentCases(useOwner());
  const found = isAsked(text) ? asked.data : undefined;
  const groups = groupsOf({ text, offers, kinds, recent, found });
  const more = moreOf(text);
  const isReady = !isAsked(text) || (settled === text && !asked.isFetching && !asked.isPlaceholderData);
  const isCut = [found?.people, found?.cases, found?.documents].some((group) => group?.isCut === true);
  return {
    groups: more.choices.length === 0 ? groups : [...groups, more],
    things: groups.flatMap(({ choices }) => choices),
    ...{ isReady, isCut, problem: asked.isError && isAsked(text) ? problemText(asked.error) : null },
  };
}

/** What was typed, once nobody types any more. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function useOpen(onClose: () => void): (choice: Choice) => void {
  const navigate = useNavigate();
  return ({ leads }) => {
    onClose();
    // After the window has gone and given the focus back.
    if ('press' in leads) setTimeout(() => leads.press.click());
    else void navigate(leads.to);
  };
}

/** The focus stays in the box, which says which line is meant. */
function useActive(
  box: RefObject<HTMLInputElement | null>,
  { isOpen, at }: { readonly isOpen: boolean; readonly at: number },
): void {
  useEffect(() => {
    const input = box.current;
    if (input === null) return;
    const line = document.getElementById(idOf(at));
    input.setAttribute('aria-expanded', String(isOpen));
    if (line === null) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', line.id);
    line?.scrollIntoView({ block: 'nearest' });
  });
}

/** Lines are no controls of their own: by keys they are reached through the box. */
function useClick(list: RefObject<HTMLElement | null>, onClick: (id: string) => void): void {
  useEffect(() => {
    const element = list.current;
    const listen = ({ target }: MouseEvent): void => {
      const line = target instanceof Element ? target.closest('[role=option]') : null;
      if (line !== null) onClick(line.id);
    };
    element?.addEventListener('click', listen);
    return () => element?.removeEventListener('click', listen);
  });
}

function idOf(at: number): string {
  return `found-${at}`;
}

interface GroupsProps {
  readonly groups: readonly Group[];
  readonly at: number;
}

function Groups({ groups, at }: GroupsProps) {
  const starts = groups.map((_, index) => groups.slice(0, index).reduce((sum, { choices }) => sum + choices.length, 0));
  return groups.map(({ title, choices }, index) => (
    <div key={title} role="group" aria-labelledby={`found-group-${index}`}>
      <p id={`found-group-${index}`} className="nav-title" role="presentation">
        {title}
      </p>
      {choices.map((choice, offset) => {
        const place = (starts[index] ?? 0) + offset;
        return <Line key={choice.key} id={idOf(place)} choice={choice} isChosen={place === at} />;
      })}
    </div>
  ));
}

interface LineProps {
  readonly id: string;
  readonly choice: Choice;
  readonly isChosen: boolean;
}

function Line({ id, choice, isChosen }: LineProps) {
  const { title, about, badge } = choice;
  return (
    <div id={id} role="option" aria-selected={isChosen} className="found-line">
      <bdi className="found-title">{title}</bdi> {badge === undefined ? null : <Badge tone="neutral">{badge}</Badge>}
      {about.length === 0 ? null : <span className="quiet"> {about.join(' · ')}</span>}
    </div>
  );
}
