// The target of a real import: every step goes through the command path with a key of its own, as the person whom the
// log names. It asks again while the database does not answer, because a repeated key cannot do anything twice.
import { programContext } from '../store/context.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import type { Outcome } from '../commands/command-request.ts';
import { executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { currentHolidays } from '../commands/adopt-holidays.ts';
import { executeTogether, type TogetherRequest } from '../commands/execute-together.ts';
import { Conflict, OutcomeUnknown, Unavailable } from '../errors.ts';
import { beginImportRun, findImportRun, saveImportReport, saveLowWater } from '../store/import-run.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { importedCaseId } from './import-ids.ts';
import { ALREADY_THERE } from './import-report.ts';
import {
  ImportStopped,
  type EarlierRun,
  type ImportTarget,
  type StepAnswer,
  type StepOfCase,
} from './import-target.ts';
import { reasonOf } from './rejection-reason.ts';

/** How long a database that does not answer is asked again before the import stops. */
const PATIENCE_MS = 60_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;
/** On whose behalf an import acts where the log names nobody; part of every key, so it never changes. */
const IMPORTER = 'import';

export interface DatabaseTargetOptions {
  readonly deps: CommandDeps;
  readonly agency: { readonly tenant: number; readonly slug: string; readonly name: string };
  /** The team that gets the cases, with the title under which it is known. */
  readonly team: { readonly team: string; readonly title: string };
  readonly caseType: CaseType;
  readonly patienceMs?: number;
}

interface Target extends DatabaseTargetOptions {
  readonly principal: Principal;
  readonly importId: string;
  readonly waiting: () => void;
}

export function databaseTarget(options: DatabaseTargetOptions): ImportTarget {
  const { deps, agency } = options;
  let target: Target | null = null;
  const begun = (): Target => {
    if (target === null) throw new Error('An import is begun before anything is written.');
    return target;
  };
  const once = deps.database.once;
  const context = programContext(agency.tenant, IMPORTER);
  return {
    async begin({ importId, fileHash, report, waiting }) {
      target = { ...options, importId, waiting, principal: principalOf(options, importId) };
      await patiently(target, () => upsertPeople(deps.database, agencyWith(options, [])));
      const of = { tenant: agency.tenant, importId };
      const run = { fileHash: Buffer.from(fileHash, 'hex'), startedAt: now(deps), report };
      const [begin, found] = await patiently(target, () => once(context, [beginImportRun(of, run), findImportRun(of)]));
      const [row] = found.rows;
      return begin.count === 1 || row === undefined ? null : earlierRun(row);
    },
    holidays: () => patiently(begun(), () => currentHolidays(deps, agency.tenant)),
    ensurePerson: (person) =>
      patiently(begun(), () =>
        upsertPeople(deps.database, agencyWith(options, [{ person: person.id, name: person.name }])),
      ),
    write: (of) => writeStep(begun(), of),
    writeTogether: (steps) => writeSteps(begun(), steps),
    async saveLowWater(lowWater) {
      const of = { tenant: agency.tenant, importId: begun().importId };
      await patiently(begun(), () => once(context, [saveLowWater(of, lowWater)]));
    },
    async finish({ lowWater, report, finished }) {
      const of = { tenant: agency.tenant, importId: begun().importId };
      const run = { lowWater, report, finishedAt: finished ? now(deps) : null };
      await patiently(begun(), () => once(context, [saveImportReport(of, run)]));
    },
  };
}

function earlierRun(row: { file_hash: Buffer; low_water: number; finished: boolean; report: string }): EarlierRun {
  return {
    fileHash: row.file_hash.toString('hex'),
    lowWater: row.low_water,
    finished: row.finished,
    report: row.report,
  };
}

/** Everybody whom the log names can do what the case type asks for: the log shows that they did. */
function agencyWith(
  { agency, team, caseType }: DatabaseTargetOptions,
  people: readonly { readonly person: string; readonly name: string }[],
) {
  const memberships = [...caseType.roles.keys()].map((role) => ({ team: team.team, role }));
  return { ...agency, teams: [team], people: people.map((person) => ({ ...person, memberships })) };
}

function principalOf({ agency }: DatabaseTargetOptions, importId: string): Principal {
  return {
    tenant: agency.tenant,
    person: IMPORTER,
    authority: `import:${importId}`,
    name: 'Import',
    teams: [],
    holding: 'program',
  };
}

async function writeSteps(target: Target, steps: readonly StepOfCase[]): Promise<readonly StepAnswer[] | null> {
  const requests = steps.map((of) => requestOf(target, of));
  const outcomes = await patiently(target, () => executeTogether(target.deps, target.principal, requests));
  if (outcomes === null) return null;
  return outcomes.map((outcome) => answerOf(target, { outcome, opens: outcome.event.type === 'CaseOpened' }));
}

async function writeStep(target: Target, of: StepOfCase): Promise<StepAnswer> {
  const request = requestOf(target, of);
  const { command } = of.step;
  try {
    const outcome = await patiently(target, () => executeCommand(target.deps, target.principal, request));
    return answerOf(target, { outcome, opens: command.type === 'OpenCase' });
  } catch (error) {
    // Nobody else opens this case, so what is taken is its name: another import or a person has a case that bears it.
    if (error instanceof Conflict && command.type === 'OpenCase') {
      return {
        kind: 'rejected',
        code: ALREADY_THERE,
        reason: `The agency has another case named ${command.reference}.`,
      };
    }
    throw error;
  }
}

function requestOf(target: Target, { caseKey, step }: StepOfCase): TogetherRequest {
  const caseId = importedCaseId(target.importId, caseKey);
  const options = { occurred: step.occurred, idempotencyKey: step.key, recordRejection: true, actor: step.actor.id };
  const { command } = step;
  if (command.type !== 'OpenCase') return { ...options, caseId, command };
  const { reference, data } = command;
  const { name: caseType, version } = target.caseType;
  return { ...options, open: { caseType, version, team: target.team.team, data, caseId, reference } };
}

function answerOf(
  { caseType }: Target,
  { outcome, opens }: { readonly outcome: Outcome; readonly opens: boolean },
): StepAnswer {
  switch (outcome.kind) {
    case 'applied':
      if (outcome.event.type === 'CaseOpened' && outcome.event.caseType.hash !== caseType.hash) {
        throw new ImportStopped(
          `The agency has published ${caseType.name} ${caseType.version} with another text than the one at hand.`,
        );
      }
      return { kind: 'applied', version: outcome.version };
    case 'rejected':
      return { kind: 'rejected', code: outcome.rejection.code, reason: reasonOf(caseType, outcome.rejection) };
    case 'not-found':
      if (!opens) return { kind: 'rejected', code: 'unknown-case', reason: 'The case is not there.' };
      throw new ImportStopped(
        `The agency has not published ${caseType.name} ${caseType.version}. Publish it and run the import again.`,
      );
    case 'key-reused':
      throw new ImportStopped(
        'This import was begun with another mapping or case type. Give this one a name of its own with --import-id.',
      );
    case 'conflict':
    case 'session-gone':
      throw new Error(`An import asks for no version and has no session, but was answered ${outcome.kind}.`);
  }
}

/** Asks again with longer waits. Every caller's request is the same each time and cannot take effect twice. */
async function patiently<T>(target: Target, ask: () => Promise<T>): Promise<T> {
  const giveUpAt = target.deps.nowMs() + (target.patienceMs ?? PATIENCE_MS);
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Unavailable) && !(error instanceof OutcomeUnknown)) throw error;
      if (target.deps.nowMs() >= giveUpAt) {
        throw new ImportStopped(
          `${error.message} Nothing is lost: run the same import again and it goes on from there.`,
          { cause: error },
        );
      }
      target.waiting();
      await sleep(waitMs);
    }
  }
}

function now(deps: CommandDeps): string {
  return new Date(deps.nowMs()).toISOString();
}
