// What must never be in the tree: paths of somebody's machine, secrets, pictures in place of words.
import type { Finding, Rule, Tree } from './tree.ts';

/** These two hold what they look for. */
const OWN = new Set(['scripts/tidy/leaks.ts', 'scripts/tidy/text-fixtures.ts']);
const MACHINE_PATHS = /\/work\/(?:main|shared|\.)|\/root\/|\/tmp\/cw\b|\/home\/[a-z]+\/|\/Users\/[A-Za-z]+\//;
const SECRETS: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a cloud access key', /\bAKIA[0-9A-Z]{16}\b/],
  ['a token', /\b(ghp|gho|ghs|github_pat|glpat|xox[abp]|sk_live|npm)_?[-_A-Za-z0-9]{30,}/],
  ['a signed token', /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\./],
  // `user:password@host` is what documents write for a person to fill in.
  ['a database password', /\bpostgres(ql)?:\/\/[^\s:/@'"`$<>{}]+:(?!password@)[^\s@'"`$<>{}]{8,}@/],
  ['a password', /\b(password|passwd|secret|api_?key)['"]?\s*[:=]\s*['"][A-Za-z0-9+/=_!@#$%^&*-]{8,}['"]/i],
];

export const leakRules: readonly Rule[] = [
  {
    name: 'no-machine-paths',
    cure: 'Use a path from the root of the project, a temporary folder made at run time, or an environment variable.',
    find: (tree) => inEveryLine(tree, (line) => (MACHINE_PATHS.test(line) ? 'names a path of one machine' : null)),
  },
  {
    name: 'no-secrets',
    cure: 'Take it out, change it wherever it was used, and read it from a file outside the tree or from the environment.',
    find: (tree) => inEveryLine(tree, (line) => SECRETS.find(([, pattern]) => pattern.test(line))?.[0] ?? null),
  },
  {
    name: 'no-emoji',
    cure: 'Say it in words, which everybody can read and search.',
    find: (tree) => inEveryLine(tree, (line) => (/\p{Emoji_Presentation}/u.test(line) ? 'holds an emoji' : null)),
  },
];

function inEveryLine(tree: Tree, judge: (line: string) => string | null): readonly Finding[] {
  return [...tree.files.values()]
    .filter((file) => !OWN.has(file.path))
    .flatMap((file) =>
      file.text.split('\n').flatMap((line, index) => {
        const what = judge(line);
        return what === null ? [] : [{ path: file.path, line: index + 1, what }];
      }),
    );
}
