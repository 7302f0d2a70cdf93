// What comments must and must not hold: an opening sentence in every file, reasons for every rule switched off, and no
// reminders or dead code.
import { type CodeFile, type Finding, isTest, type Rule, type SourceFile, type Tree } from './tree.ts';

const SIZE_RULE = /\b(max-lines(-per-function)?|max-params|max-depth|max-nested-callbacks|max-statements|complexity)\b/;
const DISABLE =
  /^(oxlint|eslint)-disable|^@ts-(expect-error|ignore|nocheck)|^(v8|istanbul|c8) ignore|^(oxfmt|prettier|biome)-ignore|^knip/;
const REMINDER = /\b(TODO|FIXME|XXX|HACK)\b(?! ?\(?#\d+)/;
const DEAD_CODE =
  /^(import .* from |export (const|function)|(const|let) [\w{[].* = .*;$|return .*;$|await [\w.]+\(.*\);$|if \(.*\) ?\{$|\}\);?$|[\w.]+\(.*\);$)/;

export const commentRules: readonly Rule[] = [
  {
    name: 'opens-with-a-comment',
    cure: 'Open the file with one or two sentences: what it does and what it refuses to know.',
    find: (tree) =>
      [...tree.files.values()]
        .filter(needsOpening)
        .flatMap((file) =>
          hasOpening(file) ? [] : [{ path: file.path, line: 1, what: 'does not open with a sentence' }],
        ),
  },
  {
    name: 'no-silent-disables',
    cure: 'Give the reason after `--` or in the comment above. Limits on size, @ts-ignore and @ts-nocheck cannot be switched off at all: split the code, or change the rule in one place with a decision record.',
    find: (tree) => [...tree.code.values()].flatMap(disableFault),
  },
  {
    name: 'no-reminders',
    cure: 'Do it now, or open an issue and name it: `TODO (#12) ...`.',
    find: (tree) => [...inComments(tree, reminderFault), ...inLines(tree, reminderFault)],
  },
  {
    name: 'no-dead-code',
    cure: 'Delete it; the history keeps it.',
    find: (tree) =>
      inComments(tree, (text) =>
        text.split('\n').some((line) => DEAD_CODE.test(line.replace(/^\s*\*?\s*/, '')))
          ? 'holds commented-out code'
          : null,
      ),
  },
  {
    name: 'no-banners',
    cure: 'Divide by files and functions, not by rulers of dashes.',
    find: (tree) => inComments(tree, (text) => (/^[-=*#~_]{5,}/.test(text) ? 'is a banner' : null)),
  },
  {
    name: 'every-test-runs',
    cure: 'Remove `.only`; instead of `.skip` or `.todo` use `skipIf` with the condition, so that the report says what is absent.',
    find: (tree) =>
      [...tree.code.values()]
        .filter((file) => isTest(file.path))
        .flatMap((file) =>
          matches(file, /\b(?:it|test|describe)(?:\.each\([^)]*\))?\.(only|skip|todo)\b/g).map((line) => ({
            path: file.path,
            line,
            what: 'a test that is focused or skipped',
          })),
        ),
  },
];

function needsOpening(file: SourceFile): boolean {
  // The titles of a test are sentences already.
  return /\.(ts|tsx|mjs|sql|css)$/.test(file.path) && !/\.(d|test|e2e)\.tsx?$/.test(file.path);
}

function hasOpening(file: SourceFile): boolean {
  const start = file.text.replace(/^#!.*\n/, '');
  const opening = /^(?:\/\/|--)\s*(.+)|^\/\*+\s*([^*\s][^\n]*)/.exec(start);
  const sentence = opening?.[1] ?? opening?.[2] ?? '';
  return sentence.split(' ').length >= 3 && !DISABLE.test(sentence);
}

function disableFault(file: CodeFile): readonly Finding[] {
  return file.comments.flatMap((comment) => {
    const line = comment.text.split('\n')[0] ?? '';
    if (!DISABLE.test(line)) return [];
    const fault = (what: string): readonly Finding[] => [{ path: file.path, line: comment.firstLine, what }];
    if (/^@ts-(ignore|nocheck)/.test(line)) return fault('switches the type checker off');
    if (SIZE_RULE.test(line)) return fault('switches a limit on size off');
    const reason = line.startsWith('@ts-expect-error')
      ? line.slice('@ts-expect-error'.length)
      : (line.split(/\s--\s/)[1] ?? '');
    const above = file.comments.some(({ lastLine, text }) => lastLine === comment.firstLine - 1 && !DISABLE.test(text));
    return above || reason.trim().split(' ').length >= 2 ? [] : fault('switches a rule off without a reason');
  });
}

function reminderFault(text: string): string | null {
  return REMINDER.test(text) ? 'holds a reminder without an issue' : null;
}

function inComments(tree: Tree, judge: (text: string) => string | null): readonly Finding[] {
  return [...tree.code.values()].flatMap((file: CodeFile) =>
    file.comments.flatMap((comment) => {
      const what = judge(comment.text);
      return what === null ? [] : [{ path: file.path, line: comment.firstLine, what }];
    }),
  );
}

/** The same for files without a parser here: SQL, style sheets, YAML. */
function inLines(tree: Tree, judge: (text: string) => string | null): readonly Finding[] {
  return [...tree.files.values()]
    .filter((file) => /\.(sql|css|ya?ml)$/.test(file.path))
    .flatMap((file) =>
      file.text.split('\n').flatMap((text, index) => {
        const what = judge(text);
        return what === null ? [] : [{ path: file.path, line: index + 1, what }];
      }),
    );
}

function matches(file: CodeFile, pattern: RegExp): readonly number[] {
  return [...file.text.matchAll(pattern)].map((match) => file.lineAt(match.index));
}
