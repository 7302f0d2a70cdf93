// Open data as files: what was published, and the catalogue of it, for everybody, where the installation says so. It reads a folder
// and nothing else, so that nothing which was not published has a way here.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ApiOptions } from '../api-options.ts';
import { refuse } from '../problem.ts';
import { defineRoute } from '../route.ts';

const REQUESTS_PER_MINUTE = 600;
const CATALOGUE = /^\/open-data\/([a-z0-9-]{1,60})\/(catalog\.(?:jsonld|ttl))$/;
const FILE = /^\/open-data\/([a-z0-9-]{1,60})\/([0-9a-f]{64})\/([a-z0-9-]{1,80}\.(?:csv|json|md))$/;
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  jsonld: 'application/ld+json',
  ttl: 'text/turtle; charset=utf-8',
};

export function registerOpenDataRoutes(app: FastifyInstance, { doors, openDataFolder = null }: ApiOptions): void {
  if (openDataFolder === null) return;
  defineRoute(app, doors, {
    method: 'GET',
    path: '/open-data/*',
    summary: 'What an agency has published.',
    audit: 'open',
    action: 'open-data',
    listed: false,
    perMinute: REQUESTS_PER_MINUTE,
    handler: async ({ request, reply }) => send(reply, openDataFolder, request.url.split('?', 1)[0] ?? ''),
  });
}

async function send(reply: FastifyReply, folder: string, path: string): Promise<FastifyReply> {
  // The patterns have no way up: neither part of a path that they take has a dot before its end.
  const [, agency, ...rest] = CATALOGUE.exec(path) ?? FILE.exec(path) ?? [];
  if (agency === undefined) throw refuse('not-found');
  const ending = path.slice(path.lastIndexOf('.') + 1);
  const content = await readFile(join(folder, agency, ...rest)).catch(() => null);
  if (content === null) throw refuse('not-found');
  return reply
    .type(TYPES[ending] ?? 'application/octet-stream')
    .header('access-control-allow-origin', '*')
    .header('cache-control', 'public, max-age=300')
    .send(content);
}
