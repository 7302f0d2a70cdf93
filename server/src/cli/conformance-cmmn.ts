// Plays the scenarios of a folder against the plan engine: `scenarios/*.json` with the models they name, or scenarios
// lying in the folder itself.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { EvaluateDecision } from '@casewright/engine/plan';
import { playCmmnScenario, readCmmnScenario } from '@casewright/engine/cmmn';
import { compileDmn, decideFields, declareInputs, readDmn } from '@casewright/engine/dmn';
import type { ConformanceFailure, ConformanceLevel } from './conformance-command.ts';
import { decodeXml } from './decode-xml.ts';

export function conformanceCmmn(folder: string): readonly ConformanceLevel[] {
  const inner = join(folder, 'scenarios');
  const scenarios = existsSync(inner) ? inner : folder;
  const files = readdirSync(scenarios)
    .filter((name) => name.endsWith('.json') && name !== 'scenario.schema.json')
    .toSorted();
  let passed = 0;
  const failures: ConformanceFailure[] = [];
  for (const path of files) {
    const told = play(join(scenarios, path), folder);
    if (told.length === 0) passed += 1;
    for (const got of told)
      failures.push({ path, caseId: path.replace('.json', ''), expected: 'as the scenario says', got });
  }
  return [{ level: 'cmmn', passed, total: files.length, failures }];
}

function play(file: string, folder: string): readonly string[] {
  try {
    const read = readCmmnScenario(JSON.parse(readFileSync(file, 'utf8')));
    if ('problems' in read) return read.problems;
    const { deploy } = read.scenario;
    const outside = deploy.find((name) => relative(folder, resolve(folder, name)).startsWith('..'));
    if (outside !== undefined) return [`It deploys ${outside}, which lies outside the folder.`];
    const sources = (dmn: boolean): readonly string[] =>
      deploy.filter((name) => name.endsWith('.dmn') === dmn).map((name) => decodeXml(readFileSync(join(folder, name))));
    const decisions = sources(true);
    const evaluateDecision = decisions.length === 0 ? undefined : decisionsOf(decisions);
    return playCmmnScenario(read.scenario, { models: sources(false), evaluateDecision });
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Evaluates the decisions of the DMN files that a scenario deploys. A file that cannot be read stops the scenario. */
function decisionsOf(sources: readonly string[]): EvaluateDecision {
  const models = sources.map((source) => {
    const reading = readDmn(source);
    if ('model' in reading) return compileDmn(declareInputs(reading.model));
    throw new Error(reading.problems.map(({ path, reason }) => `${path}: ${reason}`).join(' '));
  });
  return (decision, data) => decideFields(models, decision, data);
}
