// What letters tell to those to whom they go. A letter to one side must not say what the other side alone may be asked about, nor what
// is in a section of which it does not say that it discloses it; what follows from such a value tells it as well.
import type { Judging } from './check-data.ts';
import { GENERAL } from './access-definition.ts';
import { clausesIn, PRIMITIVE_OF } from './compile-letter.ts';
import type { LetterDefinition } from './letter-definition.ts';
import { keptKinds } from './kept-lists.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, textAt, textOf } from './located.ts';
import { type Place, report } from './problem.ts';
import { readersOfPart } from './role-reads.ts';
import { partsAsked, whatFollows, type WhatFollows } from './what-follows.ts';
import { isCollection, parseExpression } from '../expression/expression.ts';

export function checkLettersTell(judging: Judging): void {
  const letters = entriesOf(childOf(judging.root, 'letters'));
  if (letters.length === 0) return;
  const follows = whatFollows(judging.compiled.caseType, false);
  const clauses = new Map(entriesOf(childOf(judging.root, 'clauses')).map(({ key, value }) => [key, value]));
  for (const { key, value } of letters) {
    const letter = judging.compiled.caseType.letters.get(key);
    if (letter === undefined) continue;
    const used = clausesIn(childOf(value, 'body')).flatMap((name) => clauses.get(name) ?? []);
    const told = [...calendarTold(value), ...[value, ...used].flatMap((node) => toldBy(node, judging, follows))];
    const needed = { sections: new Set<string>(), parties: new Set<string>() };
    for (const one of told) checkOne(one, { letter, judging, needed });
    checkNeeded(value, needed, judging);
    checkKeeping(value, { letter, judging, needed });
  }
}

/** Something that a letter tells, and the fields and kinds from which it follows. */
interface Told {
  readonly place: Place;
  readonly what: string;
  readonly from: readonly string[];
}

/** A letter that asks to a meeting tells of it. */
function calendarTold(value: LocatedNode): readonly Told[] {
  const node = childOf(value, 'calendar');
  return node === null ? [] : [{ place: node, what: 'This meeting', from: [`communications.${textOf(node) ?? ''}`] }];
}

function toldBy(node: LocatedNode, judging: Judging, follows: WhatFollows): readonly Told[] {
  const closure = (names: readonly string[]): readonly string[] => [
    ...new Set(names.flatMap((name) => [...(isCollection(name) ? [] : [name]), ...(follows.fields.get(name) ?? [])])),
  ];
  const merged = entriesOf(childOf(node, 'merge')).map(({ key, value }): Told => {
    const clock = textAt(value, 'clock');
    const names = clock === null ? namesOf(childOf(value, 'value')) : [];
    const from = clock === null ? closure(names) : [...(follows.clocks.get(clock) ?? [])];
    const lists = names.filter(isCollection).flatMap((list) => kindsIn(judging, list));
    return { place: value, what: `“${key}”`, from: [...from, ...lists] };
  });
  return [...merged, ...toldByParts(childOf(node, 'body'), judging, closure)];
}

function toldByParts(
  body: LocatedNode | null,
  judging: Judging,
  closure: (names: readonly string[]) => readonly string[],
): readonly Told[] {
  return itemsOf(body).flatMap((node): readonly Told[] => {
    const when = childOf(node, 'when');
    const each = childOf(node, 'each') ?? childOf(childOf(node, 'table'), 'each');
    const names = when === null ? [] : namesOf(when);
    const lists = names.filter(isCollection).flatMap((list) => kindsIn(judging, list));
    return [
      ...(when === null ? [] : [{ place: when, what: 'This condition', from: [...closure(names), ...lists] }]),
      ...(each === null ? [] : [{ place: each, what: 'This list', from: [textOf(each) ?? ''] }]),
      ...['then', 'else', 'body'].flatMap((key) => toldByParts(childOf(node, key), judging, closure)),
    ];
  });
}

function namesOf(node: LocatedNode | null): readonly string[] {
  const parsed = parseExpression(textOf(node) ?? '');
  return 'expression' in parsed ? parsed.expression.names : [];
}

