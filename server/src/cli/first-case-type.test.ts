// The guide for designers is done step by step, as it stands: its snippets, its commands, and what its reader is to see. What needs
// a running server is done in e2e/first-case-type.e2e.ts.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { LaunchError } from '../launch/launch-error.ts';
import { runCli } from './cli.ts';
import { edit, type GuideStep, isSeen, readGuide, wordsIn } from './guide-under-test.ts';

const guide = readFileSync(new URL('../../../docs/first-case-type.md', import.meta.url), 'utf8');
const caseTypesFolder = fileURLToPath(new URL('../../../case-types', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'casewright-guide-'));
afterAll(() => rmSync(folder, { recursive: true }));

const needsServer = (command: string): boolean => /npm start|casewright move/.test(command);

interface Play {
  readonly folder: string;
  /** What the command printed before, by it and all edits up to there. */
  readonly known: Map<string, string>;
}

const known = new Map<string, string>();

/** The commands run, or a sentence about the first step that is not as the guide says. */
async function play(steps: readonly GuideStep[]): Promise<number | string> {
  const at: Play = { folder: mkdtempSync(join(folder, 'play-')), known };
  let [runs, done] = [0, ''];
  for (const step of steps) {
    if (step.kind === 'run') {
      if (needsServer(step.command)) continue;
      const key = `${done}${step.command}`;
      const seen = known.get(key) ?? (await run(at, step.command));
      known.set(key, seen);
      if (!isSeen(step.sees, seen)) return `Line ${step.line}: ${step.command} printed\n${seen}`;
      runs += 1;
      continue;
    }
    try {
      edit(at.folder, step);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    done += JSON.stringify({ ...step, line: 0 });
  }
  return runs;
}

/** As in the folder in which the reader works. */
async function run({ folder: place }: Play, command: string): Promise<string> {
  const [npx, name, ...args] = wordsIn(command);
  if (npx !== 'npx' || name !== 'casewright') throw new Error(`A test cannot run “${command}”.`);
  const printed: string[] = [];
  const take = (line: string): void => void printed.push(line);
  await runCli(
    args.map((arg) => (arg.startsWith('mine') ? join(place, arg) : arg)),
    {
      open: () => Promise.reject(new LaunchError('There is no database here.')),
      ...{ caseTypesFolder, programFolder: caseTypesFolder, print: take, say: take, nowMs: () => 0 },
    },
  );
  return printed.join('\n').replaceAll(`${place}/`, '');
}

const steps = readGuide(guide);

it('shows what its reader sees, at every step', async () => {
  const runs = await play(steps);
  expect(runs).toBe(steps.filter((step) => step.kind === 'run' && !needsServer(step.command)).length);
  expect(runs).toBeGreaterThanOrEqual(15);
});

it('is not believed with any change left out, nor with any other word for what is seen', async () => {
  const faults = steps.flatMap((step, at): readonly (readonly GuideStep[])[] => {
    const [before, after] = [steps.slice(0, at), steps.slice(at + 1)];
    if (step.kind !== 'run') return [[...before, ...after]];
    if (needsServer(step.command)) return [];
    return [[...before, { ...step, sees: `${step.sees}x` }, ...after]];
  });
  const unseen: (GuideStep | undefined)[] = [];
  for (const faulty of faults)
    if (typeof (await play(faulty)) === 'number') unseen.push(steps.find((step, at) => step !== faulty[at]));
  expect(unseen).toEqual([]);
  expect(faults.length).toBeGreaterThanOrEqual(30);
});

it('is refused with a snippet that belongs to no step, and with half a step', () => {
  expect(() => readGuide(`${guide}\n\`\`\`yaml\na: b\n\`\`\`\n`)).toThrow(/belongs to no step/);
  expect(() => readGuide(guide.replace('**You see:**', 'You see:'))).toThrow(/was to come there/);
});

it('takes … for words of a line, and alone for lines', () => {
  expect(isSeen('a … c\n…\nend', 'a b c\nx\ny\nend')).toBe(true);
  expect(isSeen('a … c', 'a b d')).toBe(false);
  expect(isSeen('a', 'a\nb')).toBe(false);
});
