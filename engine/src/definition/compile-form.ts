// Turns a form of a case type file into its definition: fields in their order, each with its page and its conditions.
import type { FormDefinition, FormField, FormPage, TabDefinition } from './case-type.ts';
import type { Compiling } from './compile.ts';
import { expressionAt } from './expression-site.ts';
import { childOf, entriesOf, type LocatedNode, type MapEntry, rolesAt, textAt, textOf } from './located.ts';

export function formOf({ key, value }: MapEntry, compiling: Compiling): FormDefinition {
  const pages = entriesOf(childOf(value, 'pages')).map((entry) => pageOf(entry, compiling));
  const fields = entriesOf(childOf(value, 'fields')).map((entry) => askedField(entry, pages, compiling));
  // Whoever writes a form may name its fields in any order; pages come one after the other.
  const place = new Map(pages.map(({ name }, at) => [name, at + 1]));
  const ordered = fields.toSorted(
    (one, other) => (place.get(one.page ?? '') ?? 0) - (place.get(other.page ?? '') ?? 0),
  );
  return { name: key, title: textAt(value, 'title') ?? '', pages, fields: pages.length === 0 ? fields : ordered };
}

/** Parts of the page of a case; none where the case type names none. */
export function tabsOf(node: LocatedNode | null, compiling: Compiling): { readonly tabs?: readonly TabDefinition[] } {
  if (node === null) return {};
  const tabs = entriesOf(node).map(({ key, value }) => {
    const when = childOf(value, 'when');
    const readers = childOf(value, 'readers');
    return {
      ...{ name: key, title: textAt(value, 'title') ?? '' },
      ...(when === null ? {} : { when: conditionAt(when, compiling) }),
      ...(readers === null ? {} : { readers: rolesAt(value, 'readers') }),
      fields: entriesOf(childOf(value, 'fields')).map((shown) => ({
        field: shown.key,
        ...(textOf(shown.value) === null ? {} : { when: conditionAt(shown.value, compiling) }),
      })),
    };
  });
  return { tabs };
}

function pageOf({ key, value }: MapEntry, compiling: Compiling): FormPage {
  const when = childOf(value, 'when');
  return {
    name: key,
    title: textAt(value, 'title') ?? '',
    ...(when === null ? {} : { when: expressionAt(when, { use: 'form' }, compiling) }),
  };
}

function askedField({ key, value }: MapEntry, pages: readonly FormPage[], compiling: Compiling): FormField {
  const ask = textOf(value) ?? textAt(value, 'ask');
  const [page, label] = [textAt(value, 'page'), textAt(value, 'label')];
  const own = childOf(value, 'when');
  const when = [...whenOf(pages, page), ...(own === null ? [] : [conditionAt(own, compiling)])];
  return {
    ...{ field: key, required: ask === 'required' },
    ...(ask === 'read-only' ? { readOnly: true as const } : {}),
    ...(page === null ? {} : { page }),
    ...(label === null ? {} : { label }),
    ...(when.length === 0 ? {} : { when }),
  };
}

function whenOf(pages: readonly FormPage[], name: string | null): NonNullable<FormField['when']> {
  const page = pages.find((one) => one.name === name);
  return page?.when === undefined ? [] : [page.when];
}

function conditionAt(node: LocatedNode, compiling: Compiling): NonNullable<FormPage['when']> {
  return expressionAt(node, { use: 'form' }, compiling);
}
