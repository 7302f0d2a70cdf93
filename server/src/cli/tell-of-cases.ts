// Lines about many cases at the command line: each page of them is printed once it is on record that it is, and of those that may not
// be told it is said that they are there. A million cases need no memory.
import { casesFor, tellAtCommandLine } from '../queries/tell-at-command-line.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { count } from './check-command.ts';
import type { CliDoors, CliSystem } from './cli.ts';
import { UsageError } from './exit-codes.ts';

export interface CaseLines {
  readonly caseId: string;
  readonly lines: readonly string[];
}

export interface TellingOfCases {
  readonly doors: CliDoors;
  readonly system: CliSystem;
  readonly agency: AgencyRow;
  /** What the line in the access log is called. */
  readonly action: string;
  /** In whose name, and for what. */
  readonly asked: { readonly as: string | null; readonly purpose: string | null };
}

/** At most so many cases are waited with. */
const TOLD_AT_ONCE = 200;

/** Gathers lines and tells them a page at a time; `end` tells the rest. */
export function openTelling(telling: TellingOfCases): {
  readonly add: (one: CaseLines) => Promise<void>;
  readonly end: () => Promise<void>;
} {
  let waiting: CaseLines[] = [];
  const end = async (): Promise<void> => {
    const page = waiting;
    waiting = [];
    if (page.length > 0) await tell(telling, page);
  };
  return {
    end,
    add: async (one) => {
      waiting.push(one);
      if (waiting.length >= TOLD_AT_ONCE) await end();
    },
  };
}

async function tell(
  { doors, system, agency, action, asked }: TellingOfCases,
  page: readonly CaseLines[],
): Promise<void> {
  const deps = { database: system.database, nowMs: doors.nowMs };
  const { tenant } = agency;
  const told = await tellAtCommandLine(deps, { ...asked, tenant, action }, async (by) => {
    const { known } = await casesFor(deps, tenant, { by, caseIds: page.map(({ caseId }) => caseId) });
    const caseIds = known.map((row) => row.case_id);
    return { told: new Set(caseIds), caseIds };
  });
  if (told === null) throw new UsageError(`${agency.slug} has no active person of this name.`);
  for (const { lines } of page.filter(({ caseId }) => told.has(caseId))) for (const line of lines) doors.print(line);
  const withheld = page.filter(({ caseId }) => !told.has(caseId)).length;
  if (withheld > 0) doors.print(`${count(withheld, 'case')} may not be told to you.`);
}
