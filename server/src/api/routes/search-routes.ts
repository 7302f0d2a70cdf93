// People, cases and documents by what is typed, the views that are kept of lists, cases by their words, how many there are, and taking them out: each shows what the list of cases shows, and no more.
import type { FastifyInstance } from 'fastify';
import { writeExportTable } from '../../queries/export-cases.ts';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../search-schemas.ts';
import { registerPhraseRoutes } from './phrase-routes.ts';
import { registerViewRoutes } from './view-routes.ts';

export function registerSearchRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/search',
    summary: 'Find the cases that have all of these words in parts that you may see, newest first, 50 a page.',
    audit: 'read',
    action: 'search-cases',
    query: shapes.SearchQuery,
    answer: shapes.SearchPage,
    handler: ({ reader, query: { q, ...asked } }) => doors.queries.searchCases(reader, { ...asked, text: q }),
  });
  defineRoute(app, doors, {
    // So that what was typed, mostly a name, stands in no address and no log of addresses.
    method: 'POST',
    path: '/api/v1/find',
    summary: 'Find people, cases and documents by what is typed, a few of each, in what you may see.',
    audit: 'read',
    action: 'search-cases',
    body: shapes.FindRequest,
    answer: shapes.Found,
    inSteps: true,
    handler: ({ reader, body: { q } }) => doors.queries.find(reader, q),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/search/documents',
    summary: 'Find the documents that have all of these words in texts that you may read, newest first, 20 a page.',
    audit: 'read',
    action: 'search-cases',
    query: shapes.DocumentSearchQuery,
    answer: shapes.DocumentSearchPage,
    handler: ({ reader, query: { q, after } }) => doors.queries.searchDocuments(reader, { text: q, after }),
  });
  registerPhraseRoutes(app, doors);
  registerViewRoutes(app, doors);
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/count',
    summary: 'Count the cases that you may see: exactly up to 10,000, and at least beyond.',
    audit: 'read',
    action: 'list-cases',
    query: shapes.CaseCountQuery,
    answer: shapes.CaseCount,
    handler: ({ reader, query: { status = 'open', ...filters } }) =>
      doors.queries.countCases(reader, { status, filters }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/export',
    summary: 'Take out the cases of a kind with what you may see of each, at most 200 a page; as a table for text/csv.',
    audit: 'read',
    action: 'export-cases',
    query: shapes.CaseExportQuery,
    answer: shapes.CaseExport,
    csv: (view) => ({ table: writeExportTable(view), next: view.next }),
    handler: ({ reader, query: { caseType, status = 'open', after } }) =>
      doors.queries.exportCases(reader, { caseType, status, after }),
  });
}
