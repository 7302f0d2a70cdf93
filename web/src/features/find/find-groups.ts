// The groups of the list: what can be done here, whoever and whatever has the words, and where there is more. Each line says what it is and where
// it leads; it knows nothing of how it is shown.
import type { NavigateOptions } from '@tanstack/react-router';
import { spotOf } from '../../client/document-search.ts';
import type { Found, FoundCase, FoundPerson, FoundText } from '../../client/find.ts';
import type { RecentCase } from '../../client/recent-cases.ts';
import type { CaseTypeSummary } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { findTexts as texts } from '#texts/find';
import { formatShortDay } from '../../ui/dates.ts';
import { hasWords, type Offer } from './offered-here.ts';

export interface Choice {
  readonly key: string;
  readonly title: string;
  readonly about: readonly string[];
  readonly badge?: string;
  readonly leads: { readonly press: HTMLElement } | { readonly to: NavigateOptions };
}

export interface Group {
  readonly title: string;
  readonly choices: readonly Choice[];
}

export interface Known {
  readonly text: string;
  readonly offers: readonly Offer[];
  readonly kinds: readonly CaseTypeSummary[];
  readonly recent: readonly RecentCase[];
  readonly found: Found | undefined;
}

/** Lines of the page that are offered before anything is typed, and of any group. */
const OFFERS_MOST = 6;

/** What was found, and no way to more, counts as found. */
export function groupsOf(known: Known): readonly Group[] {
  const { text, found, recent } = known;
  const things: readonly Group[] =
    text === ''
      ? [{ title: texts.groups.recent, choices: recent.map(recentChoice) }]
      : [
          { title: texts.groups.people, choices: found?.people.items.map(personChoice) ?? [] },
          { title: texts.groups.cases, choices: found?.cases.items.map(caseChoice) ?? [] },
          { title: texts.groups.documents, choices: found?.documents.items.map(documentChoice) ?? [] },
        ];
  const [toDo, toGo] = offered(known);
  // What was opened lately is likelier than a page of the menu, and a page that was typed likelier than a case with that word.
  const groups = text === '' ? [toDo, ...things, toGo] : [toDo, toGo, ...things];
  return groups.filter(({ choices }) => choices.length > 0);
}

function offered({ text, offers, kinds }: Known): readonly [Group, Group] {
  const isMeant = ({ title }: Choice): boolean => text === '' || hasWords(title, text);
  const pressed = offers.filter(({ act }) => act === 'press').map(offerChoice);
  const starts = text === '' ? [] : kinds.filter(({ mayOpen }) => mayOpen).map(startChoice);
  const places = offers.filter(({ act }) => act === 'go').map(offerChoice);
  return [
    { title: texts.groups.do, choices: [...pressed, ...starts].filter(isMeant).slice(0, OFFERS_MOST) },
    { title: texts.groups.go, choices: places.filter(isMeant).slice(0, text === '' ? places.length : OFFERS_MOST) },
  ];
}

/** Where all of it is, or a way to what may not be found. */
export function moreOf(text: string): Group {
  if (text === '') return { title: texts.groups.all, choices: [] };
  return {
    title: texts.groups.all,
    choices: [
      {
        ...{ key: 'all cases', title: texts.allCases(text), about: [] },
        leads: { to: { to: '/search', search: { q: text } } },
      },
      {
        ...{ key: 'all documents', title: texts.allDocuments(text), about: [] },
        leads: { to: { to: '/search', search: { q: text, in: 'documents' } } },
      },
      // Whether there is such a case is asked there, of those who might be let in, and is on record.
      ...(/\d/u.test(text)
        ? [{ key: 'ask', title: texts.ask, about: [], leads: { to: { to: '/ask' } } } satisfies Choice]
        : []),
    ],
  };
}

function offerChoice({ key, label, element }: Offer): Choice {
  return { key, title: label, about: [], leads: { press: element } };
}

function startChoice({ name, title }: CaseTypeSummary): Choice {
  const to = { to: '/start/$caseType', params: { caseType: name } } as const;
  return { key: `start ${name}`, title: texts.start(title), about: [], leads: { to } };
}

function recentChoice({ caseId, reference, kind }: RecentCase): Choice {
  const to = { to: '/cases/$caseId', params: { caseId } } as const;
  return { key: `recent ${caseId}`, title: reference, about: [kind], leads: { to } };
}

function personChoice(person: FoundPerson): Choice {
  const { caseId, entry, names, born, title, reference, caseTitle, match, cases } = person;
  const [first = texts.unnamed, ...others] = names;
  const days = born === null ? [] : [texts.born(formatShortDay(born))];
  return {
    key: `person ${caseId} ${entry}`,
    title: first,
    about: [...others, ...days, `${title}, ${caseTitle} ${reference}`, texts.inCases(cases)],
    ...(match === 'alike' ? { badge: texts.alike } : {}),
    leads: { to: { to: '/cases/$caseId/people/$entry', params: { caseId, entry } } },
  };
}

function caseChoice({ caseId, reference, title, matched, status }: FoundCase): Choice {
  return {
    key: `case ${caseId}`,
    title: reference,
    about: [title, texts.foundBy(matched)],
    badge: appTexts.caseStatus[status],
    leads: { to: { to: '/cases/$caseId', params: { caseId } } },
  };
}

function documentChoice(found: FoundText): Choice {
  const { caseId, document: entry, title, reference, page, file } = found;
  return {
    key: `document ${caseId} ${entry} ${file}`,
    title,
    about: [reference, texts.page(page)],
    leads: {
      to: {
        to: '/cases/$caseId/documents/$entry',
        params: { caseId, entry },
        hash: spotOf(found),
      },
    },
  };
}
