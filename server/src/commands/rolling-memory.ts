// The hashes of files that are on their way in, while this process has them: so that what came is not read again when all is there.
// Nothing depends on it but time: what is not remembered is reckoned from the store.
import { copyOf, type Rolling } from '../files/part-sealer.ts';

export interface RollingMemory {
  /** The hashes of a file up to exactly this place; null where they are not known. What is given goes on by itself. */
  readonly take: (file: string, at: number) => Rolling | null;
  readonly keep: (file: string, rolling: Rolling) => void;
  readonly forget: (file: string) => void;
}

const REMEMBERED = 1_000;

export function rememberRolling(): RollingMemory {
  // In the order of their last use: a Map keeps the order of insertion, and a use inserts anew.
  const known = new Map<string, Rolling>();
  return {
    take(file, at) {
      const rolling = known.get(file);
      return rolling?.at === at ? copyOf(rolling) : null;
    },
    keep(file, rolling) {
      known.delete(file);
      known.set(file, rolling);
      const oldest = known.keys().next();
      if (known.size > REMEMBERED && oldest.done !== true) known.delete(oldest.value);
    },
    forget: (file) => void known.delete(file),
  };
}
