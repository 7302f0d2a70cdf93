// A handbook of one kind of case, written from its definition and from nothing else: one page of HTML that needs no script and loads
// nothing, so that it can be kept, printed and sent. With it come drafts of the two assessments that the definition can fill.
import { type CaseType, managerOf } from '@casewright/engine/definition';
import { privacyPart, securityPart } from './assessments.ts';
import { clocksPart } from './clocks-part.ts';
import { el, type Html, join, list } from './html.ts';
import { lettersPart } from './letters-part.ts';
import { recordPart } from './record-part.ts';
import { retentionPart } from './retention-part.ts';
import { rightsPart } from './rights-part.ts';
import { STYLE } from './style.ts';
import { roleTitle } from './words.ts';
import { tablesPart, workPart } from './work-part.ts';

/** @returns a whole HTML document */
export function handbookOf(caseType: CaseType): string {
  const { title, version } = caseType;
  const parts = [
    headPart(caseType),
    contentsPart(),
    workPart(caseType),
    recordPart(caseType),
    clocksPart(caseType),
    tablesPart(caseType),
    lettersPart(caseType),
    peoplePart(caseType),
    endPart(caseType),
    rightsPart(caseType),
    privacyPart(caseType),
    securityPart(caseType),
  ];
  const head = el(
    'head',
    {},
    el('meta', { charset: 'utf-8' }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('title', {}, `${title} ${version}: handbook`),
  );
  // The style is a text of our own, in which nothing of a case type stands.
  const styled = head.text.replace('</head>', `<style>${STYLE}</style></head>`);
  return `<!doctype html>\n<html lang="en">${styled}<body><main>${join(parts).text}</main></body></html>\n`;
}

function headPart({ title, purpose, version, hash, archetype, team, classification, zone }: CaseType): Html {
  return join([
    el('h1', {}, title),
    el('p', {}, purpose.statement),
    details([
      ['Authority', purpose.authority],
      ['Version', version],
      ['Archetype', archetype.replaceAll('-', ' ')],
      ['Team that owns new cases', team],
      ['Level', `${classification.scale} ${classification.level}`],
      ['Days are counted in', zone],
      ['Identified by', el('code', {}, hash)],
    ]),
  ]);
}

function contentsPart(): Html {
  const contents = [
    ['work', 'The work'],
    ['recorded', 'What is recorded'],
    ['clocks', 'Clocks and law'],
    ['tables', 'Tables that decide'],
    ['people', 'Who may do what'],
    ['end', 'How a case ends'],
    ['rights', 'Corrections and consents'],
    ['privacy', 'Draft of a privacy impact assessment'],
    ['security', 'Draft of a security assessment'],
  ] as const;
  return el('nav', { 'aria-label': 'Contents' }, list(contents.map(([id, name]) => el('a', { href: `#${id}` }, name))));
}

/** Everything that each role does, so that nobody has to look through the tables. */
function peoplePart(caseType: CaseType): Html {
  const { roles, items, opening, closing, access } = caseType;
  const doing = (role: string): readonly string[] => [
    ...(opening.by.includes(role) ? ['opens cases'] : []),
    ...[...items.values()].flatMap(({ task, title }) => (task?.by.includes(role) === true ? [title] : [])),
    ...[...caseType.issues.values()].flatMap(({ decidedBy, title }) =>
      decidedBy === role ? [`decides: ${title}`] : [],
    ),
    ...[...caseType.determinations.values()].flatMap(({ delegation, title }) =>
      delegation?.role === role ? [`makes the decision: ${title}`] : [],
    ),
    ...(access?.sections ?? []).flatMap(({ readers, title }) =>
      readers?.includes(role) === true ? [`reads: ${title}`] : [],
    ),
    ...(managerOf(caseType) === role ? ['says who may read a case'] : []),
    ...(closing.by === role ? ['closes and reopens cases'] : []),
  ];
  return join([
    el('h2', { id: 'people' }, 'Who may do what'),
    ...[...roles.values()].map(({ name, title }) => join([el('h3', {}, title), list(doing(name))])),
  ]);
}

function endPart(caseType: CaseType): Html {
  const { closing, items } = caseType;
  const after = closing.afterwards.map((item) => items.get(item)?.title ?? item);
  return join([
    el('h2', { id: 'end' }, 'How a case ends'),
    el('p', {}, `${roleTitle(caseType, closing.by)} closes it with one of these outcomes:`),
    list(closing.outcomes.map(({ label }) => label)),
    after.length === 0 ? null : el('p', {}, `Afterwards may still be done: ${after.join(', ')}.`),
    retentionPart(caseType),
  ]);
}

function details(rows: readonly (readonly [string, string | Html])[]): Html {
  return el(
    'dl',
    {},
    rows.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  );
}
