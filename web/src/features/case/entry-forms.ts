// The forms by which issues, parties, goals and obligations are added and moved on: their fields, and what is sent of the answers.
import type { CaseView, FieldFace, FieldValue } from '../../client/types.ts';
import type { EntryList } from '../../client/entry-acts.ts';
import { isMinted } from '../../client/party-ids.ts';
import { entriesTexts } from '#texts/entries';
import { COLON } from '../../ui/locale.ts';

const texts = entriesTexts;
const LONG = 2_000;

type Kept = CaseView['kept'];
type Kinds = Kept['kinds'];
export type Data = Readonly<Record<string, FieldValue>>;
type Field = FieldFace;
type Option = { readonly value: string; readonly label: string };

function longText(field: string, label: string, hint?: string): Field {
  return { field, kind: 'long-text', label, required: true, maxLength: LONG, ...(hint === undefined ? {} : { hint }) };
}

function line(field: string, label: string, hint?: string): Field {
  return { field, kind: 'text', label, required: true, maxLength: 100, ...(hint === undefined ? {} : { hint }) };
}

function date(field: string, label: string): Field {
  return { field, kind: 'date', label, required: true, maxLength: 10 };
}

function choice(field: string, label: string, options: readonly Option[]): Field {
  return { field, kind: 'choice', label, required: true, maxLength: 100, options: [...options] };
}

function optional(field: Field): Field {
  return { ...field, required: false };
}

/** The kinds of which the reader may add one. */
export function kindsToAdd(kept: Kept, list: EntryList): readonly Option[] {
  const kinds: readonly { readonly of: string; readonly title: string; readonly mayAdd: boolean }[] = kept.kinds[list];
  return kinds.flatMap(({ of, title, mayAdd }) => (mayAdd ? [{ value: of, label: title }] : []));
}

/** The fields that say what a new one is; they depend on its kind. */
export function fieldsOfNew(kept: Kept, list: EntryList, of: string): readonly Field[] {
  switch (list) {
    case 'issues':
      return [longText('words', texts.words.issues)];
    case 'parties':
      return partyFields(kept, of);
    case 'goals':
      return goalFields(kept, of);
    case 'obligations':
      return obligationFields(kept, of);
  }
}

function partyFields(kept: Kept, of: string): readonly Field[] {
  const { represents = [], scope = [] } = kept.kinds.parties.find((kind) => kind.of === of) ?? {};
  const who = line('subject', texts.subject, texts.subjectHint);
  if (represents.length === 0) return [who, optional(date('from', texts.from)), optional(date('until', texts.until))];
  return [
    who,
    choice('represents', texts.represents, partiesIn(kept, represents)),
    ...scope.map(({ value, label }): Field => {
      return { field: scopeField(value), kind: 'boolean', label: texts.mayDo(label), required: false, maxLength: 5 };
    }),
    date('until', texts.until),
  ];
}

function goalFields(kept: Kept, of: string): readonly Field[] {
  const kind = kept.kinds.goals.find((one) => one.of === of);
  const unit = kind?.measure.unit ?? '';
  return [
    longText('words', texts.words.goals),
    choice('owner', texts.owner, partiesIn(kept, kind?.owner ?? [])),
    line('baseline', texts.baseline(unit)),
    line('target', texts.target(unit)),
  ];
}

function obligationFields(kept: Kept, of: string): readonly Field[] {
  const kind = kept.kinds.obligations.find((one) => one.of === of);
  const owers = kind?.owedBy ?? [];
  const agency = owers.includes('agency') ? [{ value: 'agency', label: texts.agency }] : [];
  const decided = kept.issues.filter(({ status }) => status === 'decided');
  const issues = decided.map(({ entry, title, words }) => ({
    value: entry,
    label: `${title}${COLON}${words.slice(0, 80)}`,
  }));
  return [
    longText('words', texts.words.obligations),
    choice('owedBy', texts.owedBy, [...partiesIn(kept, owers), ...agency]),
    ...(issues.length === 0
      ? []
      : [{ ...optional(choice('arisesFrom', texts.arisesFrom, issues)), hint: texts.arisesHint }]),
    issues.length === 0 ? longText('agreement', texts.agreement) : optional(longText('agreement', texts.agreement)),
    ...(kind?.hasClock === true ? [] : [date('dueOn', texts.dueOn)]),
  ];
}

function partiesIn(kept: Kept, roles: readonly string[]): readonly Option[] {
  return kept.parties
    .filter(({ of, status }) => status === 'current' && roles.includes(of))
    .map((party) => ({ value: party.entry, label: calledBy(party) }));
}

/** The fields that a move asks for. */
export function fieldsOfMove(
  kinds: Kinds,
  { of, move }: { readonly of: string; readonly move: string },
): readonly Field[] {
  const unit = kinds.goals.find((kind) => kind.of === of)?.measure.unit ?? '';
  const outcomes = kinds.issues.find((kind) => kind.of === of)?.outcomes ?? [];
  const reasons = longText('reasons', texts.reasons, texts.reasonsHint);
  const reason = longText('reason', texts.reason, texts.reasonsHint);
  switch (move) {
    case 'decide':
      return [choice('outcome', texts.outcomeLabel, outcomes), reasons];
    case 'end':
      return [optional(date('until', texts.until)), reason];
    case 'replace':
      return [line('subject', texts.subject, texts.subjectHint), reason];
    case 'review':
      return [line('value', texts.value(unit)), optional(date('on', texts.on)), optional(longText('note', texts.note))];
    case 'conclude':
      return [
        choice('attainment', texts.attainment, ATTAINMENTS),
        optional(longText('reasons', texts.reasons, texts.attainmentReasonsHint)),
      ];
    case 'meet':
      return [optional(date('metOn', texts.metOn)), optional(reasons)];
    case 'waive':
      return [reasons];
    default:
      return [reason];
  }
}

const ATTAINMENTS = ['attained', 'partly-attained', 'not-attained', 'withdrawn'].map((value) => ({
  value,
  label: texts.status(value),
}));

const SCOPE = 'scope-';

function scopeField(value: string): string {
  return `${SCOPE}${value}`;
}

/** What is sent: answers that were given, and the scope as a list. */
export function bodyOf(of: string, data: Data): object {
  const given = Object.entries(data).filter(([, value]) => value !== null && value !== '');
  const scope = given.flatMap(([field, value]) =>
    field.startsWith(SCOPE) && value === true ? [field.slice(SCOPE.length)] : [],
  );
  const said = given.filter(([field]) => !field.startsWith(SCOPE));
  return { of, ...Object.fromEntries(said), ...(scope.length === 0 ? {} : { scope }) };
}

/** A party by the title of its role and, where that means something, its id. */
export function calledBy({ title, subject }: Pick<Kept['parties'][number], 'title' | 'subject'>): string {
  return isMinted(subject) ? title : `${title} (${subject})`;
}
