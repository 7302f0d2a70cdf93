// Turns letters into their definitions, with their clauses in them. What they refer to is judged elsewhere.
import type { FieldDefinition, FieldKind } from './case-type.ts';
import type { Compiling } from './compile.ts';
import { namesAt } from './compile-entries.ts';
import type { EntryKind } from './entry-definition.ts';
import { expressionAt } from './expression-site.ts';
import type {
  LetterBlock,
  LetterDefinition,
  LetterList,
  LetterText,
  MergeField,
  MergeKind,
} from './letter-definition.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, type MapEntry, textAt, textOf } from './located.ts';

/** What letters are compiled with: the clauses of the case type, and its fields. */
export interface LetterParts {
  readonly clauses: ReadonlyMap<string, LocatedNode>;
  readonly fields: ReadonlyMap<string, Pick<FieldDefinition, 'kind'>>;
  readonly compiling: Compiling;
}

export const PRIMITIVE_OF: Readonly<Record<string, EntryKind>> = {
  ...{ issues: 'issue', goals: 'goal', obligations: 'obligation', determinations: 'determination' },
  ...{ evidence: 'evidence', communications: 'communication' },
};

export function letterOf({ key, value }: MapEntry, parts: LetterParts): LetterDefinition {
  const body = childOf(value, 'body');
  const used = clausesIn(body).flatMap((name) => parts.clauses.get(name) ?? []);
  const calendar = textAt(value, 'calendar');
  const merges = [...used, value].flatMap((node) => entriesOf(childOf(node, 'merge')));
  return {
    ...{ name: key, title: textAt(value, 'title') ?? '', as: textAt(value, 'as') ?? '', to: namesAt(value, 'to') },
    keptAs: keptAs(textAt(value, 'keptAs') ?? ''),
    ways: new Map(
      entriesOf(childOf(value, 'ways')).map((way) => [way.key, textOf(way.value) === 'mail' ? 'mail' : 'post']),
    ),
    ...{ discloses: namesAt(value, 'discloses'), mentions: namesAt(value, 'mentions') },
    ...(calendar === null ? {} : { calendar }),
    subject: { saying: textAt(value, 'subject') ?? '' },
    merge: new Map(merges.map((entry) => [entry.key, mergeField(entry, parts)])),
    body: blocksOf(body, parts),
  };
}

function keptAs(text: string): LetterDefinition['keptAs'] {
  const [kind = '', audience = null] = text.split('.');
  return { kind, audience };
}

/** Names of the clauses that stand in some parts. */
export function clausesIn(body: LocatedNode | null): readonly string[] {
  return itemsOf(body).flatMap((node) => {
    const own = textAt(node, 'clause');
    const inner = ['then', 'else', 'body'].flatMap((key) => clausesIn(childOf(node, key)));
    return own === null ? inner : [own, ...inner];
  });
}

const WRITTEN_AS: Readonly<Record<FieldKind, MergeKind | null>> = {
  ...{ text: 'text', 'long-text': 'text', number: 'number', money: 'money' },
  // That something is so is for a condition, which says it in words.
  ...{ date: 'date', instant: 'date', choice: 'choice', boolean: null },
};
const KINDS: readonly MergeKind[] = ['text', 'number', 'money', 'date', 'choice'];

function mergeField({ key, value }: MapEntry, { fields, compiling }: LetterParts): MergeField {
  const clock = textAt(value, 'clock');
  const node = childOf(value, 'value');
  const field = fields.get(textOf(node) ?? '') === undefined ? undefined : (textOf(node) ?? undefined);
  const said = KINDS.find((kind) => kind === textAt(value, 'as'));
  const own = clock === null ? WRITTEN_AS[fields.get(field ?? '')?.kind ?? 'boolean'] : 'date';
  const [currency, absent] = [textAt(value, 'currency'), textAt(value, 'else')];
  return {
    name: key,
    source:
      clock === null
        ? {
            from: 'case',
            value: node === null ? { source: '', names: [], valueNames: [] } : letterExpression(node, compiling),
            ...(field === undefined ? {} : { field }),
          }
        : { from: 'clock', clock },
    as: said ?? own,
    ...(currency === null ? {} : { currency }),
    ...(absent === null ? {} : { absent: { saying: absent } }),
  };
}

function letterExpression(node: LocatedNode, compiling: Compiling): ReturnType<typeof expressionAt> {
  return expressionAt(node, { use: 'letter' }, compiling);
}

function blocksOf(body: LocatedNode | null, parts: LetterParts): readonly LetterBlock[] {
  return itemsOf(body).flatMap((node) => blockOf(node, parts));
}

function blockOf(node: LocatedNode, parts: LetterParts): readonly LetterBlock[] {
  const [heading, text, clause] = [textAt(node, 'heading'), textAt(node, 'text'), textAt(node, 'clause')];
  if (heading !== null) return [{ block: 'heading', text: { saying: heading } }];
  if (text !== null) return [{ block: 'paragraph', text: { saying: text } }];
  // A clause of a clause would make what stands in a letter hard to find; the checker refuses one.
  if (clause !== null) return blocksOf(childOf(parts.clauses.get(clause), 'body'), { ...parts, clauses: new Map() });
  for (const key of ['list', 'steps']) {
    const items = childOf(node, key);
    if (items !== null) return [{ block: 'list', isOrdered: key === 'steps', items: textsAt(node, key) }];
  }
  const table = childOf(node, 'table');
  if (table !== null) return [tableOf(table)];
  const when = childOf(node, 'when');
  if (when !== null) {
    const [then, otherwise] = ['then', 'else'].map((key) => blocksOf(childOf(node, key), parts));
    const condition = expressionAt(when, { use: 'letter', yields: 'boolean' }, parts.compiling);
    return [{ block: 'when', when: condition, then: then ?? [], otherwise: otherwise ?? [] }];
  }
  const rights = childOf(node, 'rights');
  if (rights !== null) {
    const says = { saying: textAt(rights, 'says') ?? '' };
    return [{ block: 'rights', of: textAt(rights, 'of') ?? '', says, ...noneAt(rights) }];
  }
  const each = listAt(node);
  return each === null
    ? []
    : [{ block: 'each', each, blocks: blocksOf(childOf(node, 'body'), parts), ...noneAt(node) }];
}

function tableOf(node: LocatedNode): LetterBlock {
  const each = listAt(node);
  const rows = itemsOf(childOf(node, 'rows')).map((row) => itemsOf(row).map(sayingOf));
  return {
    ...{ block: 'table', caption: { saying: textAt(node, 'caption') ?? '' }, header: textsAt(node, 'header') },
    rows: each === null ? rows : [textsAt(node, 'row')],
    ...(each === null ? {} : { each }),
    ...noneAt(node),
  };
}

function listAt(node: LocatedNode): LetterList | null {
  const [list = '', kind = ''] = (textAt(node, 'each') ?? '').split('.');
  const primitive = PRIMITIVE_OF[list];
  return primitive === undefined ? null : { primitive, kind, where: namesAt(node, 'where') };
}

function noneAt(node: LocatedNode): { readonly none?: LetterText } {
  const none = textAt(node, 'none');
  return none === null ? {} : { none: { saying: none } };
}

function textsAt(node: LocatedNode, key: string): readonly LetterText[] {
  return itemsOf(childOf(node, key)).map(sayingOf);
}

function sayingOf(node: LocatedNode): LetterText {
  return { saying: textOf(node) ?? '' };
}