/** Every kind in a list that an expression runs through. */
function kindsIn({ compiled }: Judging, list: string): readonly string[] {
  const primitive = PRIMITIVE_OF[list];
  return primitive === undefined
    ? []
    : [...keptKinds(compiled.caseType, primitive).keys()].map((kind) => `${list}.${kind}`);
}

interface Judged {
  readonly letter: LetterDefinition;
  readonly judging: Judging;
  readonly needed: { readonly sections: Set<string>; readonly parties: Set<string> };
}

function checkOne({ place, what, from }: Told, { letter, judging, needed }: Judged): void {
  const { caseType } = judging.compiled;
  const parts = new Set(from.flatMap((name) => partsAsked(caseType, name)).filter((part) => part !== GENERAL));
  for (const part of parts) {
    const section = caseType.access?.fields.has(part) === true ? (caseType.access.sectionOf.get(part) ?? part) : part;
    needed.sections.add(section);
    if (letter.discloses.includes(part) || letter.discloses.includes(section)) continue;
    const reason = `${what} tells whoever gets “${letter.name}” of the section “${section}”, which it does not disclose. Take it out, or add discloses: [${section}] where they may be told.`;
    report(judging.findings, place, { code: 'tells-hidden', reason });
  }
  for (const party of new Set(from.flatMap((name) => aboutWhom(judging, name)))) {
    const others = letter.to.filter((role) => role !== party && !actsFor(judging, role, party));
    if (others.length === 0) continue;
    needed.parties.add(party);
    if (letter.mentions.includes(party)) continue;
    const reason = `${what} is personal to “${party}”, and “${letter.name}” goes to “${others.join(', ')}”. Take it out, or add mentions: [${party}] where they may be told.`;
    report(judging.findings, place, { code: 'personal-field', reason });
  }
}

function actsFor({ compiled }: Judging, role: string, party: string): boolean {
  return compiled.caseType.parties.get(role)?.represents.includes(party) === true;
}

/** The parties about whom a field or a kind of entry is. Of the others in a list only those of the recipient are told. */
function aboutWhom({ compiled }: Judging, name: string): readonly string[] {
  const { fields, issues } = compiled.caseType;
  const [list = '', kind = ''] = name.split('.');
  const subject = list === 'issues' ? issues.get(kind)?.subject : fields.get(name)?.subject;
  return subject === undefined ? [] : [subject];
}

/** Whoever may read the letter that is kept reads what it says of each section, so the two have the same readers, or it fewer. */
function checkKeeping(value: LocatedNode, { letter, judging, needed }: Judged): void {
  const { caseType } = judging.compiled;
  const { kind, audience } = letter.keptAs;
  const node = audience === null ? `documents.${kind}` : `documents.${kind}.${audience}`;
  const parts = partsAsked(caseType, node);
  for (const section of needed.sections) {
    const readers = readersOfPart(caseType, section);
    const kept = parts.map((part) => readersOfPart(caseType, part)).find((one) => one !== null) ?? null;
    const isWithin =
      parts.includes(section) || (readers !== null && kept?.every((role) => readers.includes(role)) === true);
    if (isWithin) continue;
    const reason = `“${letter.name}” tells of the section “${section}”, and is kept where others may read it. Keep it as documents of that section.`;
    report(judging.findings, childOf(value, 'keptAs') ?? value, { code: 'tells-hidden', reason });
  }
}

/** What a letter says it may tell and does not would be taken for something that it tells. */
function checkNeeded(value: LocatedNode, needed: Judged['needed'], judging: Judging): void {
  const check = (key: string, known: ReadonlySet<string>): void => {
    for (const item of itemsOf(childOf(value, key))) {
      if (known.has(textOf(item) ?? '')) continue;
      const reason = `Nothing in this letter is of “${textOf(item) ?? ''}”. Remove it.`;
      report(judging.findings, item, { code: 'not-accepted', reason });
    }
  };
  check('discloses', needed.sections);
  check('mentions', needed.parties);
}
