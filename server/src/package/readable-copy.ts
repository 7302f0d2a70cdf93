// The readable copy of a case: one page of HTML that loads nothing and runs nothing, to be read, printed and kept. Secret ways of reaching
// somebody are not in it. Pure.
import { allEntries } from '@casewright/engine/entries';
import {
  actorName,
  correctionFaces,
  correctionLine,
  describeEvent,
  mayReadEntry,
  mayReadField,
  plainValue,
} from '@casewright/engine/view';
import { el, join, list, table, type Content, type Html } from '../handbook/html.ts';
import { STYLE } from '../handbook/style.ts';
import type { CaseToPackage } from './package-types.ts';

/** @returns a whole HTML document */
export function readableCopy(of: CaseToPackage): string {
  const { caseType, manifest } = of;
  const title = `${caseType.title} ${manifest.case.reference}`;
  const known = [factsPart(of), correctionsPart(of), partiesPart(of), documentsPart(of)];
  const parts = [headPart(of, title), ...known, eventsPart(of)];
  const head = el(
    'head',
    {},
    el('meta', { charset: 'utf-8' }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    // Whatever somebody wrote into a case, nothing acts here.
    el('meta', { 'http-equiv': 'Content-Security-Policy', content: "default-src 'none'; style-src 'unsafe-inline'" }),
    el('title', {}, title),
  );
  // The style is a text of our own, in which nothing of a case stands.
  const styled = head.text.replace('</head>', `<style>${STYLE}</style></head>`);
  return `<!doctype html>\n<html lang="${langOf(caseType.language)}">${styled}<body><main>${join(parts).text}</main></body></html>\n`;
}

function langOf(language: string): string {
  return /^[A-Za-z0-9-]{1,35}$/.test(language) ? language : 'und';
}

function headPart({ manifest, state, caseType, openedAt, retention }: CaseToPackage, title: string): Html {
  const { agency, case: is, madeAt, madeBy, reason, id } = manifest;
  const kept = [
    ['Records class', retention?.class ?? null],
    ['To be disposed of on', retention?.dueOn ?? null],
  ] as const;
  const rows: (readonly [string, string])[] = [
    ['Agency', agency.name],
    ['Reference', is.reference],
    ['Identifier', is.caseId],
    ['Kind of case', `${caseType.title} (${is.caseType.name} ${is.caseType.version})`],
    ['Classification', caseType.classification.level],
    ['Team', is.team],
    ['Opened', openedAt],
    [
      'Status',
      state.closed === undefined ? 'Open' : `Closed ${state.closed.at}: ${outcomeOf(caseType, state.closed.outcome)}`,
    ],
    ...kept.flatMap(([what, value]): (readonly [string, string])[] => (value === null ? [] : [[what, value]])),
    ['This copy', `${madeAt}, by ${madeBy}: ${reason}`],
    ['Package', id],
    ['Hash of the last event', is.lastHash],
  ];
  return el('section', {}, el('h1', {}, title), table('The case', ['What', 'Is'], rows) ?? null);
}

function outcomeOf({ closing }: CaseToPackage['caseType'], outcome: string): string {
  return closing.outcomes.find(({ value }) => value === outcome)?.label ?? outcome;
}

function factsPart({ state, caseType, parts }: CaseToPackage): Html | null {
  const rows = Object.entries(state.data).flatMap(([field, value]) => {
    const definition = caseType.fields.get(field);
    return value === null || !mayReadField(caseType, field, parts)
      ? []
      : [[definition?.label ?? field, plainValue(definition, value)]];
  });
  return section('Facts', table('Facts', ['Fact', 'Value'], rows));
}

/** What is said to be wrong of what stands here, by whoever it is about. */
function correctionsPart({ state, caseType, parts }: CaseToPackage): Html | null {
  const rows = correctionFaces(caseType, state, parts).map((face) => [face.title, correctionLine(face)]);
  const title = 'Corrections and statements of disagreement';
  return section(title, table(title, ['Of', 'What is said'], rows));
}

function partiesPart({ state, caseType, parts }: CaseToPackage): Html | null {
  const rows = Object.values(allEntries(caseType, state)).flatMap((entry) => {
    if (entry.kind !== 'party' || !mayReadEntry(caseType, entry, parts)) return [];
    const { contact } = entry;
    const isSecret = contact?.isSecret === true;
    const reached = isSecret
      ? 'left out, since it is secret'
      : [contact?.address, contact?.email, contact?.phone].filter((one) => typeof one === 'string').join(', ');
    return [[caseType.parties.get(entry.of)?.title ?? entry.of, contact?.name ?? entry.subject, reached, entry.status]];
  });
  return section('Parties', table('Parties', ['Role', 'Who', 'Reached at', 'Status'], rows));
}

function documentsPart({ documents, caseType }: CaseToPackage): Html | null {
  const rows = documents.map(({ number, version, title, kind, receivedOn, path, content, name, status }) => {
    const inside =
      path === null ? 'not in the package' : el('a', { href: encodeURI(path.replace(/^data\//, '')) }, name);
    const of = caseType.documents.get(kind)?.title ?? kind;
    const cells: readonly Content[] = [`${number}.${version}`, title, of, receivedOn, inside, status, content];
    return cells;
  });
  const heads = ['No.', 'Title', 'Kind', 'Received', 'File', 'Status', 'SHA-256'];
  return section('Documents', table('Documents', heads, rows));
}

function eventsPart({ events, caseType, names, parts }: CaseToPackage): Html | null {
  const nameOf = (person: string): string => actorName(person, names, undefined);
  const rows = events.map(({ seq, occurred, actor, event, type }) => {
    const words =
      event === null
        ? { title: `${type}: lawfully destroyed, or tells of it`, detail: [] }
        : describeEvent(caseType, event, { nameOf, parts });
    // When it was and by whom would tell of what it was.
    const [when, who] = 'hidden' in words ? ['', ''] : [occurred, nameOf(actor)];
    return [seq, when, who, join([el('strong', {}, words.title), list(words.detail)])] as const;
  });
  return section('What happened', table('What happened', ['No.', 'When', 'Who', 'What'], rows));
}

function section(title: string, content: Html | null): Html | null {
  return content === null ? null : el('section', {}, el('h2', {}, title), content);
}
