// Which differences between two versions of a case type touch people's privacy, as a table read from the top: the first line whose
// place fits decides, and what fits none is flagged, so that a part of the language that nobody thought of here is looked at.
import { isHolder, type Part, partAt, type SourceDifference } from './source-differences.ts';
import {
  isPersonal,
  isWider,
  limitsOfField,
  managerIn,
  namesAt,
  personalFields,
  shownAtWork,
} from './what-a-version-shows.ts';

/** What a privacy impact assessment asks of a change. */
export type PrivacyGround =
  | 'new-element'
  | 'new-purpose'
  | 'new-recipient'
  | 'wider-access'
  | 'weaker-protection'
  | 'longer-retention'
  | 'more-published'
  | 'unknown-part';

/** Null: nothing that an assessment asks about. */
export type Judgement = PrivacyGround | null;

/** Both texts, for a rule that must look beyond its place. */
export interface Versions {
  readonly before: Part;
  readonly after: Part;
}

type Judge = (difference: SourceDifference, versions: Versions) => Judgement;

export interface PrivacyRule {
  /** Names from the root, `*` for any one and `**` for any number of them. */
  readonly at: string;
  readonly judge: Judge;
}

function harmless(): Judgement {
  return null;
}

function always(ground: PrivacyGround): Judge {
  return () => ground;
}

/** Less of it asks nothing new of anybody. */
function unlessRemoved(ground: PrivacyGround): Judge {
  return ({ change }) => (change === 'removed' || change === 'reordered' ? null : ground);
}

/** What limits who may read: gone or changed is wider, another limit more is narrower. */
function limit({ change }: SourceDifference): Judgement {
  return change === 'added' ? null : 'wider-access';
}

/** A list of who may: another one more is wider, a list that is new where there was none is narrower. */
function readers({ change, path }: SourceDifference): Judgement {
  const isList = path.at(-1) === 'readers';
  if (change === 'reordered') return null;
  if (isList) return change === 'added' ? null : 'wider-access';
  return change === 'removed' ? null : 'wider-access';
}

/** A list of what it may be read for, in the same way. */
function purposes({ change, path }: SourceDifference): Judgement {
  const isList = path.at(-1) === 'purposes';
  if (change === 'reordered') return null;
  if (isList) return change === 'added' ? null : 'wider-access';
  return change === 'removed' ? null : 'new-purpose';
}

/** Fields that move between sections: wider where somebody may now read one who might not before. */
function placed(_difference: SourceDifference, { before, after }: Versions): Judgement {
  return personalOrLimited(before, after).some((field) =>
    isWider(limitsOfField(before, field), limitsOfField(after, field)),
  )
    ? 'wider-access'
    : null;
}

/** Work and forms: whether any role is shown something personal that it was not shown before. */
function work(_difference: SourceDifference, { before, after }: Versions): Judgement {
  const shown = shownAtWork(before);
  return [...shownAtWork(after)].some((pair) => !shown.has(pair)) ? 'new-recipient' : null;
}

/** A case of another kind gets something of this one. */
function newTask(difference: SourceDifference, versions: Versions): Judgement {
  return difference.change === 'added' && opensCase(difference.part) ? 'new-recipient' : work(difference, versions);
}

function manager(_difference: SourceDifference, { before, after }: Versions): Judgement {
  return managerIn(before) === managerIn(after) ? null : 'wider-access';
}

/** A table that weighs something personal uses it for one thing more. */
function weighed({ change, part }: SourceDifference, { after }: Versions): Judgement {
  return change !== 'removed' && change !== 'reordered' && namesPersonal(part, after) ? 'new-purpose' : null;
}

/** Without a list of its own, all four kinds of emergency hold. */
function emergencies({ change }: SourceDifference): Judgement {
  return change === 'removed' ? 'wider-access' : null;
}

/** What says nothing of a person is no element. */
function newField({ change, part }: SourceDifference): Judgement {
  return change === 'added' && partAt(part, ['personal']) === true ? 'new-element' : null;
}

