// What must hold of the languages of a case type: each has every text that people see, and none that nobody sees.
import type { Judging } from './check-data.ts';
import { textsOf } from './languages.ts';
import { namesInText, textsOfBlocks } from './letter-definition.ts';
import { childOf, entriesOf, type LocatedNode, textOf } from './located.ts';
import { suggestion } from './nearest.ts';
import { report } from './problem.ts';

/** So many missing texts are told one by one. */
const TOLD = 20;

export function checkLanguages({ root, findings, compiled }: Judging): void {
  const languages = entriesOf(childOf(root, 'languages'));
  if (languages.length === 0) return;
  const texts = textsOf(compiled.caseType);
  for (const { key: language, value } of languages) {
    const translated = entriesOf(value);
    const known = new Set(translated.map(({ key }) => key));
    const missing = [...texts].filter((text) => !known.has(text));
    for (const text of missing.slice(0, TOLD)) {
      const reason = `“${text}” has no text in ${language}. Say it, under the same words.`;
      report(findings, value, { code: 'no-translation', reason });
    }
    if (missing.length > TOLD) {
      const reason = `${missing.length - TOLD} more texts have none in ${language}.`;
      report(findings, value, { code: 'no-translation', reason });
    }
    const inLetters = textsOfLetters(compiled.caseType);
    for (const { key, at, value: text } of translated) {
      if (inLetters.has(key)) checkNames(key, text, findings);
      if (texts.has(key)) continue;
      const near = suggestion(key, missing, findings);
      const hint = near === '' ? ' Remove it.' : `${near} Then look whether the text still says the same.`;
      report(findings, at, { code: 'no-translation', reason: `Nothing in the case type says “${key}”.${hint}` });
    }
  }
}

function textsOfLetters({ letters }: Judging['compiled']['caseType']): ReadonlySet<string> {
  const texts = [...letters.values()].flatMap(({ subject, body, merge }) => [
    ...[subject, ...textsOfBlocks(body)],
    ...[...merge.values()].flatMap(({ absent }) => absent ?? []),
  ]);
  return new Set(texts.map(({ saying }) => saying));
}

/** A letter says the same in every language: each name in braces stands in each of its texts. */
function checkNames(text: string, translation: LocatedNode, findings: Judging['findings']): void {
  const names = (saying: string): string => [...new Set(namesInText({ saying }))].toSorted().join(', ');
  const [asked, given] = [names(text), names(textOf(translation) ?? '')];
  if (asked === given) return;
  const reason = `This must name the same values in braces as the text that it translates: ${asked === '' ? 'none' : asked}.`;
  report(findings, translation, { code: 'no-translation', reason });
}
