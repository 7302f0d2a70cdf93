// Does the ten tasks in a demonstration, and says how many clicks or chords each took beside the most that it may take.
import type { Browser } from 'playwright-core';
import { openPage } from '../staff-page.ts';
import { handOf, type Way } from './hands.ts';
import { TEN_TASKS, type JourneyTask } from './ten-tasks.ts';
import { makeWorld } from './world.ts';

/** How a person has it before them. */
export interface Setting {
  readonly language: string;
  readonly width: number;
  readonly ways: readonly Way[];
}

export interface JourneyResult {
  readonly language: string;
  readonly width: number;
  readonly way: Way;
  readonly task: string;
  readonly took: number;
  readonly most: number;
  /** What is wrong; null where it is within its limit. */
  readonly fault: string | null;
}

/** The demonstration is in English; these are the languages that a browser asks for. */
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', fr: 'fr-FR', 'ar-XB': 'ar' };
const PATIENCE_MS = 30_000;

/** @param url of a server with the demonstration, in which nobody has worked yet */
export async function runJourneys(
  browser: Browser,
  url: string,
  { language, width, ways }: Setting,
): Promise<readonly JourneyResult[]> {
  const results: JourneyResult[] = [];
  for (const way of ways) {
    const locale = LOCALES[language] ?? language;
    const watched = await openPage(browser, { width, colours: 'light', holdsBack: true, locale });
    watched.page.setDefaultTimeout(PATIENCE_MS);
    // No browser asks for the one that is made up: it is chosen, as on the screen for it.
    if (language === 'ar-XB')
      await watched.page.context().addCookies([{ name: 'casewright-language', value: language, url }]);
    const hand = await handOf(watched.page, way);
    const world = makeWorld(url, way);
    for (const task of TEN_TASKS) {
      const { took, fault } = await once(task, { page: watched.page, hand, world });
      const spoken = await watched.page.evaluate(() => document.documentElement.lang);
      const most = way === 'mouse' ? task.mostClicks : task.mostKeys;
      const wrong = [
        ...(fault === null ? [] : [fault]),
        ...(took > most ? [`${took} and not ${most}.`] : []),
        ...(spoken.startsWith(language) ? [] : [`The page is in “${spoken}”.`]),
        ...(way === 'mouse' ? [] : (await watched.mouseEvents()).map((kind) => `There was a ${kind}.`)),
        ...watched.faults.splice(0),
      ];
      const said = wrong.length === 0 ? null : wrong.join(' ');
      results.push({ language, width, way, task: `${task.number} ${task.name}`, took, most, fault: said });
    }
    await watched.close();
  }
  return results;
}

async function once(
  task: JourneyTask,
  at: Parameters<JourneyTask['start']>[0],
): Promise<{ readonly took: number; readonly fault: string | null }> {
  try {
    await task.start(at);
    await at.hand.begin();
    await (at.hand.way === 'mouse' ? task.byMouse(at) : task.byKeys(at));
    const took = at.hand.count();
    const cheating = await at.hand.cheating();
    await task.proof(at);
    return { took, fault: cheating.length === 0 ? null : cheating.join(' ') };
  } catch (error) {
    return {
      took: at.hand.count(),
      fault: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    };
  }
}

/** A table as people read it at a terminal: a row for each task, a column for each way of doing it. */
export function tableOf(results: readonly JourneyResult[]): string {
  const columns = [...new Set(results.map(columnOf))];
  const tasks = [...new Set(results.map(({ task }) => task))];
  const rows = tasks.map((task) => [
    task,
    ...columns.map((column) => {
      const found = results.find((one) => one.task === task && columnOf(one) === column);
      return found === undefined ? '' : `${found.took}/${found.most}${found.fault === null ? '' : ' NOT'}`;
    }),
  ]);
  const table = [['task (taken/most)', ...columns], ...rows];
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function columnOf({ language, width, way }: JourneyResult): string {
  return `${language} ${width} ${way === 'mouse' ? 'clicks' : 'keys'}`;
}
