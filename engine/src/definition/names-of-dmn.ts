// Names of a case type for names of DMN, which may hold spaces and any letters.
import { isReservedName } from '../expression/expression.ts';

/** Names of fields, each given once. */
export function fieldNames(): { readonly of: (name: string) => string } {
  const taken = new Set<string>();
  return {
    of(name) {
      const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
      const joined = words.map((word, at) => (at === 0 ? lowered(word) : word.charAt(0).toUpperCase() + word.slice(1)));
      const plain = joined
        .join('')
        .replace(/^[^a-z]+/, '')
        .slice(0, 50);
      const fit = plain === '' || plain === 'repetition' || isReservedName(plain) ? `${plain}Value` : plain;
      const base = fit === 'Value' ? 'value' : fit;
      let field = base;
      for (let more = 2; taken.has(field); more += 1) field = `${base}${more}`;
      taken.add(field);
      return field;
    },
  };
}

/** The name of a decision or a case type. */
export function slugOf(name: string): string {
  const slug = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 50);
  return slug === '' ? 'decision' : slug;
}

/** `VIP` becomes `vip`, `Age` becomes `age`, and what begins small stays as it is. */
function lowered(word: string): string {
  return /^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}
