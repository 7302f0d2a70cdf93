// Made-up papers of every format, filed for some and not for others and read by the worker: each word that only one of them has must be
// found by those who may read that paper, on its page, and by nobody else; also after others may read it.
import { FORMATS, makePaper, type MadePaper } from './made-papers.ts';
import { seededChance, type Chance } from './seeded-chance.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';
import {
  openTextsOffice,
  PEOPLE,
  TEAMS,
  type Audience,
  type Person,
  type Team,
  type TextsGround,
  type TextsOffice,
} from './texts-office.ts';

export interface TextsOptions extends SuiteOptions {
  readonly documents: number;
  readonly ground: TextsGround;
}

interface Filed {
  readonly paper: MadePaper;
  readonly caseId: string;
  readonly team: Team;
  readonly file: string;
  readonly document: string;
  audience: Audience;
}

const DOCUMENTS_OF_CASE = 25;
const FAILURES_MOST = 50;
const AUDIENCES: readonly Audience[] = [null, 'joint', 'sealed'];

export async function texts(options: TextsOptions): Promise<SuiteResult> {
  const { seed, documents, ground, say } = options;
  const chance = seededChance(seed);
  const office = await openTextsOffice(ground);
  const wrong: string[] = [];
  try {
    const filed = await fileAll(office, chance, options);
    say(`${documents} documents are filed.`);
    const read = await readAll(office, say);
    const broken = filed.filter(({ paper }) => !paper.isSound).length;
    if (read.parked !== broken) wrong.push(`${broken} papers are broken, and ${read.parked} were parked.`);
    const looks = await lookForAll(office, filed, wrong);
    const moved = await moveSome(office, chance, filed);
    const again = await lookForAll(office, moved, wrong);
    const common = await lookForCommon(office, filed, wrong);
    const formats = Object.fromEntries(Object.keys(FORMATS).map((name) => [name, countOf(filed, name)]));
    const reading = { readSeconds: read.seconds, pagesPerSecond: Math.round(read.pages / read.seconds) };
    return resultOf(
      {
        ...{ documents, broken, pages: read.pages, ...reading, formats },
        ...{ found: looks.found, hidden: looks.hidden, moved: moved.length },
        ...{ foundAfterMoves: again.found, hiddenAfterMoves: again.hidden, common },
      },
      wrong.slice(0, FAILURES_MOST),
    );
  } finally {
    await office.close();
  }
}

async function fileAll(office: TextsOffice, chance: Chance, { documents, say }: TextsOptions): Promise<Filed[]> {
  const filed: Filed[] = [];
  const formats = Object.keys(FORMATS);
  let at: { readonly caseId: string; readonly team: Team } = { caseId: '', team: 'desk' };
  for (let number = 0; number < documents; number += 1) {
    if (number % DOCUMENTS_OF_CASE === 0) {
      const team = TEAMS[(number / DOCUMENTS_OF_CASE) % TEAMS.length] ?? TEAMS[0];
      at = { caseId: await office.openCase(team), team };
    }
    const paper = makePaper(chance, number, formats[number % formats.length] ?? '');
    const audience = AUDIENCES[chance.between(0, AUDIENCES.length - 1)] ?? null;
    const ids = await office.file(at.caseId, paper, audience);
    filed.push({ paper, audience, ...at, ...ids });
    if (number % 500 === 499) say(`${number + 1} of ${documents} documents are filed.`);
  }
  return filed;
}

interface ReadAll {
  readonly pages: number;
  readonly parked: number;
  readonly seconds: number;
}

async function readAll(office: TextsOffice, say: SuiteOptions['say']): Promise<ReadAll> {
  const started = performance.now();
  let [pages, parked, done, told] = [0, 0, 0, 0];
  for (;;) {
    const sweep = await office.read();
    if (sweep.problems.length > 0) throw new Error(String(sweep.problems[0]?.error));
    pages += sweep.pages;
    parked += sweep.parked;
    done += sweep.read + sweep.parked;
    if (sweep.read + sweep.parked + sweep.putOff === 0) break;
    if (done - told >= 500) {
      told = done;
      say(`${done} texts are read.`);
    }
  }
  return { pages, parked, seconds: Math.round((performance.now() - started) / 10) / 100 };
}

/** Foretold apart from every rule of the program: who is what in which team. */
function mayFind({ team, audience, paper }: Filed, person: Person): boolean {
  if (!paper.isSound || team !== (person === 'otto' ? 'office' : 'desk')) return false;
  if (person === 'cleo') return true;
  return (person === 'olga' || person === 'otto') && audience !== 'sealed';
}

interface Looks {
  readonly found: number;
  readonly hidden: number;
}

async function lookForAll(office: TextsOffice, filed: readonly Filed[], wrong: string[]): Promise<Looks> {
  let [found, hidden] = [0, 0];
  for (const each of filed)
    for (const person of PEOPLE) {
      const fault = await look(office, each, person);
      if (fault !== null) wrong.push(fault);
      else if (mayFind(each, person)) found += 1;
      else hidden += 1;
    }
  return { found, hidden };
}

/** Where the known word was found, held against where it stands. */
async function look(office: TextsOffice, filed: Filed, person: Person): Promise<string | null> {
  const { paper, file } = filed;
  const items = await office.find(person, paper.word.toUpperCase());
  const what = `${person} and the word of a ${paper.format} (${file}, for ${filed.audience ?? 'all'} of the ${filed.team})`;
  if (!mayFind(filed, person)) return items.length === 0 ? null : `${what}: found, and may not be.`;
  const [item] = items;
  if (items.length !== 1 || item === undefined || item.file !== file) return `${what}: found ${items.length} times.`;
  if (paper.page !== null && item.page !== paper.page) return `${what}: on page ${item.page}, not ${paper.page}.`;
  const marked = item.marks.map(({ from, to }) => item.excerpt.slice(from, to));
  return marked.includes(paper.word) ? null : `${what}: not marked in "${item.excerpt}".`;
}

/** Others may read some of them from now on: who found a paper must not, and who did not must. */
async function moveSome(office: TextsOffice, chance: Chance, filed: readonly Filed[]): Promise<readonly Filed[]> {
  const moved = filed.filter(({ audience }) => audience !== null && chance.percent(15));
  for (const each of moved) {
    const to = each.audience === 'joint' ? 'sealed' : 'joint';
    await office.give(each.caseId, {
      ...{ type: 'ChangeDocumentAudience', of: 'brief', audience: each.audience, entry: each.document },
      ...{ to, reason: 'Made to be for others.' },
    });
    each.audience = to;
  }
  return moved;
}

/** A word that many papers have shows nobody a paper that they may not read. */
async function lookForCommon(office: TextsOffice, filed: readonly Filed[], wrong: string[]): Promise<number> {
  const byFile = new Map(filed.map((each) => [each.file, each]));
  let shown = 0;
  for (const person of PEOPLE)
    for (const words of ['boundary', 'grusse permit', 'FACADE hearing witness']) {
      const items = await office.find(person, words);
      shown += items.length;
      const strange = items.filter(({ file }) => {
        const each = byFile.get(file);
        return each === undefined || !mayFind(each, person);
      });
      wrong.push(...strange.map(({ file }) => `${person} was shown ${file} by "${words}".`));
    }
  return shown;
}

function countOf(filed: readonly Filed[], format: string): number {
  return filed.filter(({ paper }) => paper.format === format).length;
}
