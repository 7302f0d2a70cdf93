// A change that says what its author saw: where somebody else changed the same thing meanwhile it is not done, and both are shown. Where
// only something else of the case changed it is done at once, since nobody would learn anything by being asked.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Act } from './acts.ts';
import { caseQuery } from './queries.ts';
import type { CaseView, Problem } from './types.ts';
import type { ActState, Performed } from './use-act.ts';

export interface Clash {
  /** As it was when its author began, and as it is now, in words. */
  readonly was: string;
  readonly now: string;
  /** Who changed the case last, and when; empty where that may not be known. */
  readonly by: string;
  readonly at: string;
}

export interface Guard {
  readonly clash: Clash | null;
  /** As `perform` of `useAct`; a clash is a problem too. */
  readonly perform: (act: Act) => Promise<Performed>;
  /** Their author has seen both, and goes on. */
  readonly goOn: () => void;
}

const MOST_TRIES = 5;

/** @param valueOf the thing in words, as people read it; empty where there is none */
export function useGuard(act: ActState, view: CaseView, valueOf: (view: CaseView) => string): Guard {
  const client = useQueryClient();
  const seen = useRef({ version: view.version, value: valueOf(view) });
  const [clash, setClash] = useState<Clash | null>(null);

  async function perform(asked: Act): Promise<Performed> {
    for (let tries = 1; ; tries += 1) {
      const result = await act.perform({ ...asked, ifVersion: seen.current.version });
      if (!('problem' in result) || result.problem.code !== 'version-conflict' || tries === MOST_TRIES) return result;
      const fresh = await client.fetchQuery({ ...caseQuery(view.caseId), staleTime: 0 });
      const { value } = seen.current;
      seen.current = { version: fresh.version, value: valueOf(fresh) };
      if (value === seen.current.value) continue;
      setClash({ was: value, now: seen.current.value, ...whoIn(result.problem) });
      return result;
    }
  }

  return { clash, perform, goOn: () => setClash(null) };
}

function whoIn({ current }: Problem): Pick<Clash, 'by' | 'at'> {
  return { by: current?.changedBy ?? '', at: current?.changedAt ?? '' };
}
