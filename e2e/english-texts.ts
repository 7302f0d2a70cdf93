// The sentences of the English screens, to look for them where another language was chosen. Those that are the same in French, and
// single words that the demonstration's own data may say, are left out.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TEXTS = new URL('../web/src/texts/', import.meta.url);

export async function englishTexts(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const file of readdirSync(fileURLToPath(new URL('en/', TEXTS)))) {
    const [english, french] = await Promise.all([leavesOf('en', file), leavesOf('fr', file)]);
    for (const [way, text] of english) if (french.get(way) !== text) found.add(text);
  }
  return found;
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
