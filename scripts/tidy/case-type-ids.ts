// A kind of case is described and never programmed: its name stands in no program. The names are those of the folder of the shipped
// ones, so that each new kind is looked for from its first day.
import { type Finding, isTest, nameOf, type Rule, type Tree, walk } from './tree.ts';

const SHIPPED = /^case-types\/([a-z0-9-]+)\/case-type\.yaml$/;
const PROGRAMS = /^(engine|server|web)\/src\//;
/** Demonstration data, and what measures and proves the programs, play with shipped kinds of case. */
const APART = /^server\/src\/(demonstration|bench|full)\/|^server\/src\/main-(bench|full)\.ts$|^engine\/src\/trial\//;
/** Two of the archetypes that the standard names are spelled like kinds of case. */
const ARCHETYPES = 'engine/src/definition/schema.ts';

export const caseTypeRules: readonly Rule[] = [
  {
    name: 'no-case-type-ids',
    cure: 'Say in the case type what is special about it. What it cannot say is a missing primitive: mend that.',
    find: (tree) => {
      const ids = idsOf(tree);
      return [...tree.code.values()]
        .filter(({ path }) => PROGRAMS.test(path) && !isTest(path) && !APART.test(path) && path !== ARCHETYPES)
        .flatMap((file) => {
          const findings: Finding[] = [];
          walk(file.program, (node) => {
            const text = node.type === 'Literal' ? nameOf(node) : '';
            if (ids.has(text)) findings.push({ path: file.path, line: file.lineAt(node.start), what: `names ${text}` });
          });
          return findings;
        });
    },
  },
];

function idsOf(tree: Tree): ReadonlySet<string> {
  return new Set([...tree.files.keys()].flatMap((path) => SHIPPED.exec(path)?.[1] ?? []));
}
