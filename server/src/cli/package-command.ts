// `casewright package`: takes one case out, or those of a list, each as a bag of its own; checks such bags without a database or a
// network; and brings them in again.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tellOfCase } from '../queries/tell-at-command-line.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { TransferError } from '../transfer/agency-bag.ts';
import { exportPackage } from '../transfer/export-package.ts';
import { importPackage } from '../transfer/import-package.ts';
import { loadProofCheck } from '../transfer/proof-check.ts';
import { verifyPackage, type CheckProof } from '../transfer/verify-package.ts';
import { agencyNamed, chooseAgencies } from './agencies.ts';
import { isOfBag, withBags } from './bag-errors.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { findCase, noCase } from './find-case.ts';
import { dayOf, daysFrom, lastDay, maintenanceOf, requiredText, textOption } from './maintenance.ts';
import { anyPurposeFrom, nameFrom } from './option-values.ts';
import { proveCase, signLog, VERIFIER } from './prove-case.ts';

const DAYS = { usual: 30, most: 3_650 };

export function packageCommand(call: CommandCall): Promise<ExitCode> {
  const [what, name] = call.positionals;
  return withBags(async () => {
    if (what === 'out') return takeOut(call, name);
    if (name === undefined || (what !== 'verify' && what !== 'in'))
      throw new UsageError('Say "out" and a case, or "verify" or "in" and a folder.');
    return what === 'verify' ? verify(call, name) : bringIn(call, name);
  });
}

async function takeOut(call: CommandCall, name: string | undefined): Promise<ExitCode> {
  const { doors, options } = call;
  const names = namesFrom(textOption(call, 'list'), name);
  const to = requiredText(call, 'to', 'where it goes');
  const reason = requiredText(call, 'reason', 'why');
  const days = daysFrom(call, DAYS);
  const system = await doors.open();
  try {
    const tally = { out: 0, before: 0, not: 0 };
    const agencies = await chooseAgencies(system.database, undefined);
    const verifier = readFileSync(join(doors.programFolder, VERIFIER), 'utf8');
    const all = { to, reason, days, agencies, verifier, inList: options['list'] !== undefined };
    for (const one of names) {
      const taking: Taking = { ...all, name: one };
      const told = await takeOne(call, system, taking).catch((error: unknown) => {
        // One of a list that cannot be taken does not keep the others back.
        if (!taking.inList || !(error instanceof TransferError || error instanceof UsageError)) throw error;
        return { kind: 'not', said: error.message } as const;
      });
      tally[told.kind] += 1;
      doors.print(told.said);
      if (taking.inList) doors.say(`${tally.out + tally.before + tally.not} of ${count(names.length, 'case')}.`);
    }
    doors.print(
      `${count(tally.out, 'case')} taken out, ${tally.before} before, ${tally.not} not${options['dry-run'] === true ? '; nothing was written' : ''}.`,
    );
    return tally.not === 0 ? ExitCode.ok : ExitCode.problems;
  } finally {
    await system.close();
  }
}

