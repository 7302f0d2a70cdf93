// What a long proof is given and what it answers, and where it keeps how far it came, so that it can be stopped and run
// again. Knows no proof.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface SuiteOptions {
  readonly seed: number;
  /** The project; programs are started from there. */
  readonly project: string;
  /** A folder of this suite's own, kept from one run to the next until the suite has ended well. */
  readonly folder: string;
  readonly say: (sentence: string) => void;
}

export interface SuiteResult {
  readonly verdict: 'passed' | 'failed';
  /** What was counted, by name. */
  readonly counts: Readonly<Record<string, unknown>>;
  /** A sentence for everything that was not as it must be. */
  readonly failures: readonly string[];
}

export function resultOf(counts: Readonly<Record<string, unknown>>, failures: readonly string[]): SuiteResult {
  return { verdict: failures.length === 0 ? 'passed' : 'failed', counts, failures };
}

/** A value kept in a file; every change is on disk before the next step begins. */
export interface KeptState<T> {
  readonly value: T;
  readonly change: (change: Partial<T>) => void;
}

/** @param fresh what a run from the start begins with; a file of another seed counts as none */
export function keepState<T extends { readonly seed: number }>(file: string, fresh: T): KeptState<T> {
  let value = readState(file, fresh);
  return {
    get value() {
      return value;
    },
    change(change) {
      value = { ...value, ...change };
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`);
      renameSync(`${file}.new`, file);
    },
  };
}

export function stateFile({ folder }: Pick<SuiteOptions, 'folder'>): string {
  return join(folder, 'state.json');
}

function readState<T extends { readonly seed: number }>(file: string, fresh: T): T {
  try {
    // Only `change` writes this file, from a value of this type.
    const kept = JSON.parse(readFileSync(file, 'utf8')) as T;
    return kept.seed === fresh.seed ? kept : fresh;
  } catch {
    return fresh;
  }
}
