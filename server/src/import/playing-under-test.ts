// A small kind of case with a mapping, and a way to play rows on it, for the tests of this room. Only tests import it.
import { createHash } from 'node:crypto';
import { SHIPPED_HOLIDAYS } from '@casewright/engine/calendar';
import { checkCaseType, type CaseType } from '@casewright/engine/definition';
import { checkMapping } from './check-mapping.ts';
import { emptyMemory, type CaseMemory, type Step } from './case-memory.ts';
import { parseMapping, type LogMapping } from './mapping.ts';
import type { LogRow } from './log-row.ts';
import { playEnd, playRow, type LogPlaying, type RowRejection } from './play-row.ts';
import { readTime } from './log-time.ts';
import { rowReading } from './row-values.ts';

export const LOAN_CASE_TYPE = `
caseType: book-loan
version: 1.0.0
title: Book loan
archetype: service
reference: LOAN-{year}-{sequence}
purpose: { statement: Lend books and get them back, authority: Library by-laws }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: lending-desk
roles: { librarian: Librarian }
parties: { reader: { title: Reader, subject: true } }
data:
  lentOn:     { type: date, label: Lent on, purpose: Starts the period }
  title:      { type: text, label: Title, purpose: Says which book }
  format:     { type: choice, label: Format, options: { P: Paper, A: Audio }, purpose: Shelf }
  fee:        { type: money, label: Fee, purpose: What is owed }
  pages:      { type: number, label: Pages, purpose: Statistics }
  remindedOn: { type: date, label: Reminded on, purpose: Starts the fee period }
  feeAdded:   { type: boolean, label: Fee added, purpose: Shows why more is owed }
opening: { form: lend, by: librarian }
forms:
  lend:   { title: Lend, fields: { lentOn: required, title: optional, format: optional, pages: optional } }
  remind: { title: Remind, fields: { remindedOn: required } }
  pay:    { title: Pay, fields: { fee: required } }
plan:
  tasks:
    remind: { title: Send a reminder, by: librarian, form: remind }
    pay:    { title: Record a payment, by: librarian, form: pay, manual: true, repeat: true }
    seize:  { title: Send a collector, by: librarian, entry: [ { after: late-fee } ] }
  timers:
    late-fee: { title: Late fee, entry: [ { after: remind } ], due: 'remindedOn + duration("P10D")', sets: { feeAdded: 'true' } }
clocks:
  return: { title: Return the book, kind: deadline, from: lentOn, within: 30 days, stop: closing, law: { ref: By-law 3, kind: policy } }
closing: { by: librarian, outcomes: { returned: Returned, lost: Lost }, afterwards: [pay] }
`;

export const LOAN_MAPPING = `
mapping: loans
caseType: book-loan
log:
  case: loan
  activity: what
  time: { column: when, precision: day }
  actor: { column: who, id: 'librarian-{value}', name: 'Librarian {value}', missing: { id: lending-desk, name: Lending desk } }
  empty: [EMPTY, 'NULL']
activities:
  Lend:   { open: true, fields: { lentOn: $date, title: title, format: { column: format, values: { paper: P, audio: A }, missing: P }, pages: pages } }
  Remind: { complete: remind, fields: { remindedOn: $date } }
  Fee:    { matches: late-fee, fields: { fee: fee } }
  Pay:    { complete: pay, fields: { fee: fee } }
  Seize:  { complete: seize }
clocks:
  return: { due: due, reason: As the log states it }
closing: { at: back, outcome: returned, actor: who }
`;

export function loanCaseType(source = LOAN_CASE_TYPE): CaseType {
  const result = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
  if ('problems' in result) throw new Error(result.problems.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  return result.caseType;
}

export function loanMapping(source = LOAN_MAPPING, caseType = loanCaseType()): LogMapping {
  const parsed = parseMapping(source);
  const problems = 'problems' in parsed ? parsed.problems : checkMapping(parsed, caseType);
  if (problems.length > 0 || 'problems' in parsed)
    throw new Error(problems.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  if ('table' in parsed.mapping) throw new Error('It is the mapping of a table.');
  return parsed.mapping;
}

interface LoanRow {
  readonly what: string;
  readonly when: string;
  /** Whatever else the row has. */
  readonly rest?: Readonly<Record<string, string>>;
}

export function loanRow(index: number, { what, when, rest = {} }: LoanRow): LogRow {
  return { index, line: index + 1, values: { loan: 'L1', what, when, ...rest } };
}

/** One case that is played row by row and remembers its steps. */
export interface PlayedCase {
  memory: CaseMemory;
  readonly steps: Step[];
  row(what: string, when: string, rest?: Readonly<Record<string, string>>): RowRejection | null;
  end(when: string): void;
  /** What happened so far, as `type@occurred`. */
  story(): readonly string[];
}

export function playedCase(mappingSource = LOAN_MAPPING, caseTypeSource = LOAN_CASE_TYPE): PlayedCase {
  const caseType = loanCaseType(caseTypeSource);
  const mapping = loanMapping(mappingSource, caseType);
  const matched = Object.values(mapping.activities).flatMap(({ matches }) => (matches === undefined ? [] : [matches]));
  const playing: LogPlaying = {
    mapping,
    reading: rowReading(mapping, caseType),
    importId: 'test',
    engine: { id: 'timer', name: 'Casewright' },
    matchedTimers: new Set(matched),
    holidays: SHIPPED_HOLIDAYS,
  };
  let index = 0;
  const played: PlayedCase = {
    memory: emptyMemory('L1'),
    steps: [],
    row(what, when, rest = {}) {
      index += 1;
      const { memory, steps, rejection } = playRow(playing, played.memory, loanRow(index, { what, when, rest }));
      played.memory = memory;
      played.steps.push(...steps);
      return rejection;
    },
    end(when) {
      const read = readTime(when, playing.reading.time);
      if ('reason' in read) throw new Error(read.reason);
      const { memory, steps } = playEnd(playing, played.memory, read.time);
      played.memory = memory;
      played.steps.push(...steps);
    },
    story: () => played.steps.map(({ event }) => `${event.type}@${event.occurred}`),
  };
  return played;
}