/** One a line; what follows a # is a remark. */
function namesFrom(list: string | undefined, name: string | undefined): readonly string[] {
  if (list === undefined && name !== undefined) return [name];
  if (list === undefined || name !== undefined)
    throw new UsageError('Say which case, by its reference or its id, or --list <file>.');
  try {
    const lines = readFileSync(list, 'utf8').split(/\r?\n/);
    return [...new Set(lines.map((line) => (line.split('#')[0] ?? '').trim()).filter((line) => line !== ''))];
  } catch (error) {
    throw new UsageError(`${list} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface Taking {
  readonly name: string;
  readonly to: string;
  readonly reason: string;
  readonly days: number;
  readonly agencies: readonly AgencyRow[];
  /** Its text, which goes with each. */
  readonly verifier: string;
  /** Each of a list is in a folder of its own, by its id. */
  readonly inList: boolean;
}

interface Taken {
  readonly kind: 'out' | 'before' | 'not';
  readonly said: string;
}

async function takeOne(call: CommandCall, system: CliSystem, taking: Taking): Promise<Taken> {
  const { doors, options } = call;
  const { name, to, reason, days, inList } = taking;
  const { tenant, caseId } = await findCase(system, textOption(call, 'agency'), name);
  const folder = inList ? join(to, caseId) : to;
  if (inList && existsSync(join(folder, 'bagit.txt'))) return { kind: 'before', said: `${name}: ${folder} is there.` };
  // What was cut off is no bag yet, and is made anew.
  if (inList && options['dry-run'] !== true) rmSync(folder, { recursive: true, force: true });
  const { database, deps } = system;
  const as = nameFrom(options);
  const asked = { tenant, caseId, as, purpose: anyPurposeFrom(options), action: 'export-package' };
  const proof = await tellOfCase({ database, nowMs: doors.nowMs }, asked, async () => ({
    proof: await proveCase(system, { tenant, caseId }, await signLog(system, tenant, doors.nowMs)),
  }));
  if (proof === null) throw new UsageError(noCase(name));
  if (proof.proof === null)
    return { kind: 'not', said: `${name}: an event is not in the log of the agency. Run "casewright verify".` };
  const events = count(proof.proof.events.length, 'event');
  if (options['dry-run'] === true) return { kind: 'out', said: `${name}: ${events} would go to ${folder}.` };
  const { backupKeyFolder: keyFolder, files } = maintenanceOf(system);
  const agency = taking.agencies.find((one) => one.tenant === tenant);
  if (agency === undefined) throw new UsageError(noCase(name));
  const expiresOn = lastDay(doors, days);
  const sealing = options['readable'] === true ? null : { keyFolder, expiresOn };
  const { id, documents } = await exportPackage(
    { ...deps, database, files, nowMs: doors.nowMs },
    {
      agency,
      caseId,
      folder,
      by: as ?? 'command line',
      reason,
      proof: proof.proof,
      verifier: taking.verifier,
      sealing,
    },
  );
  const key =
    sealing === null ? '' : ` Its key ${id} is in ${keyFolder} until ${expiresOn}; bring the two by different ways.`;
  return { kind: 'out', said: `${name}: ${folder} holds ${events} and ${count(documents, 'file')}.${key}` };
}

/** The folder itself, or the packages in it. */
function bagsIn(folder: string): readonly string[] {
  if (existsSync(join(folder, 'bagit.txt')) || existsSync(join(folder, 'data'))) return [folder];
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .map(({ name }) => join(folder, name))
      .toSorted();
  } catch (error) {
    throw new UsageError(`${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function checkOf({ doors }: CommandCall): Promise<CheckProof> {
  return loadProofCheck(join(doors.programFolder, VERIFIER));
}

async function verify(call: CommandCall, folder: string): Promise<ExitCode> {
  const { doors } = call;
  const check = await checkOf(call);
  const tally = { bags: 0, events: 0, files: 0, problems: 0 };
  for (const bag of bagsIn(folder)) {
    const { problems, warnings, manifest, events, documents } = await verifyPackage(bag, check);
    for (const line of [...warnings.map((warning) => `Warning: ${warning}`), ...problems])
      doors.print(`${bag}: ${line}`);
    if (manifest !== null && manifest.sealed)
      doors.say(`${bag}: ${manifest.case.reference} of ${manifest.agency.name}, made ${manifest.madeAt}.`);
    tally.bags += 1;
    tally.events += events.length;
    tally.files += documents.filter(({ path }) => path !== null).length;
    tally.problems += problems.length;
  }
  doors.print(
    `${count(tally.bags, 'package')} with ${count(tally.events, 'event')} and ${count(tally.files, 'file')}: ${count(tally.problems, 'problem')}.`,
  );
  return tally.problems === 0 && tally.bags > 0 ? ExitCode.ok : ExitCode.problems;
}

async function bringIn(call: CommandCall, folder: string): Promise<ExitCode> {
  const { doors, options } = call;
  const slug = requiredText(call, 'agency', 'into which agency');
  const checkProof = await checkOf(call);
  const system = await doors.open();
  try {
    const { database, deps } = system;
    const { files, backupKeyFolder: keyFolder } = maintenanceOf(system);
    const agency = await agencyNamed(database, slug);
    const bringing = { ...deps, database, files, nowMs: doors.nowMs, checkProof };
    const tally = { brought: 0, 'would-bring': 0, 'here-already': 0, refused: 0 };
    for (const bag of bagsIn(folder)) {
      const asked = {
        folder: bag,
        agency,
        keyFolder,
        today: dayOf(doors.nowMs()),
        isTrial: options['dry-run'] === true,
      };
      const { kind, lines } = await bringOne(bringing, asked);
      tally[kind] += 1;
      for (const line of lines) doors.print(`${bag}: ${line}`);
    }
    doors.print(
      `${count(tally.brought, 'case')} brought in, ${tally['would-bring']} would be, ${tally['here-already']} here already, ${tally.refused} refused. Run "casewright verify --agency ${slug}" now.`,
    );
    return tally.refused === 0 ? ExitCode.ok : ExitCode.problems;
  } finally {
    await system.close();
  }
}

interface BroughtOne {
  readonly kind: 'brought' | 'would-bring' | 'here-already' | 'refused';
  readonly lines: readonly string[];
}

/** One that is refused does not keep the others back. */
async function bringOne(...[deps, options]: Parameters<typeof importPackage>): Promise<BroughtOne> {
  try {
    const { kind, manifest, foreignKeys } = await importPackage(deps, options);
    const named = foreignKeys.map(
      (key) => `what is known of somebody is under the key ${key}; name it too when you destroy theirs.`,
    );
    return { kind, lines: [`${SAID[kind]} (${manifest.case.reference}).`, ...named] };
  } catch (error) {
    if (!isOfBag(error)) throw error;
    return { kind: 'refused', lines: [error.message] };
  }
}

const SAID = {
  brought: 'brought in',
  'would-bring': 'would be brought in',
  'here-already': 'is here already, event for event; nothing was changed',
} as const;
