// What people do with documents: file what comes in and what they make, add a version, call one otherwise, put it where it belongs, and
// withdraw what was filed in error. The files are made up.
import type { CaseCommand } from '../case/case.ts';
import type { DocumentDefinition } from '../definition/definition.ts';
import { accepts, endingFor } from '../entries/entries.ts';
import { type Acting, currentIn, kept, type Named, option, type PossibleAct } from './acting.ts';
import { isAwaited } from './awaited-kinds.ts';
import { documentBy, someOf, wordsOn } from './made-words.ts';

/** Of one kind, while nothing asks for more. */
const MOST_DOCUMENTS = 4;

/** None where there are no files that could be filed. */
export function documentActs(acting: Acting): readonly PossibleAct[] {
  if (!acting.hasFiles) return [];
  return [...acting.caseType.documents.values()].flatMap((kind) => [
    ...filing(acting, kind),
    ...(acting.isEnding ? [] : kept(acting, 'document', kind.name).flatMap((one) => movesOf(acting, kind, one))),
  ]);
}

function filing(acting: Acting, kind: DocumentDefinition): readonly PossibleAct[] {
  const { caseType, chance, isEnding } = acting;
  const { name: of, required } = kind;
  const all = kept(acting, 'document', of).filter(([, { status }]) => status === 'filed').length;
  const isMissing = required && all === 0;
  if (!isMissing && (isEnding || all >= MOST_DOCUMENTS)) return [];
  const weight = isMissing ? 4 : all === 0 && isAwaited(caseType, of) ? 2 : 0.5;
  return [{ name: `FileDocument ${of}`, weight, doing: () => ({ command: filed(acting, kind, chance.share(0.2)) }) }];
}

function filed(
  acting: Acting,
  { name: of, audiences, about, accepts: named }: DocumentDefinition,
  isCopy: boolean,
): CaseCommand {
  const { chance } = acting;
  const source = isCopy ? chance.maybe(kept(acting, 'document', of)) : undefined;
  const content = source?.[1].versions.at(-1)?.content;
  const derivedFrom =
    source === undefined || content === undefined ? null : ({ entry: source[0], content, how: 'copy' } as const);
  const sender = chance.share(0.5) ? (chance.maybe(kept(acting, 'party'))?.[0] ?? null) : null;
  const whom = currentIn(acting, about);
  return {
    ...{ type: 'FileDocument', of, title: wordsOn(chance, 'thing'), audience: chance.maybe(audiences)?.name ?? null },
    ...{ file: fileFor(acting, named), sender, derivedFrom, about: whom.length === 0 ? [] : someOf(chance, whom) },
  };
}

function fileFor({ chance }: Acting, named: readonly string[]): string {
  return `${documentBy(chance).slice(0, 16)}.${endingFor(named)}`;
}

function movesOf(
  acting: Acting,
  kind: DocumentDefinition,
  [entry, document]: Named<'document'>,
): readonly PossibleAct[] {
  if (document.status !== 'filed') return [];
  const { chance } = acting;
  const { name: of, audiences } = kind;
  const { audience, title } = document;
  const on = { of, audience, entry };
  const reason = wordsOn(chance, 'reasons');
  const others = audiences.filter(({ name }) => name !== audience);
  const called = wordsOn(chance, 'thing');
  return [
    option(0.15, { type: 'AddDocumentVersion', ...on, file: fileFor(acting, kind.accepts) }),
    ...(called === title ? [] : [option(0.05, { type: 'RetitleDocument', ...on, title: called, reason })]),
    ...others.slice(0, 1).map(({ name: to }) => option(0.04, { type: 'ChangeDocumentAudience', ...on, to, reason })),
    ...otherKinds(acting, kind, [entry, document]).map((to) =>
      option(0.04, {
        ...{ type: 'ReclassifyDocument', ...on, to: to.name, toAudience: to.audiences[0]?.name ?? null, about: [] },
        reason,
      }),
    ),
    option(0.04, { type: 'WithdrawDocument', ...on, reason }),
  ];
}

function otherKinds(
  { caseType }: Acting,
  { name, by }: DocumentDefinition,
  [, { versions }]: Named<'document'>,
): readonly DocumentDefinition[] {
  const fitting = [...caseType.documents.values()].filter(
    (kind) =>
      kind.name !== name &&
      (by === undefined || by === kind.by) &&
      versions.every(({ mediaType, size }) => accepts(kind, mediaType) && size <= (kind.maxSize ?? size)),
  );
  return fitting.slice(0, 1);
}