function fieldPurpose({ path }: SourceDifference, { after }: Versions): Judgement {
  return isPersonal(after, path[1] ?? '') ? 'new-purpose' : null;
}

function fieldContent({ path }: SourceDifference, { after }: Versions): Judgement {
  return isPersonal(after, path[1] ?? '') ? 'new-element' : null;
}

/** Whether a field is personal: taken away is a loss of its seal, put on says what it is. */
function personal({ change, before, after }: SourceDifference): Judgement {
  const was = change === 'added' ? false : before;
  const is = change === 'removed' ? false : after;
  if (was === is) return null;
  return is === true ? 'new-element' : 'weaker-protection';
}

/** Choices of what is personal are elements of their own. */
function option({ change, path }: SourceDifference, { after }: Versions): Judgement {
  return change === 'added' && isPersonal(after, path[1] ?? '') ? 'new-element' : null;
}

/** From the narrow to the wide; the first that fits decides. */
export const PRIVACY_RULES: readonly PrivacyRule[] = [
  // Words that people read, and how a case is named.
  ...harmlessAt('caseType', 'version', 'title', 'reference', 'archetype', 'zone', 'texts.**', 'uses.**'),
  ...harmlessAt('data.*.label', 'data.*.hint', 'roles.*', 'closing.outcomes.*', 'forms.*.title'),
  ...harmlessAt('parties.*.title', 'issues.*.title', 'goals.*.title', 'obligations.*.title'),
  ...harmlessAt('access.sections.*.title', 'access.emergencies.*.title', 'access.tells.*.reason'),
  { at: 'roles', judge: harmless },
  // The same words in another language: what they say of people is said by the text that they translate.
  ...harmlessAt('language', 'languages.**'),
  { at: 'purpose.**', judge: always('new-purpose') },
  // What is shown as the level of the kind of case; readers are asked for the one under access.
  ...harmlessAt('classification.**'),
  { at: 'team', judge: always('new-recipient') },
  // What is collected.
  { at: 'data.*', judge: newField },
  { at: 'data.*.purpose', judge: fieldPurpose },
  // Cases are then compared by it.
  { at: 'data.*.identifies', judge: unlessRemoved('new-purpose') },
  { at: 'data.*.personal', judge: personal },
  { at: 'data.*.subject', judge: always('new-element') },
  { at: 'data.*.type', judge: fieldContent },
  { at: 'data.*.options', judge: option },
  { at: 'data.*.options.*', judge: option },
  { at: 'data.*.derived', judge: fieldContent },
  // For what it may serve elsewhere, and for what it is taken from elsewhere.
  { at: 'data.*.fact.**', judge: unlessRemoved('new-purpose') },
  { at: 'data.*.fact', judge: unlessRemoved('new-purpose') },
  ...harmlessAt('data.*.maxLength', 'data.*.within', 'consents.*.title'),
  // A purpose that rests on consent no more is one for which nobody is asked.
  { at: 'consents.*.of', judge: always('weaker-protection') },
  { at: 'consents.*', judge: ({ change }) => (change === 'removed' ? 'weaker-protection' : null) },
  { at: 'consents', judge: ({ change }) => (change === 'removed' ? 'weaker-protection' : null) },
  // Whom it is about, and who acts for them.
  { at: 'parties.*', judge: unlessRemoved('new-element') },
  { at: 'parties.*.subject', judge: always('new-element') },
  { at: 'parties.*.represents', judge: unlessRemoved('new-recipient') },
  { at: 'parties.*.represents.*', judge: unlessRemoved('new-recipient') },
  { at: 'parties.*.scope', judge: unlessRemoved('new-recipient') },
  { at: 'parties.*.scope.*', judge: ({ change }) => (change === 'added' ? 'new-recipient' : null) },
  ...harmlessAt('parties.*.min', 'parties.*.max', 'parties.*.replaceable'),
  // Documents: for whom one is decides who reads it; what is due to a party goes to them.
  { at: 'documents.*.audiences.*', judge: unlessRemoved('new-recipient') },
  { at: 'documents.*.audiences.*.section', judge: always('wider-access') },
  { at: 'documents.*.audiences', judge: always('wider-access') },
  { at: 'documents.*.about', judge: unlessRemoved('new-element') },
  { at: 'documents.*.about.*', judge: unlessRemoved('new-element') },
  { at: 'disclosures', judge: unlessRemoved('new-recipient') },
  { at: 'disclosures.*', judge: unlessRemoved('new-recipient') },
  { at: 'disclosures.*.to.*', judge: unlessRemoved('new-recipient') },
  { at: 'disclosures.*.documents.*', judge: unlessRemoved('new-recipient') },
  { at: 'disclosures.*.audiences.*', judge: unlessRemoved('new-recipient') },
  { at: 'disclosures.*.audiences', judge: ({ change }) => (change === 'removed' ? 'new-recipient' : null) },
  { at: 'disclosures.*.by', judge: always('new-recipient') },
  ...harmlessAt('disclosures.**'),
  ...entryRules('parties', 'issues', 'goals', 'obligations', 'documents'),
  // Who sees it by doing the work.
  { at: 'opening.**', judge: work },
  { at: 'forms.*', judge: work },
  { at: 'forms.*.fields.**', judge: work },
  // Pages say in which order and when something is asked, and show nothing of their own.
  { at: 'forms.*.pages.**', judge: harmless },
  // How what a reader may read is arranged.
  { at: 'tabs', judge: harmless },
  { at: 'tabs.**', judge: harmless },
  { at: 'lists', judge: harmless },
  { at: 'lists.**', judge: harmless },
  { at: 'closing.by', judge: manager },
  { at: 'closing.**', judge: harmless },
  { at: 'plan.**.tasks.*', judge: newTask },
  { at: 'plan.**.tasks.*.by', judge: work },
  { at: 'plan.**.tasks.*.by.*', judge: work },
  { at: 'plan.**.tasks.*.form', judge: work },
  { at: 'plan.**.tasks.*.performs', judge: work },
  { at: 'plan.**.tasks.*.child.**', judge: unlessRemoved('new-recipient') },
  { at: 'plan.**.tasks.*.uses', judge: ({ path }, { after }) => usesCase(partAt(after, path.slice(0, -1))) },
  { at: 'plan.**.stages.*', judge: newTask },
  { at: 'plan', judge: harmless },
  { at: 'plan.**', judge: harmless },
  { at: 'routing.teams.*', judge: ({ change }) => (change === 'added' ? 'new-recipient' : null) },
  { at: 'routing.tables.*.rules.*.to.**', judge: unlessRemoved('new-recipient') },
  { at: 'routing.tables.*.rules.*', judge: ({ change, part }) => ruleLeads(change, part) },
  { at: 'routing.tables.*', judge: unlessRemoved('new-recipient') },
  { at: 'routing', judge: unlessRemoved('new-recipient') },
  { at: 'routing.case', judge: always('new-recipient') },
  { at: 'routing.**', judge: harmless },
  { at: 'clocks.**.escalation.**', judge: unlessRemoved('new-recipient') },
  { at: 'decisions.*', judge: weighed },
  { at: 'decisions.*.inputs.*', judge: weighed },
  { at: 'decisions.*.rules.**', judge: weighed },
  ...harmlessAt('clocks', 'clocks.**', 'decisions', 'decisions.**'),
  // Who may read it.
  ...accessRules(),
  // What leaves, and how long it stays.
  { at: 'retention', judge: always('longer-retention') },
  { at: 'retention.**', judge: always('longer-retention') },
  // Counts are made over what their reader may read, by fields that are about nobody.
  ...harmlessAt('reports', 'reports.**'),
  { at: 'publish', judge: unlessRemoved('more-published') },
  { at: 'publish.**', judge: always('more-published') },
];

