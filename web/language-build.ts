// Builds the staff app in one language: which texts are taken, and what the page itself says. Knows no screen.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { LANGUAGES, PSEUDO, type Language } from './src/texts/languages.ts';

const ENGLISH = LANGUAGES[0]?.tag ?? '';
const MADE = '\0mirrored:';

/** What the page says where no script runs, before any text of the app is there. */
const WITHOUT_SCRIPT: Readonly<Record<string, string>> = {
  fr: 'L’application du personnel de Casewright a besoin de JavaScript. Activez-le pour ce site, puis rechargez la page.',
};

/** @param tag one of the languages of the app; throws for any other */
export function languageNamed(tag: string): Language {
  const found = [...LANGUAGES, PSEUDO].find((each) => each.tag === tag);
  if (found !== undefined) return found;
  throw new Error(`The staff app has no texts in "${tag}": see web/src/texts/README.md.`);
}

/** The condition by which package.json finds the texts; English needs none. */
export function conditionsOf({ tag }: Language): readonly string[] {
  return tag === ENGLISH || tag === PSEUDO.tag ? [] : [`casewright-${tag}`];
}

export function languagePlugin(language: Language): Plugin {
  return {
    name: 'casewright-language',
    enforce: 'pre',
    resolveId(source) {
      const isText = language === PSEUDO && source.startsWith('#texts/');
      return isText ? `${MADE}${source.slice('#texts/'.length)}` : null;
    },
    load(id) {
      return id.startsWith(MADE) ? mirroredTexts(id.slice(MADE.length)) : null;
    },
    transformIndexHtml(html) {
      const { tag, dir } = language;
      const page = html.replace('<html lang="en">', `<html lang="${tag}" dir="${dir}">`);
      const says = WITHOUT_SCRIPT[tag];
      return says === undefined ? page : page.replace(/(?<=<noscript>\s*<p>)[^<]*/, says);
    },
  };
}

/** A module that has the English texts of a subject, mirrored. */
function mirroredTexts(subject: string): string {
  const file = fileURLToPath(new URL(`./src/texts/en/${subject}.ts`, import.meta.url));
  const names = [...readFileSync(file, 'utf8').matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  const pseudo = fileURLToPath(new URL('./src/texts/pseudo.ts', import.meta.url));
  return [
    `import * as english from ${JSON.stringify(file)};`,
    `import { pseudo } from ${JSON.stringify(pseudo)};`,
    // Not words, but by which rules they are written.
    ...(subject === 'locale' ? [`export const localeTexts = { ...english.localeTexts, locale: 'ar' };`] : []),
    ...names.filter((name) => name !== 'localeTexts').map((name) => `export const ${name} = pseudo(english.${name});`),
  ].join('\n');
}
