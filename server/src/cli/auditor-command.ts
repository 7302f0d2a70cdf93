// `casewright auditor`: gives, ends and lists the seats of auditors.
import { endSeatOf, giveSeat, seatsOf, type SeatRefusal, type SeatToGive } from '../commands/auditor-seats.ts';
import { isUuid } from '../queries/cursor.ts';
import { casesFor, tellAtCommandLine } from '../queries/tell-at-command-line.ts';
import { agencyNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { listFrom, nameFrom, purposeFrom, textFrom, timeFrom } from './option-values.ts';

export async function auditorCommand(call: CommandCall): Promise<ExitCode> {
  const [act = 'list', seatId] = call.positionals;
  if (!['list', 'give', 'end'].includes(act)) throw new UsageError(`"${act}" is none of list, give and end.`);
  if ((act === 'end') !== (seatId !== undefined))
    throw new UsageError(act === 'end' ? 'Say which seat, by its id.' : `"${seatId}" is one argument too many.`);
  const agency = textFrom(call.options, 'agency');
  if (agency === undefined) throw new UsageError('Say which agency: --agency <slug>.');
  const by = textFrom(call.options, 'by');
  if (act !== 'list' && by === undefined) throw new UsageError('Say who gives or ends it: --by <person>.');
  const asked = act === 'give' ? seatFrom(call.options, by ?? '') : null;
  const system = await call.doors.open();
  try {
    const { tenant } = await agencyNamed(system.database, agency);
    if (asked !== null) return await give(call, system, { ...asked, tenant });
    if (seatId !== undefined) return await end(call, system, { tenant, seatId, by: by ?? '' });
    return await list(call, system, tenant);
  } finally {
    await system.close();
  }
}

function seatFrom(options: CommandCall['options'], givenBy: string): Omit<SeatToGive, 'tenant'> {
  const [person, name] = [textFrom(options, 'person'), textFrom(options, 'name')];
  if (person === undefined || !/^[A-Za-z0-9_.-]{1,64}$/.test(person))
    throw new UsageError('Say who audits: --person <id>, of letters, digits, _ . and -.');
  const [from, until] = [timeFrom(options, 'from', false), timeFrom(options, 'until', true)];
  if (from === undefined || until === undefined)
    throw new UsageError('Say from when to when: --from <date> --until <date>.');
  const scope = {
    ...{ caseTypes: listFrom(options, 'case-types'), teams: listFrom(options, 'teams') },
    caseId: textFrom(options, 'case') ?? null,
    periodFrom: timeFrom(options, 'recorded-from', false) ?? null,
    periodUntil: timeFrom(options, 'recorded-until', true) ?? null,
  };
  if (scope.caseId !== null && !isUuid(scope.caseId))
    throw new UsageError(`"${scope.caseId}" is not the id of a case.`);
  const purpose = purposeFrom(options);
  return { person, givenBy, purpose, from, until, scope, ...(name === undefined ? {} : { name }) };
}

const REFUSALS: Readonly<Record<SeatRefusal, string>> = {
  'to-themselves': 'Nobody gives a seat to themselves: let somebody else give it.',
  'unknown-giver': 'Whoever gives a seat must be an active person of the agency.',
  'unknown-person': 'The agency has no such active person. For somebody new, say their name: --name <name>.',
  'not-independent': 'Whoever belongs to a team works on cases and does not audit them.',
  'no-time': 'A seat ends after it begins, and in the future.',
  'too-long': 'A seat is for a year at most; give it again then.',
  'has-one': 'They hold a seat already; end that one first.',
};

async function give({ doors }: CommandCall, { database }: CliSystem, seat: SeatToGive): Promise<ExitCode> {
  const given = await giveSeat({ database, nowMs: doors.nowMs }, seat);
  if ('refused' in given) {
    doors.print(REFUSALS[given.refused]);
    return ExitCode.problems;
  }
  doors.print(`seat ${given.seatId}`);
  doors.print(`${seat.person} may look at what was recorded from ${seat.from} until ${seat.until}.`);
  return ExitCode.ok;
}

async function end(
  { doors }: CommandCall,
  { database }: CliSystem,
  of: { readonly tenant: number; readonly seatId: string; readonly by: string },
): Promise<ExitCode> {
  const known = await endSeatOf({ database, nowMs: doors.nowMs }, of);
  doors.print(known ? 'Ended: it opens nothing any more.' : 'This agency has no such seat, or it was ended before.');
  return known ? ExitCode.ok : ExitCode.problems;
}

async function list({ doors, options }: CommandCall, { database }: CliSystem, tenant: number): Promise<ExitCode> {
  const deps = { database, nowMs: doors.nowMs };
  const asked = { tenant, action: 'list-seats', as: nameFrom(options), purpose: null };
  const found = await tellAtCommandLine(deps, asked, async (by) => {
    const all = await seatsOf(deps, tenant);
    const caseIds = all.flatMap((seat) => seat.case_id ?? []);
    const { known } = await casesFor(deps, tenant, { by, caseIds });
    const told = known.map((row) => row.case_id);
    return { told: { seats: all, cases: new Set(told) }, caseIds: told, results: all.length };
  });
  if (found === null) throw new UsageError('The agency has no active person of this name.');
  const { seats, cases } = found;
  for (const seat of seats) {
    const { case_types: kinds, teams, case_id: caseId, period_from: from, period_until: until } = seat;
    const over = [...(kinds ?? ['all case types']), ...(teams ?? ['all teams']), ...overCase(caseId, cases)];
    const recorded = from === null && until === null ? '' : `, recorded ${from ?? ''} to ${until ?? ''}`;
    const ended = seat.ended_at === null ? '' : `, ended ${seat.ended_at}`;
    doors.print(
      `${seat.seat_id} ${seat.person}, ${seat.purpose}, given by ${seat.given_by}: ${seat.from_at} to ${seat.until_at}; ${over.join(', ')}${recorded}${ended}`,
    );
  }
  doors.print(`${count(seats.length, 'seat')}.`);
  return ExitCode.ok;
}

function overCase(caseId: string | null, told: ReadonlySet<string>): readonly string[] {
  if (caseId === null) return [];
  return [told.has(caseId) ? caseId : 'a case that may not be told to you'];
}
