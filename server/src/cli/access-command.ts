// `casewright access`: the questions about access, asked in the name of somebody of the agency, and what another version of the
// rules would change. What they may not be told is not told, and every question is in the access log.
import { existsSync, readFileSync } from 'node:fs';
import { readAccessRules } from '@casewright/engine/policy';
import { openQueries, type Queries } from '../queries/queries.ts';
import type { Asker } from '../queries/sessions.ts';
import { askerNamed } from './agencies.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';

interface Asking {
  readonly queries: Queries;
  readonly asker: Asker;
  readonly call: CommandCall;
}

const QUESTIONS: Readonly<
  Record<string, (asking: Asking) => Promise<{ readonly kind: string; readonly view?: unknown }>>
> = {
  async why({ queries, asker, call }) {
    const caseId = await namedCase({ queries, asker, call });
    return queries.showWhy(asker, { ...asked(call, caseId), person: optionOf(call, 'person') });
  },
  async who({ queries, asker, call }) {
    const caseId = await namedCase({ queries, asker, call });
    return queries.showWho(asker, { ...asked(call, caseId), after: optionOf(call, 'after') ?? undefined });
  },
  async reach({ queries, asker, call }) {
    const status = call.options['closed'] === true ? 'closed' : 'open';
    return queries.showReach(asker, {
      person: argument(call, 'person'),
      status,
      after: optionOf(call, 'after') ?? undefined,
    });
  },
  async 'what-if'({ queries, asker, call }) {
    const caseId = await namedCase({ queries, asker, call });
    const [add, end] = [optionOf(call, 'wall'), optionOf(call, 'end')];
    const wall = { kind: 'wall', unit: null, standing: 'declared' } as const;
    return queries.showWhatIf(asker, {
      caseId,
      proposal: { add: add === null ? [] : [{ ...wall, person: add }], end: end === null ? [] : [end] },
    });
  },
  async diff({ queries, asker, call }) {
    const file = optionOf(call, 'rules');
    if (file === null || !existsSync(file)) throw new UsageError('Say which rules: --rules <file.json>.');
    const read = readAccessRules(parse(readFileSync(file, 'utf8'), file));
    if ('problems' in read) throw new UsageError(`${file}: ${read.problems.join(' ')}`);
    return queries.compareRules(asker, { rules: read.rules, after: optionOf(call, 'after') ?? undefined });
  },
};

export async function accessCommand(call: CommandCall): Promise<ExitCode> {
  const [what = ''] = call.positionals;
  const question = Object.hasOwn(QUESTIONS, what) ? QUESTIONS[what] : undefined;
  if (question === undefined) throw new UsageError(`Say what to ask: ${Object.keys(QUESTIONS).join(', ')}.`);
  const system = await call.doors.open();
  try {
    const { keys, caseTypes } = system.deps;
    const queries = openQueries({ database: system.database, keys, caseTypes, now: call.doors.nowMs });
    const answer = await question({ queries, call, asker: await askerFor(system, call) });
    if (answer.kind !== 'answer') {
      call.doors.print('There is no such thing, or whoever asks may not be told.');
      return ExitCode.problems;
    }
    call.doors.print(JSON.stringify(answer.view, null, 2));
    return ExitCode.ok;
  } finally {
    await system.close();
  }
}

async function askerFor({ database }: CliSystem, call: CommandCall): Promise<Asker> {
  const [slug, person] = [optionOf(call, 'agency'), optionOf(call, 'as')];
  if (slug === null) throw new UsageError('Say in which agency: --agency <slug>.');
  if (person === null) throw new UsageError('Say in whose name you ask: --as <person>.');
  return askerNamed(database, { slug, person, nowMs: call.doors.nowMs() });
}

/** By its id or its reference; one that the asker may not know of is not there. */
async function namedCase({ queries, asker, call }: Asking): Promise<string> {
  const found = await queries.findCase(asker, argument(call, 'case'));
  if (found.kind !== 'answer') throw new UsageError('There is no such case, or whoever asks may not be told.');
  return found.view.caseId;
}

function asked(call: CommandCall, caseId: string) {
  return { caseId, part: optionOf(call, 'part'), at: optionOf(call, 'at') };
}

function argument({ positionals }: CommandCall, what: string): string {
  const [, name] = positionals;
  if (name === undefined) throw new UsageError(`Say which ${what}.`);
  return name;
}

function optionOf({ options }: CommandCall, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
}
