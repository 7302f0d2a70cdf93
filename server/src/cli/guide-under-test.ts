// Reads a guide for people as steps that a test can do: the files it lets them write, the changes, the commands, and what they are to
// see. It knows no command of ours and no case type; whoever plays the steps does.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One thing that the guide asks of its reader, with the line on which it does. */
export type GuideStep =
  | { readonly kind: 'file'; readonly line: number; readonly path: string; readonly text: string }
  | { readonly kind: 'add'; readonly line: number; readonly path: string; readonly text: string }
  | {
      readonly kind: 'replace';
      readonly line: number;
      readonly path: string;
      readonly old: string;
      readonly by: string;
    }
  | { readonly kind: 'run'; readonly line: number; readonly command: string; readonly sees: string };

/** A word in bold that begins a step, and the fences that belong to it. */
const LEADS: readonly { readonly lead: RegExp; readonly fences: readonly string[] }[] = [
  { lead: /^\*\*New file `([^`]+)`\*\*, with nothing in it\.$/, fences: [] },
  { lead: /^\*\*New file `([^`]+)`:\*\*$/, fences: ['yaml'] },
  { lead: /^\*\*Add at the end of `([^`]+)`:\*\*$/, fences: ['yaml'] },
  { lead: /^\*\*Replace in `([^`]+)`:\*\*$/, fences: ['yaml', '**by:**', 'yaml'] },
  { lead: /^\*\*Run:\*\*$/, fences: ['sh', '**You see:**', 'text'] },
];

/**
 * @param markdown the guide; every fence in it belongs to a step
 * @throws an Error that names the line of what belongs to none, or of a step that is not whole
 */
export function readGuide(markdown: string): readonly GuideStep[] {
  const lines = markdown.split('\n');
  const steps: GuideStep[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const known = LEADS.find(({ lead }) => lead.test(line));
    if (known === undefined) {
      if (/^(```|\*\*(New file|Add|Replace|Run|by|You see))/.test(line))
        throw new Error(`Line ${at + 1} belongs to no step: ${line}`);
      continue;
    }
    const path = known.lead.exec(line)?.[1] ?? '';
    const { texts, end } = readFences(lines, at + 1, known.fences);
    steps.push(stepOf({ line: at + 1, path, known: LEADS.indexOf(known) }, texts));
    at = end - 1;
  }
  return steps;
}

function stepOf(
  { line, path, known }: { readonly line: number; readonly path: string; readonly known: number },
  [first = '', second = '']: readonly string[],
): GuideStep {
  if (known < 2) return { kind: 'file', line, path, text: first };
  if (known === 2) return { kind: 'add', line, path, text: first };
  if (known === 3) return { kind: 'replace', line, path, old: trimmed(first), by: trimmed(second) };
  return { kind: 'run', line, command: first.trim(), sees: trimmed(second) };
}

function trimmed(text: string): string {
  return text.replace(/^\n|\n$/g, '');
}

/** The texts of the fences from there on, with the words between them and nothing else but empty lines. */
function readFences(
  lines: readonly string[],
  from: number,
  wanted: readonly string[],
): { readonly texts: readonly string[]; readonly end: number } {
  const texts: string[] = [];
  let at = from;
  for (const want of wanted) {
    while (lines[at] === '') at += 1;
    const expected = want.startsWith('**') ? want : `\`\`\`${want}`;
    if (lines[at] !== expected)
      throw new Error(`Line ${at + 1} is “${lines[at] ?? ''}”, and “${expected}” was to come there.`);
    if (want.startsWith('**')) {
      at += 1;
      continue;
    }
    const end = lines.indexOf('```', at + 1);
    texts.push(`${lines.slice(at + 1, end).join('\n')}\n`);
    at = end + 1;
  }
  return { texts, end: at };
}

/**
 * Does what the guide asks of a file in that folder.
 * @throws an Error when what is to be replaced is not there exactly once
 */
export function edit(folder: string, step: Exclude<GuideStep, { readonly kind: 'run' }>): void {
  const path = join(folder, step.path);
  if (step.kind === 'file') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, step.text);
    return;
  }
  const before = readFileSync(path, 'utf8');
  if (step.kind === 'add') {
    writeFileSync(path, before + step.text);
    return;
  }
  const times = before.split(step.old).length - 1;
  if (times !== 1) throw new Error(`Line ${step.line}: “${step.old}” stands ${times} times in ${step.path}.`);
  writeFileSync(
    path,
    before.replace(step.old, () => step.by),
  );
}

/** Whether somebody sees what the guide says: `…` stands for any words of a line, and alone for any number of lines. */
export function isSeen(sees: string, seen: string): boolean {
  const lines = sees.split('\n').map((line) => (line === '…' ? '(?:.*\\n)*' : `${wordsOf(line)}\\n`));
  return new RegExp(`^${lines.join('')}$`).test(`${seen}\n`);
}

function wordsOf(line: string): string {
  return line
    .split('…')
    .map((words) => words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('.+');
}

/** A command line of a shell as its words; quotes hold words together. */
export function wordsIn(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}
