// What a request of a directory asks for, read from its address, and what was done, as it is answered.
import type { FastifyRequest } from 'fastify';
import type { Provisioned } from '../../commands/provision.ts';
import { readFilter } from '../../identity/scim-filter.ts';
import { PAGE_MAX, type Selection } from '../../identity/scim-resources.ts';
import { isRecord, type Scim } from '../../identity/scim-values.ts';
import type { DirectoryAnswer } from '../route.ts';

/** What was done, as it is answered. */
export function shown<T>(outcome: Provisioned<T>, show: (value: T) => DirectoryAnswer): Provisioned<DirectoryAnswer> {
  return outcome.kind === 'done' ? { kind: 'done', value: show(outcome.value) } : outcome;
}

/** The id of the address. What cannot be one is nobody's, so it is simply not found. */
export function idOf({ params }: FastifyRequest): string {
  return (isRecord(params) ? textOf(params['id']) : null) ?? '';
}

interface ListQuery {
  readonly filter: ReadonlyMap<string, string | boolean>;
  readonly page: { readonly offset: number; readonly limit: number };
  readonly selection: Selection;
}

export function readListQuery(request: FastifyRequest, known: readonly string[]): Scim<ListQuery> {
  const query = isRecord(request.query) ? request.query : {};
  const filter = readFilter(query['filter'], known);
  if ('problem' in filter) return filter;
  // RFC 7644, 3.4.2.4: what is below the least is the least.
  const offset = Math.max(1, wholeNumber(query['startIndex'], 1)) - 1;
  const limit = Math.min(PAGE_MAX, Math.max(0, wholeNumber(query['count'], PAGE_MAX)));
  return { value: { filter: filter.value, page: { offset, limit }, selection: selectionOf(request) } };
}

export function selectionOf({ query }: FastifyRequest): Selection {
  const named = (name: string): string | undefined =>
    isRecord(query) ? (textOf(query[name]) ?? undefined) : undefined;
  return { attributes: named('attributes'), excludedAttributes: named('excludedAttributes') };
}

function wholeNumber(value: unknown, absent: number): number {
  return typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : absent;
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && !value.includes('\u0000') ? value : null;
}
