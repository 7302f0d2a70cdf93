// `casewright convert`: a case type in YAML to CMMN, and a CMMN model to a case type. It writes one new file and never
// replaces one.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { compileCase, modelOf, readCmmn, sourceOf, writeCmmn, type XmlProblem } from '@casewright/engine/cmmn';
import { checkCaseType } from '@casewright/engine/definition';
import { parse, stringify } from 'yaml';
import type { CommandCall } from './cli.ts';
import { decodeXml } from './decode-xml.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';

type Converted = { readonly text: string } | { readonly problems: readonly string[] };

const YAML = new Set(['.yaml', '.yml']);
const CMMN = new Set(['.cmmn', '.xml']);

export function convertCommand({ doors, positionals }: CommandCall): Promise<ExitCode> {
  const [from, to] = positionals;
  if (from === undefined || to === undefined) throw new UsageError('Say which file to convert and what to write.');
  const toCmmn = YAML.has(extname(from)) && CMMN.has(extname(to));
  if (!toCmmn && !(CMMN.has(extname(from)) && YAML.has(extname(to)))) {
    throw new UsageError('One of the two names must end with .yaml and the other with .cmmn.');
  }
  if (!existsSync(from)) throw new EnvironmentError(`There is no file ${from}.`);
  if (existsSync(to)) throw new EnvironmentError(`${to} is there already. Name another file, or remove it first.`);
  const bytes = readFileSync(from);
  const converted = toCmmn ? cmmnOf(bytes.toString('utf8')) : yamlOf(decodeXml(bytes));
  if ('problems' in converted) {
    for (const problem of converted.problems) doors.print(`${from}:${problem}`);
    doors.print('Nothing was written.');
    return Promise.resolve(ExitCode.problems);
  }
  writeFileSync(to, converted.text, { flag: 'wx' });
  doors.print(`${to} was written.`);
  return Promise.resolve(ExitCode.ok);
}

function cmmnOf(source: string): Converted {
  const checked = checkCaseType(source, '0'.repeat(64));
  if ('problems' in checked) {
    return { problems: checked.problems.map(({ line, column, reason }) => `${line}:${column}: ${reason}`) };
  }
  // It was checked, so it is a group of keys.
  const data = parse(source, { maxAliasCount: 0 }) as Readonly<Record<string, unknown>>;
  return { text: writeCmmn(modelOf(data, checked.caseType)) };
}

function yamlOf(source: string): Converted {
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
