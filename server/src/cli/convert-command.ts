// `casewright convert`: a case type in YAML to CMMN or its decisions to DMN, and a model of either to a case type. It
// writes one new file and never replaces one.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import {
  compileCase,
  modelOf,
  readCmmn,
  sourceOf,
  waitsUnknownToCmmn,
  writeCmmn,
  type XmlProblem,
} from '@casewright/engine/cmmn';
import { checkCaseType, modelOfDecisions, sourceOfDmn } from '@casewright/engine/definition';
import { readDmn, writeDmn } from '@casewright/engine/dmn';
import { parse, stringify } from 'yaml';
import type { CommandCall } from './cli.ts';
import { decodeXml } from './decode-xml.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { findCaseTypes, problemLine, readCaseType } from './read-case-types.ts';

type Converted = { readonly text: string } | { readonly problems: readonly string[] };

const YAML = new Set(['.yaml', '.yml']);
const MODELS = new Set(['.cmmn', '.dmn', '.xml']);

export function convertCommand({ doors, positionals }: CommandCall): Promise<ExitCode> {
  const [from, to] = positionals;
  if (from === undefined || to === undefined) throw new UsageError('Say which file to convert and what to write.');
  const toModel = YAML.has(extname(from)) && MODELS.has(extname(to));
  if (!toModel && !(MODELS.has(extname(from)) && YAML.has(extname(to)))) {
    throw new UsageError('One of the two names must end with .yaml and the other with .cmmn or .dmn.');
  }
  if (!existsSync(from)) throw new EnvironmentError(`There is no file ${from}.`);
  if (existsSync(to)) throw new EnvironmentError(`${to} is there already. Name another file, or remove it first.`);
  const bytes = readFileSync(from);
  const converted = toModel
    ? modelTextOf(from, { ending: extname(to), shippedFolder: doors.caseTypesFolder })
    : placed(from, yamlOf(decodeXml(bytes), extname(from)));
  if ('problems' in converted) {
    for (const problem of converted.problems) doors.print(problem);
    doors.print('Nothing was written.');
    return Promise.resolve(ExitCode.problems);
  }
  writeFileSync(to, converted.text, { flag: 'wx' });
  doors.print(`${to} was written.`);
  return Promise.resolve(ExitCode.ok);
}

/** Problems as lines that name the file. */
function placed(file: string, converted: Converted): Converted {
  return 'problems' in converted ? { problems: converted.problems.map((problem) => `${file}:${problem}`) } : converted;
}

function modelTextOf(
  file: string,
  { ending, shippedFolder }: { readonly ending: string; readonly shippedFolder: string },
): Converted {
  const [checked] = findCaseTypes([file], shippedFolder).map(readCaseType);
  if (checked === undefined || 'problems' in checked) {
    return { problems: (checked?.problems ?? []).map((problem) => problemLine(file, problem)) };
  }
  if (ending === '.dmn') {
    if (checked.caseType.decisions.size === 0) return { problems: [`${file}:1:1: The case type has no decisions.`] };
    return { text: writeDmn(modelOfDecisions(checked.caseType)) };
  }
  // It was checked, so it is a group of keys.
  const data = parse(checked.source, { maxAliasCount: 0 }) as Readonly<Record<string, unknown>>;
  const unknown = waitsUnknownToCmmn(data, checked.caseType);
  if (unknown.length > 0) {
    const reason = `CMMN cannot say that something waits for what happens to an issue or the like, as ${unknown.join(', ')} does.`;
    return { problems: [`${file}:1:1: ${reason}`] };
  }
  return { text: writeCmmn(modelOf(data, checked.caseType)) };
}

function yamlOf(source: string, ending: string): Converted {
  // Both languages are written in files called .xml; only DMN names its own namespace.
  return ending === '.dmn' || (ending === '.xml' && /\bspec\/DMN\//.test(source))
    ? yamlOfDmn(source)
    : yamlOfCmmn(source);
}

function yamlOfDmn(source: string): Converted {
  const read = readDmn(source);
  if ('problems' in read) {
    return { problems: read.problems.map((one) => `${one.line ?? 1}:${one.column ?? 1}: ${one.path}: ${one.reason}`) };
  }
  const converted = sourceOfDmn(read.model);
  if ('problems' in converted)
    return { problems: converted.problems.map(({ path, reason }) => `1:1: ${path}: ${reason}`) };
  const text = stringify(converted.source, { lineWidth: 0 });
  // What a case type may not say in an expression is known to its checker alone.
  const checked = checkCaseType(text, '0'.repeat(64));
  if ('caseType' in checked) return { text };
  return { problems: checked.problems.map(({ path, reason }) => `1:1: ${path}: ${reason}`) };
}

function yamlOfCmmn(source: string): Converted {
  const read = readCmmn(source);
  if ('problems' in read) return { problems: read.problems.map(line) };
  const [found, another] = read.model.cases;
  if (found === undefined || another !== undefined) {
    return { problems: ['1:1: The model must hold one case. Convert each case from a file of its own.'] };
  }
  const compiled = compileCase(read.model, found.id, { hash: '' });
  if ('problems' in compiled) return { problems: compiled.problems.map(line) };
  return { text: stringify(sourceOf(found, compiled.caseType)) };
}

function line({ line: at, column, reason }: XmlProblem): string {
  return `${at}:${column}: ${reason}`;
}