function accessRules(): readonly PrivacyRule[] {
  return [
    { at: 'access', judge: ({ change }) => (change === 'added' ? null : 'wider-access') },
    { at: 'access.manage', judge: manager },
    // Who may do work is shown nothing more by that.
    { at: 'access.acting', judge: harmless },
    { at: 'access.acting.**', judge: harmless },
    { at: 'access.emergencies', judge: emergencies },
    { at: 'access.emergencies.**', judge: unlessRemoved('wider-access') },
    { at: 'access.tells', judge: unlessRemoved('wider-access') },
    { at: 'access.tells.**', judge: unlessRemoved('wider-access') },
    ...limitsAt('access'),
    ...limitsAt('access.sections.*'),
    ...limitsAt('access.fields.*'),
    { at: 'access.sections', judge: limit },
    { at: 'access.sections.*', judge: placed },
    { at: 'access.sections.*.fields', judge: placed },
    { at: 'access.sections.*.fields.*', judge: placed },
    { at: 'access.fields', judge: limit },
    { at: 'access.fields.*', judge: limit },
  ];
}

function limitsAt(place: string): readonly PrivacyRule[] {
  return [
    { at: `${place}.readers`, judge: readers },
    { at: `${place}.readers.*`, judge: readers },
    // Who may record it is shown nothing more by that.
    { at: `${place}.writers`, judge: harmless },
    { at: `${place}.writers.*`, judge: harmless },
    { at: `${place}.purposes`, judge: purposes },
    { at: `${place}.purposes.*`, judge: purposes },
    { at: `${place}.compartments`, judge: limit },
    { at: `${place}.compartments.*`, judge: limit },
    { at: `${place}.classification`, judge: limit },
    { at: `${place}.classification.markers`, judge: limit },
    { at: `${place}.classification.markers.*`, judge: limit },
    { at: `${place}.classification.**`, judge: always('weaker-protection') },
  ];
}

