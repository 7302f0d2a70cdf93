// Every screen in every state, language, width and look: the whole of what the tests of every day see a part of. It says how far it is, notes
// each visit in build/screens-visited.jsonl, and writes results/screens.json once nothing is left. CASEWRIGHT_SCREENS (a regular expression
// over names) and CASEWRIGHT_SCREENS_LANGUAGES (`fr,ar-XB`) take a part; CASEWRIGHT_SCREENS_GO_ON=1 leaves out what was visited and sound.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commitOf } from '../commit-of.ts';
import { startWorld } from './running-world.ts';
import { SCREENS } from './screen-list.ts';
import { addCounts, LANGUAGES, product, visitScreens, type Found, type Visit } from './visit-screens.ts';

const RESULTS = new URL('../../results/screens.json', import.meta.url);
const VISITED = new URL('../../build/screens-visited.jsonl', import.meta.url);
const SAID_EVERY = 20;

interface Line extends Found {
  readonly visit: string;
  /** Of the program that was looked at. */
  readonly commit: string;
}

it('has no barrier and breaks no rule in any state, language, width or look', async () => {
  const whole = product(SCREENS);
  const goesOn = process.env['CASEWRIGHT_SCREENS_GO_ON'] === '1';
  mkdirSync(new URL('.', VISITED), { recursive: true });
  if (!goesOn) rmSync(VISITED, { force: true });
  const sound = new Set(linesBefore().flatMap(({ visit, faults }) => (faults.length === 0 ? [visit] : [])));
  const wanted = whole.filter((visit) => isWanted(visit) && !sound.has(nameOf(visit)));
  process.stdout.write(`${wanted.length} of ${whole.length} visits to do.\n`);
  const commit = commitOf();
  const began = Date.now();
  const running = await startWorld();
  try {
    let done = 0;
    const onVisited = (visit: Visit, found: Found): void => {
      done += 1;
      appendFileSync(VISITED, `${JSON.stringify({ visit: nameOf(visit), commit, ...found } satisfies Line)}\n`);
      for (const fault of found.faults) process.stdout.write(`NOT ${fault}\n`);
      const seconds = Math.round((Date.now() - began) / 1_000);
      if (done % SAID_EVERY === 0) process.stdout.write(`${done} of ${wanted.length} visits, ${seconds} s\n`);
    };
    const { faults } = await visitScreens({ ...running, checks: true, triesStates: true, onVisited }, wanted);
    sumUp(whole, Math.round((Date.now() - began) / 1_000));
    expect(faults).toEqual([]);
  } finally {
    await running.stop();
  }
});

function isWanted({ screen, language = 'en' }: Visit): boolean {
  const languages = process.env['CASEWRIGHT_SCREENS_LANGUAGES']?.split(',') ?? LANGUAGES;
  return languages.includes(language) && new RegExp(process.env['CASEWRIGHT_SCREENS'] ?? '').test(screen.name);
}

function nameOf({ screen, state, language = 'en' }: Visit): string {
  return `${screen.name} ${state} ${language}`;
}

/** The newest of each visit. */
function linesBefore(): readonly Line[] {
  if (!existsSync(VISITED)) return [];
  const lines = readFileSync(VISITED, 'utf8').split('\n');
  // Written by the lines above.
  const read = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
  return [...new Map(read.map((line) => [line.visit, line])).values()];
}

/** Prints the sums, and writes them where nothing of the whole is left. */
function sumUp(whole: readonly Visit[], seconds: number): void {
  const names = new Set(whole.map(nameOf));
  const lines = linesBefore().filter(({ visit }) => names.has(visit));
  const counts: Record<string, number> = {};
  for (const line of lines) addCounts(counts, line.counts);
  const faults = lines.reduce((sum, line) => sum + line.faults.length, 0);
  const figures = { screens: SCREENS.length, languages: LANGUAGES.length, ...counts, faults, seconds };
  for (const [what, count] of Object.entries(figures)) process.stdout.write(`${what}: ${count}\n`);
  const left = names.size - lines.length;
  if (left > 0) process.stdout.write(`${left} visits are left; nothing is written.\n`);
  else {
    const commits = [...new Set(lines.map(({ commit }) => commit))];
    const visitsAt = commits.map((commit) => ({
      commit,
      visits: lines.filter((line) => line.commit === commit).length,
    }));
    const measuredOn = new Date().toISOString().slice(0, 10);
    writeFileSync(RESULTS, `${JSON.stringify({ measuredOn, visitsAt, ...figures }, null, 2)}\n`);
  }
}
