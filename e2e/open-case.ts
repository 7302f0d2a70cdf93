// Opens a case as who is signed in on a page, past the form, for journeys that begin where a case is open.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';

export interface OpenedCase {
  readonly caseId: string;
  readonly reference: string;
}

/** @throws what the server said where it refused */
export function openCase(page: Page, caseType: string, data: object): Promise<OpenedCase> {
  return page.evaluate(
    async ([key, body]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key };
      const answer = await fetch('/api/v1/cases', { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(await answer.text());
      // The shape is the interface's own.
      return (await answer.json()) as { caseId: string; reference: string };
    },
    [randomUUID(), JSON.stringify({ caseType, data })] as const,
  );
}
