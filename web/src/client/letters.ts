// Letters of a case: how one would read, making it, and what may be done with it and with how parties are reached.
import { queryOptions } from '@tanstack/react-query';
import { newKey, type Act } from './acts.ts';
import { isUncertain, request } from './request.ts';
import { saveFile } from './save-file.ts';
import type { LetterPreview, MadeLetter, MeetingFile } from './types.ts';

export interface LetterToRead {
  readonly caseId: string;
  /** Its name in the kind of case, and the id of the party to whom it goes. */
  readonly letter: string;
  readonly party: string;
}

export function letterPreviewQuery({ caseId, letter, party }: LetterToRead) {
  return queryOptions({
    queryKey: ['case', caseId, 'letter', letter, party],
    queryFn: ({ signal }) =>
      request<LetterPreview>(
        `${caseOf(caseId)}/letters/${encodeURIComponent(letter)}?party=${encodeURIComponent(party)}`,
        { signal },
      ),
  });
}

/** Makes letters; whoever asks again after a lost answer gets the same letter. One maker per place on a screen. */
export function createLetterMaker(): (asked: LetterToRead & { readonly channel: string }) => Promise<MadeLetter> {
  const keys = new Map<string, string>();
  return async ({ caseId, ...body }) => {
    const asked = JSON.stringify(body);
    const idempotencyKey = keys.get(asked) ?? newKey();
    keys.set(asked, idempotencyKey);
    try {
      const made = await request<MadeLetter>(`${caseOf(caseId)}/letters`, { method: 'POST', body, idempotencyKey });
      keys.delete(asked);
      return made;
    } catch (error) {
      if (!isUncertain(error)) keys.delete(asked);
      throw error;
    }
  };
}

export function moveCommunication(
  caseId: string,
  { entry, move, body }: { readonly entry: string; readonly move: string; readonly body: object },
): Act {
  return { method: 'POST', path: `${caseOf(caseId)}/communications/${encodeURIComponent(entry)}/${move}`, body };
}

function caseOf(caseId: string): string {
  return `cases/${encodeURIComponent(caseId)}`;
}

/** Gives a meeting to the browser as a file for calendars. */
export async function saveMeeting(caseId: string, entry: string): Promise<void> {
  const { name, text } = await request<MeetingFile>(
    `${caseOf(caseId)}/communications/${encodeURIComponent(entry)}/calendar`,
  );
  saveFile(name, text, 'text/calendar;charset=utf-8');
}
