// Reads the project from the disk for the tidy rules. It knows what is not ours (installed, built, kept data), nothing else.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from './tree.ts';

const NOT_OURS = new Set(['node_modules', '.git', '.data', 'build', 'coverage', '.vite']);
const BINARY = /\.(png|jpe?g|gif|webp|ico|woff2?|gz|zip|pdf|sqlite)$/;
const TOO_LARGE_TO_READ = 2_000_000;

/** Every text file below `root` that people write, by its path from there. */
export function readTree(root: string): readonly SourceFile[] {
  const files: SourceFile[] = [];
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !NOT_OURS.has(entry.name)) waiting.push(path);
      if (entry.isFile() && isOurText(root, path)) files.push({ path, text: readFileSync(join(root, path), 'utf8') });
    }
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function isOurText(root: string, path: string): boolean {
  if (BINARY.test(path) || path.endsWith('.log') || path === 'package-lock.json') return false;
  return statSync(join(root, path)).size < TOO_LARGE_TO_READ;
}
