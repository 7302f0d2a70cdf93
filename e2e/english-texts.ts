// The sentences of the English screens, to look for them where another language was chosen. What is said in French as well is left out.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TEXTS = new URL('../web/src/texts/', import.meta.url);

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
