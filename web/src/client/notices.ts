// What somebody was told and has not done with, and where what waits among their work is done.
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { Notice, NoticeList } from './schema.d.ts';

export type { Notice, RecordsNotice } from './schema.d.ts';

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => request<NoticeList>('notices', { signal }),
});

/** Those in which something is to be decided, and not only known. */
export function toDecide(notices: readonly Notice[]): number {
  return new Set(notices.flatMap(({ asked, caseId, clock }) => (asked === null ? [] : [`${caseId} ${clock}`]))).size;
}

/** A request and an emergency have a dot in their id, a task of the plan never: they are decided on the page about access. */
export function isAboutAccess(task: string): boolean {
  return task.includes('.');
}
