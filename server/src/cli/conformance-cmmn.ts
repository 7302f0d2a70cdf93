// Plays the scenarios of a folder against the plan engine: `scenarios/*.json` with the models they name, or scenarios
// lying in the folder itself.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { EvaluateDecision } from '@casewright/engine/plan';
import { playCmmnScenario, readCmmnScenario } from '@casewright/engine/cmmn';
import type { Conformance } from './conformance-command.ts';
import { decodeXml } from './decode-xml.ts';
import { EnvironmentError } from './exit-codes.ts';

/** Evaluates the decisions of the DMN files of a scenario; absent where none can be evaluated yet. */
export type DecisionsOf = (dmnSources: readonly string[]) => EvaluateDecision;

/** The suite as the command line runs it. */
export function conformanceCmmn(folder: string, print: (line: string) => void): ReturnType<Conformance> {
  return runConformanceCmmn(folder, { print, decisionsOf: null });
}

export interface CmmnConformanceOptions {
  readonly print: (line: string) => void;
  readonly decisionsOf: DecisionsOf | null;
}

export function runConformanceCmmn(
  folder: string,
  { print, decisionsOf }: CmmnConformanceOptions,
): { readonly passed: number; readonly total: number } {
  if (!existsSync(folder)) throw new EnvironmentError(`There is no folder ${folder}.`);
  const inner = join(folder, 'scenarios');
  const scenarios = existsSync(inner) ? inner : folder;
  const files = readdirSync(scenarios)
    .filter((name) => name.endsWith('.json') && name !== 'scenario.schema.json')
    .toSorted();
  let passed = 0;
  for (const file of files) {
    const failures = play(join(scenarios, file), folder, decisionsOf);
    if (failures.length === 0) passed += 1;
    for (const failure of failures) print(`${file}: ${failure}`);
  }
  return { passed, total: files.length };
}

function play(file: string, folder: string, decisionsOf: DecisionsOf | null): readonly string[] {
  try {
    const read = readCmmnScenario(JSON.parse(readFileSync(file, 'utf8')));
    if ('problems' in read) return read.problems;
    const { deploy } = read.scenario;
    const outside = deploy.find((name) => relative(folder, resolve(folder, name)).startsWith('..'));
    if (outside !== undefined) return [`It deploys ${outside}, which lies outside the folder.`];
    const sources = (dmn: boolean): readonly string[] =>
      deploy.filter((name) => name.endsWith('.dmn') === dmn).map((name) => decodeXml(readFileSync(join(folder, name))));
    const decisions = sources(true);
    const evaluateDecision = decisions.length === 0 ? undefined : decisionsOf?.(decisions);
    return playCmmnScenario(read.scenario, { models: sources(false), evaluateDecision });
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
