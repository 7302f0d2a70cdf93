// Runs the Technology Compatibility Kit for DMN from a folder, at whatever depth its files lie: a model beside its cases,
// and beside it the models that it imports. Levels are told apart by the names of the folders.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import {
  compileDmn,
  readDmn,
  readKitFile,
  runKitCase,
  type CompiledDmn,
  type DmnReading,
  type DmnResolver,
  type KitFile,
} from '@casewright/engine/dmn';
import type { ConformanceFailure, ConformanceLevel } from './conformance-command.ts';

interface Tally {
  passed: number;
  total: number;
  readonly failures: ConformanceFailure[];
}

/** Reads a model with what it imports; another reader than the plain one proves what that reader keeps. */
type ReadModel = (text: string, resolver: DmnResolver) => DmnReading;

export function conformanceDmn(folder: string, readModel: ReadModel = readDmn): readonly ConformanceLevel[] {
  const levels = new Map<string, Tally>();
  for (const file of filesBelow(folder, '.xml')) {
    const level = levelOf(folder, file);
    const tally = levels.get(level) ?? { passed: 0, total: 0, failures: [] };
    levels.set(level, tally);
    runFile({ file, path: relative(folder, file), readModel }, tally);
  }
  return [...levels].map(([level, tally]) => ({ level, ...tally }));
}

interface Running {
  readonly file: string;
  readonly path: string;
  readonly readModel: ReadModel;
}

function runFile({ file, path, readModel }: Running, tally: Tally): void {
  const kit = readKitFile(readFileSync(file, 'utf8'));
  if (typeof kit === 'string') {
    tally.total += 1;
    tally.failures.push({ path, caseId: '-', expected: 'a file of cases', got: kit });
    return;
  }
  const model = modelAt(join(dirname(file), kit.modelName), readModel);
  tally.total += kit.cases.length;
  for (const failure of failuresOf(kit, model)) tally.failures.push({ path, ...failure });
  tally.passed = tally.total - tally.failures.length;
}

function failuresOf(kit: KitFile, model: CompiledDmn | string): readonly Omit<ConformanceFailure, 'path'>[] {
  return kit.cases.flatMap((one) => {
    if (typeof model === 'string') return [{ caseId: one.id, expected: 'a model', got: model }];
    const { id, failure } = runKitCase(model, one);
    return failure === null
      ? []
      : [{ caseId: id, expected: `${failure.result} = ${failure.expected}`, got: failure.got }];
  });
}

function modelAt(file: string, readModel: ReadModel): CompiledDmn | string {
  const text = read(file);
  if (text === null) return `There is no model ${basename(file)}.`;
  const reading = readModel(text, (namespace) => beside(file, namespace));
  if ('model' in reading) return compileDmn(reading.model);
  const [problem] = reading.problems;
  return problem === undefined ? 'The model cannot be read.' : `${problem.path}: ${problem.reason}`;
}

/** The text of the model of that namespace that lies in the same folder. */
function beside(file: string, namespace: string): string | null {
  const folder = dirname(file);
  for (const name of readdirSync(folder).toSorted()) {
    if (!name.endsWith('.dmn')) continue;
    const text = read(join(folder, name)) ?? '';
    if (text.includes(` namespace="${namespace}"`)) {
      const [definitions = ''] = /<(\w+:)?definitions\b[^>]*>/.exec(text) ?? [];
      if (definitions.includes(`namespace="${namespace}"`)) return text;
    }
  }
  return null;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function levelOf(folder: string, file: string): string {
  const parts = join(basename(folder), relative(folder, file)).split(sep);
  return parts.find((part) => part.startsWith('compliance-level-')) ?? 'cases';
}
