// For tests: whether what somebody typed in a form and has not sent is still kept after a step that names the form.
import type { Answered, Client } from './api-under-test.ts';

let forms = 0;

/**
 * Keeps a text of no case, takes the step, and looks for the text again.
 * @param step is given the headers by which it names the form
 */
export async function keptAfter(
  by: Client,
  step: (headers: Readonly<Record<string, string>>) => Promise<Answered>,
): Promise<{ readonly status: number; readonly isKept: boolean }> {
  forms += 1;
  const place = `form/${forms}`;
  const { body } = await by.get('/api/v1/session');
  const typed = { place, fields: { words: 'Typed and not sent.' }, version: 0, person: body.personId };
  const kept = await by.send('POST', '/api/v1/unsent-text/keep', { body: typed });
  if (kept.status !== 200) throw new Error(`${kept.status} ${JSON.stringify(kept.body)}`);
  const { status } = await step({ 'casewright-unsent-text': place });
  const found = await by.get(`/api/v1/unsent-text?place=${encodeURIComponent(place)}`);
  return { status, isKept: found.body.text !== null };
}
