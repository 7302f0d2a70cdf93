// What somebody is called, of what is known of them: each name as it was recorded, given and family name together.
import type { Known } from '@casewright/engine/likeness';

export interface NamesView {
  /** The first for showing; none where none may be read. */
  readonly names: readonly string[];
  readonly born: string | null;
}

export function knownNames(known: Known): NamesView {
  const given = known['given-name'] ?? [];
  const family = known['family-name'] ?? [];
  const parted = given.length + family.length === 0 ? [] : [[given[0], family[0]].filter(Boolean).join(' ')];
  return { names: [...(known.name ?? []), ...parted], born: known.born?.[0] ?? null };
}
