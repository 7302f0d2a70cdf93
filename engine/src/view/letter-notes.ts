// What is said to be wrong of what a letter is made of: whoever has it made is told beforehand, since the letter says it as it is on record.
import type { CaseState } from '../case/state.ts';
import type { CaseType } from '../definition/case-type.ts';
import type { LetterBlock, LetterDefinition } from '../definition/definition.ts';
import { known } from '../plan/known.ts';
import { type CorrectionFace, correctionFaces } from './corrections.ts';
import { followedBy, type ReadableParts } from './hidden.ts';

/** Notes on fields that it names or that these are computed from, and on entries of kinds that it lists. None of the past. */
export function notesOnLetter(
  caseType: CaseType,
  state: Pick<CaseState, 'corrections' | 'entries' | 'parties' | 'opened' | 'access'>,
  { letter, parts }: { readonly letter: string; readonly parts: ReadableParts },
): readonly CorrectionFace[] {
  const definition = caseType.letters.get(letter);
  const faces = definition === undefined ? [] : correctionFaces(caseType, state, parts);
  if (definition === undefined || faces.length === 0) return [];
  const named = fieldsOf(definition);
  const fields = new Set(named.flatMap((name) => [name, ...(isField(caseType, name) ? followed(caseType, name) : [])]));
  const kinds = new Set(kindsOf(definition.body));
  return faces.filter(({ field, entry, isPast }) => {
    if (isPast) return false;
    if (field !== null) return fields.has(field);
    const one = entry === null ? undefined : known(state.entries, entry);
    return one !== undefined && kinds.has(`${one.kind} ${one.of}`);
  });
}

function isField({ fields }: CaseType, name: string): boolean {
  return fields.has(name);
}

function followed(caseType: CaseType, name: string): readonly string[] {
  return followedBy(caseType, 'fields', name);
}

/** Fields of what is merged and of conditions. */
function fieldsOf({ merge, body }: LetterDefinition): readonly string[] {
  const merged = [...merge.values()].flatMap(({ source }) => (source.from === 'case' ? source.value.names : []));
  return [...merged, ...conditionsOf(body)];
}

function conditionsOf(blocks: readonly LetterBlock[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.block === 'when')
      return [...block.when.names, ...conditionsOf(block.then), ...conditionsOf(block.otherwise)];
    return block.block === 'each' ? conditionsOf(block.blocks) : [];
  });
}

function kindsOf(blocks: readonly LetterBlock[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.block === 'when') return [...kindsOf(block.then), ...kindsOf(block.otherwise)];
    if (block.block === 'each') return [kindIn(block.each), ...kindsOf(block.blocks)];
    if (block.block === 'rights') return [`determination ${block.of}`];
    return block.block === 'table' && block.each !== undefined ? [kindIn(block.each)] : [];
  });
}

function kindIn({ primitive, kind }: { readonly primitive: string; readonly kind: string }): string {
  return `${primitive} ${kind}`;
}
