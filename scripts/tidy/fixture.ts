// What a fixture of a rule is, and the small files that fixtures are made of.
import type { SourceFile } from './tree.ts';

export interface Fixture {
  /** Trees in which the rule must find something. */
  readonly caught: readonly (readonly SourceFile[])[];
  /** Trees in which it must find nothing. */
  readonly passed: readonly (readonly SourceFile[])[];
}

export type Fixtures = Readonly<Record<string, Fixture>>;

export function file(path: string, text: string): SourceFile {
  return { path, text };
}

export function code(text: string): readonly SourceFile[] {
  return [file('server/src/store/a.ts', text)];
}

export function manifest(entries: string): SourceFile {
  return file('server/package.json', `{ "dependencies": { ${entries} } }`);
}

export function lines(count: number): string {
  return 'x();\n'.repeat(count);
}
