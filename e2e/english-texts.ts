// The sentences of the English screens, of the engine and of the kinds of case, to look for them where another language was chosen. What
// is said in French as well is left out.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TEXTS = new URL('../web/src/texts/', import.meta.url);
const SENTENCES = new URL('../engine/src/sentences/', import.meta.url);
const KINDS = new URL('../case-types/', import.meta.url);
/** A line of `languages:` with a text and its French, as the formatter writes it. */
const TRANSLATED = /^ {4}(?:'([^']+)'|"([^"]+)"|([^'"\s#][^:]*)): (?:'|")?(.+?)(?:'|")?$/gm;
/** Shorter ones are also words that people write. */
const FEWEST_WORDS = 3;

export async function englishTexts(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const inFrench = new Set<string>();
  for (const file of readdirSync(fileURLToPath(new URL('en/', TEXTS)))) {
    for (const text of (await leavesOf('en', file)).values()) found.add(text);
    for (const text of (await leavesOf('fr', file)).values()) inFrench.add(text);
  }
  // "File" is a word of both, and not the same one.
  return new Set([...found].filter((text) => !inFrench.has(text)));
}

/** What the engine says in English, as patterns: any text may stand in the places. */
export async function englishSentences(): Promise<readonly RegExp[]> {
  const [english, french] = await Promise.all(
    ['english.ts', 'french.ts'].map(async (file) => {
      const module: unknown = await import(new URL(file, SENTENCES).href);
      return stringsIn(module);
    }),
  );
  const other = new Set(french);
  return (english ?? [])
    .filter((text) => !other.has(text) && wordsIn(text.replaceAll(/\{\w+\}/g, '')) >= FEWEST_WORDS)
    .map((text) => {
      const parts = text.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
      return new RegExp(`^${parts.join('.{0,300}')}$`, 'u');
    });
}

/** What kinds of case that are whole in French call things in English. */
export function englishOfKinds(): ReadonlySet<string> {
  const found = new Set<string>();
  const french = new Set<string>();
  for (const file of readdirSync(fileURLToPath(KINDS), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.yaml') || file.includes('scenarios')) continue;
    const text = readFileSync(new URL(file, KINDS), 'utf8');
    const [, said = ''] = text.split(/^ {2}fr:$/m);
    for (const [, single, double, plain, other = ''] of said.matchAll(TRANSLATED)) {
      found.add((single ?? double ?? plain ?? '').trim());
      french.add(other.trim());
    }
  }
  return new Set([...found].filter((text) => !french.has(text) && wordsIn(text) >= FEWEST_WORDS));
}

function wordsIn(text: string): number {
  return text.match(/\p{L}+/gu)?.length ?? 0;
}

function stringsIn(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(stringsIn) : [];
}

async function leavesOf(language: string, file: string): Promise<ReadonlyMap<string, string>> {
  const module: unknown = await import(new URL(`${language}/${file}`, TEXTS).href);
  const leaves = new Map<string, string>();
  const visit = (part: unknown, way: string): void => {
    if (typeof part === 'string' && part.trim() !== '') leaves.set(way, part.trim());
    else if (typeof part === 'object' && part !== null)
      for (const [name, value] of Object.entries(part)) visit(value, `${way}.${name}`);
  };
  visit(module, '');
  return leaves;
}
