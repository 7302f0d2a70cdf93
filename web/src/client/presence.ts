// Who else has a case open: saying that one has it open oneself is the question.
import { queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { writingIn } from './doing.ts';
import { request } from './request.ts';
import type { BeHereRequest, OthersHere } from './schema.d.ts';

export type { OthersHere } from './schema.d.ts';

/** One for each window, for as long as the page lives. */
const WINDOW = newKey();
const EVERY_MS = 15_000;
/** Whoever has not touched anything for so long is not called there, and their session is not held open by that. */
const AWAY_MS = 5 * 60_000;

let touchedAt = Date.now();
for (const sign of ['pointerdown', 'keydown', 'scroll'])
  globalThis.addEventListener?.(sign, () => (touchedAt = Date.now()), { capture: true, passive: true });

function say(caseId: string, doing: BeHereRequest['doing']): Promise<OthersHere> {
  const body: BeHereRequest = { window: WINDOW, doing };
  return request<OthersHere>(`cases/${encodeURIComponent(caseId)}/presence`, {
    ...{ method: 'POST', body, keepalive: doing === null },
  });
}

export function othersQuery(caseId: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'here'],
    queryFn: async () => {
      if (Date.now() - touchedAt > AWAY_MS) return { others: [] };
      return say(caseId, writingIn(caseId) ?? 'reading');
    },
    refetchInterval: EVERY_MS,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Nobody waits for the answer: where it is lost, they are forgotten after half a minute. */
export function leaveCase(caseId: string): void {
  void say(caseId, null).catch(() => {
    // See above.
  });
}