/** What a case keeps besides fields: a kind more is an element, its section says who reads it, its role who writes it. */
function entryRules(...sections: readonly string[]): readonly PrivacyRule[] {
  return sections.flatMap((section): readonly PrivacyRule[] => [
    { at: section, judge: unlessRemoved('new-element') },
    { at: `${section}.*`, judge: unlessRemoved('new-element') },
    { at: `${section}.*.personal`, judge: personal },
    { at: `${section}.*.section`, judge: always('wider-access') },
    { at: `${section}.*.by`, judge: always('new-recipient') },
    { at: `${section}.**`, judge: harmless },
  ]);
}

function harmlessAt(...places: readonly string[]): readonly PrivacyRule[] {
  return places.map((at) => ({ at, judge: harmless }));
}

/** Fields of either version about which somebody has said who may read them, or that are personal. */
function personalOrLimited(before: Part, after: Part): readonly string[] {
  const placedIn = (version: Part): readonly string[] => [
    ...namesAt(version, ['access', 'sections']).flatMap((section) =>
      namesAt(version, ['access', 'sections', section, 'fields']),
    ),
    ...namesAt(version, ['access', 'fields']),
  ];
  const all = new Set([...placedIn(before), ...placedIn(after), ...personalFields(before), ...personalFields(after)]);
  return [...all].filter((field) => partAt(before, ['data', field]) !== undefined);
}

/** Whether an expression, or a list of them, names a field that is personal. */
function namesPersonal(part: Part, version: Part): boolean {
  if (isHolder(part)) {
    const inputs = partAt(part, ['inputs']);
    return inputs !== undefined && namesPersonal(inputs, version)
      ? true
      : [...part.members.keys()].some((text) => namesPersonal(text, version));
  }
  if (typeof part !== 'string') return false;
  const words = new Set(part.match(/[A-Za-z][A-Za-z0-9]*/g) ?? []);
  return personalFields(version).some((field) => words.has(field));
}

/** A task that gives something to a case of its own, or a stage with one in it. */
function opensCase(part: Part): boolean {
  if (!isHolder(part)) return false;
  return part.members.has('child') || [...part.members.values()].some(opensCase);
}

function usesCase(task: Part | undefined): Judgement {
  return partAt(task, ['performs']) === 'case' ? 'new-recipient' : null;
}

function ruleLeads(change: SourceDifference['change'], rule: Part): Judgement {
  return change === 'added' && partAt(rule, ['to']) !== undefined ? 'new-recipient' : null;
}
