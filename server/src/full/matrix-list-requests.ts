// What is asked of the routes of lists: work, teams, cases, views, words, goals and tables.
import { NOWHERE } from './matrix-document-requests.ts';
import { get, type Variants } from './matrix-entry-requests.ts';

export const EVER = 'from=2026-01-01&to=2099-12-31';

export const LISTS: Readonly<Record<string, Variants>> = {
  'GET /api/v1/work': { plain: get('/api/v1/work') },
  'GET /api/v1/team/load': {
    plain: get('/api/v1/team/load'),
    kind: get('/api/v1/team/load?caseType=matter&team=desk'),
  },
  'GET /api/v1/team/tasks': {
    plain: get('/api/v1/team/tasks'),
    narrow: get('/api/v1/team/tasks?holder=nobody&due=none&age=under-7'),
  },
  'GET /api/v1/team/clocks': { plain: get('/api/v1/team/clocks') },
  'GET /api/v1/team/people': { plain: get('/api/v1/team/people') },
  'GET /api/v1/team/approvals': { plain: get('/api/v1/team/approvals') },
  'POST /api/v1/team/reassignment': {
    plain: { path: '/api/v1/team/reassignment', body: { tasks: [{ caseId: NOWHERE, task: 'visit' }], assignee: null } },
  },
  'GET /api/v1/case-types': { plain: get('/api/v1/case-types') },
  'GET /api/v1/cases': { plain: get('/api/v1/cases'), closed: get('/api/v1/cases?status=closed') },
  'GET /api/v1/views': { plain: get('/api/v1/views') },
  'POST /api/v1/views': {
    'no-team': { path: '/api/v1/views', body: { place: 'cases', title: 'x', filters: {}, team: 'nobodys' } },
  },
  'GET /api/v1/phrases': { plain: get('/api/v1/phrases') },
  'POST /api/v1/phrases': {
    'no-team': { path: '/api/v1/phrases', body: { title: 'x', words: 'x', team: 'nobodys' } },
  },
  'POST /api/v1/phrases/:phrase/remove': { nobodys: { path: `/api/v1/phrases/${NOWHERE}/remove`, body: {} } },
  'POST /api/v1/views/:view/share': { nobodys: { path: `/api/v1/views/${NOWHERE}/share`, body: { team: null } } },
  'POST /api/v1/views/:view/remove': { nobodys: { path: `/api/v1/views/${NOWHERE}/remove`, body: {} } },
  'POST /api/v1/find': {
    plain: { path: '/api/v1/find', body: { q: 'canar' } },
    nothing: { path: '/api/v1/find', body: { q: '.' } },
    person: { path: '/api/v1/find', body: { q: 'canary callname 1958-02-11' } },
  },
  'GET /api/v1/search': {
    plain: get('/api/v1/search?q=canary'),
    nothing: get('/api/v1/search?q=.'),
    beginning: get('/api/v1/search?q=can*&status=open&caseType=matter'),
  },
  'GET /api/v1/search/documents': {
    plain: get('/api/v1/search/documents?q=canary'),
    nothing: get('/api/v1/search/documents?q=.'),
  },
  'GET /api/v1/cases/count': { plain: get('/api/v1/cases/count'), closed: get('/api/v1/cases/count?status=closed') },
  'GET /api/v1/goals': {
    plain: get(`/api/v1/goals?${EVER}`),
    cohorts: get(`/api/v1/goals?${EVER}&caseType=matter&period=month&cohort=team`),
    table: get(`/api/v1/goals?${EVER}&format=csv`),
  },
  'GET /api/v1/cases/export': {
    plain: get(`/api/v1/cases/export?caseType=matter`),
    table: get('/api/v1/cases/export?caseType=matter&format=csv'),
  },
  'GET /api/v1/shared-cases': { plain: get('/api/v1/shared-cases') },
  'GET /api/v1/notices': { plain: get('/api/v1/notices') },
};
