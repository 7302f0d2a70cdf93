// What a hold by query asks of a case, as sentences of which all must be so.
import type { HoldPredicate } from '../../client/records.ts';
import { recordsTexts } from '#texts/records';
import { formatDay, isDayOnly } from '../../ui/dates.ts';

const words = recordsTexts.asks;

type Asked = Required<HoldPredicate>;
type Filter = Asked['fields'][number];

/** What kinds of case and teams are called. */
export interface Called {
  readonly kind: (caseType: string) => string;
  readonly team: (team: string) => string;
}

/** For each member that a predicate may have: none is left out in silence. */
const SAID: { readonly [Member in keyof Asked]: (asked: Asked[Member], called: Called) => readonly string[] } = {
  caseTypes: (kinds, { kind }) => [words.kinds(kinds.map(kind))],
  teams: (teams, { team }) => [words.teams(teams.map(team))],
  outcomes: (outcomes) => [words.outcomes(outcomes)],
  subjects: (subjects) => [words.subjects(subjects)],
  openedFrom: (day) => [words.openedFrom(formatDay(day))],
  openedTo: (day) => [words.openedTo(formatDay(day))],
  fields: (fields) => fields.map(fieldInWords),
};

export function asksInWords(predicate: HoldPredicate, called: Called): readonly string[] {
  // The names are those of the table above.
  const members = Object.keys(SAID) as (keyof Asked)[];
  const said = members.flatMap((member) => memberInWords(member, predicate, called));
  return said.length === 0 ? [words.everything] : said;
}

function memberInWords<Member extends keyof Asked>(
  member: Member,
  predicate: Pick<HoldPredicate, Member>,
  called: Called,
): readonly string[] {
  const asked: HoldPredicate[Member] = predicate[member];
  // What is there is what the member asks.
  return asked === undefined ? [] : SAID[member](asked as Asked[Member], called);
}

function fieldInWords({ field, is, value }: Filter): string {
  if (typeof value === 'boolean') return words.field(field, is, value ? words.yes : words.no);
  if (typeof value === 'number') return words.field(field, is, String(value));
  return isDayOnly(value) ? words.fieldDay(field, is, formatDay(value)) : words.field(field, is, `“${value}”`);
}
