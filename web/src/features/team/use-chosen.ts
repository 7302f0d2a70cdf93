// Rows that were chosen of a list, one by one or all from the one that was chosen last.
import { useRef, useState } from 'react';

export interface Chosen {
  readonly chosen: ReadonlySet<string>;
  /** @param upTo with all rows from the one that was chosen last */
  readonly choose: (key: string, upTo: boolean) => void;
  readonly chooseAll: (all: boolean) => void;
}

/** @param keys of the rows that may be chosen, in their order */
export function useChosen(keys: readonly string[]): Chosen {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);

  function choose(key: string, upTo: boolean) {
    const from = upTo && last.current !== null ? keys.indexOf(last.current) : -1;
    const to = keys.indexOf(key);
    const range = from === -1 ? [key] : keys.slice(Math.min(from, to), Math.max(from, to) + 1);
    const isOn = upTo || !chosen.has(key);
    const next = new Set(chosen);
    for (const each of range) {
      if (isOn) next.add(each);
      else next.delete(each);
    }
    last.current = key;
    setChosen(next);
  }

  return { chosen, choose, chooseAll: (all) => setChosen(new Set(all ? keys : [])) };
}
