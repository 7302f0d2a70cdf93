// Which version of the case a person has seen, so that nobody completes work over a change they never read.
import { useState } from 'react';
import type { CaseView, CommandAnswer, Fact } from '../../client/types.ts';

export interface KnownVersion {
  readonly version: number;
  readonly facts: readonly Fact[];
}

export interface KnownVersionState {
  readonly known: KnownVersion;
  /** True when somebody else changed the case since. */
  readonly isBehind: boolean;
  /** The person has read what changed. */
  readonly catchUp: () => void;
  /** The person changed the case themselves: that needs no reading, unless somebody came in between. */
  readonly follow: (answer: CommandAnswer) => void;
}

export function useKnownVersion(view: CaseView): KnownVersionState {
  const [known, setKnown] = useState<KnownVersion>({ version: view.version, facts: view.facts });
  return {
    known,
    isBehind: view.version > known.version,
    catchUp: () => setKnown({ version: view.version, facts: view.facts }),
    follow: (answer) =>
      setKnown((before) => (answer.version === before.version + 1 ? { ...before, version: answer.version } : before)),
  };
}
