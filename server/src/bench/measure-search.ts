// Search over HTTP at the size of the large database, policy and access log on: each kind of question by each kind of reader,
// one at a time, so that the times are those of a search and not of waiting for others.
import type { ChildServer } from './child-server.ts';
import { RARE_NAMES, searchedName } from './grow-cases.ts';
import type { WireRequest } from './http-client.ts';
import { askAlone } from './http-load.ts';

export interface SearchFigure {
  readonly reader: string;
  readonly question: string;
  readonly searches: number;
  /** Cases of the last answer, and whether it says that not everything was looked at. */
  readonly found: number;
  readonly isCut: boolean;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface SearchPlan {
  readonly seconds: number;
  /** Sessions of each kind of reader. */
  readonly readers: Readonly<Record<string, readonly string[]>>;
}

/** Each gives another text for another number. */
const QUESTIONS: Readonly<Record<string, (number: number) => string>> = {
  'a rare word': (number) => searchedName(number * 7).rare,
  'a common word': (number) => searchedName(number).common,
  'a word of every case': () => '157',
  'the beginning of common words': () => 'com*',
  'the beginning of rare words': (number) => `${searchedName(number * 7).rare.slice(0, -1)}*`,
  'a common and a middling word': (number) => `${searchedName(number).common} ${searchedName(number).middling}`,
  'two common words': (number) => `157 ${searchedName(number).common}`,
  'two words that no case has together': (number) =>
    `${searchedName(number).common} ${searchedName(number + 1).common}`,
  'a word that no case has': (number) => `nothing${number % RARE_NAMES}`,
};

export async function measureSearch(
  server: ChildServer,
  { seconds, readers }: SearchPlan,
): Promise<readonly SearchFigure[]> {
  const figures: SearchFigure[] = [];
  for (const [reader, cookies] of Object.entries(readers)) {
    for (const [question, textOf] of Object.entries(QUESTIONS)) {
      const of = { server, seconds, reader, question, textOf, cookies };
      figures.push(await measureList(of), await measureFind(of));
    }
  }
  return figures;
}

interface Finding {
  readonly server: ChildServer;
  readonly seconds: number;
  readonly reader: string;
  readonly question: string;
  readonly textOf: (number: number) => string;
  readonly cookies: readonly string[];
}

async function measureList({ server, seconds, reader, question, textOf, cookies }: Finding): Promise<SearchFigure> {
  const requestOf = (turn: number): WireRequest => {
    const path = `/api/v1/search?q=${encodeURIComponent(textOf(turn))}`;
    return { method: 'GET', path, headers: { cookie: cookies[turn % cookies.length] ?? '' }, body: null };
  };
  const { requests: searches, p50Ms, p95Ms, body } = await askAlone(server.port, { seconds, requestOf });
  // An answer of our own server.
  const { items, isCut } = JSON.parse(body) as { items: readonly object[]; isCut: boolean };
  return { reader, question, searches, found: items.length, isCut, p50Ms, p95Ms };
}

/** The same words typed into the one box, which asks for people and documents too, and answers at whole steps of 20 ms. */
async function measureFind({ server, seconds, reader, question, textOf, cookies }: Finding): Promise<SearchFigure> {
  const requestOf = (turn: number): WireRequest => {
    const headers = {
      ...{ cookie: cookies[turn % cookies.length] ?? '', 'sec-fetch-site': 'same-origin' },
      'idempotency-key': `find-${reader}-${question}-${turn}`,
    };
    const body = JSON.stringify({ q: textOf(turn).replace('*', '') });
    return { method: 'POST', path: '/api/v1/find', headers, body };
  };
  const { requests: searches, p50Ms, p95Ms, body } = await askAlone(server.port, { seconds, requestOf });
  // An answer of our own server.
  const { cases } = JSON.parse(body) as { cases: { items: readonly object[]; isCut: boolean } };
  const [found, isCut] = [cases.items.length, cases.isCut];
  return { reader, question: `the one box: ${question}`, searches, found, isCut, p50Ms, p95Ms };
}
