// The built staff app: one folder for each language with a page of its own and files that carry their hash in their names. Which
// page somebody gets is what they chose, else what their browser asks for, else what the installation says. Knows no session.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { matchesTag, readLanguages } from './preconditions.ts';
import { refuse } from './problem.ts';

/** Written by the app itself: no script but ours can, and nothing is decided by it but words. */
const COOKIE = /(?:^|;\s*)casewright-language=([A-Za-z]{2,3}(?:-[A-Za-z]{2})?)(?:;|$)/;
const PAGE = 'index.html';

export interface StaffApp {
  /** With a folder for each language, named by its tag. */
  readonly folder: string;
  /** BCP 47, such as `en-AU`: what who says nothing gets, and the region of all who read that language. */
  readonly language: string;
}

export type SendStaffApp = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** @returns what answers every address that is not of the interface; throws where the app is built in no language */
export function openStaffApp(app: StaffApp): SendStaffApp {
  const built = languagesIn(app.folder);
  const [first] = built;
  if (first === undefined) throw new Error(`No staff app is built in ${app.folder}.`);
  const usual = firstBuilt(built, [app.language]) ?? first;
  return (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (path.startsWith('/api/') || path.startsWith('/scim/') || path.startsWith('/open-data/'))
      throw refuse('not-found');
    const hasFile = (language: string): boolean => existsSync(join(app.folder, language, path));
    if (path.startsWith('/assets/')) {
      // Their names hold a hash of their content, so that of two languages either is the same.
      const language = built.find(hasFile);
      if (language === undefined) throw refuse('not-found');
      const headers = { 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' };
      return sendFile(reply, { app, language, path }).headers(headers);
    }
    if (/^\/[A-Za-z0-9_-]+\.[a-z0-9]{2,12}$/.test(path) && path !== `/${PAGE}` && hasFile(usual))
      return sendFile(reply, { app, language: usual, path }).header('cache-control', 'no-cache');
    return sendPage(request, reply, { app, language: wantedOf(request, built) ?? usual });
  };
}

/** The languages in which the app is built, in the order of their tags. */
export function languagesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((language) => existsSync(join(folder, language, PAGE)))
    .toSorted();
}

function wantedOf({ headers }: FastifyRequest, built: readonly string[]): string | undefined {
  const chosen = COOKIE.exec(headers.cookie ?? '')?.[1];
  return firstBuilt(built, [...(chosen === undefined ? [] : [chosen]), ...readLanguages(headers['accept-language'])]);
}

/** RFC 4647, 3.4, for tags of a language and perhaps a region. */
function firstBuilt(built: readonly string[], wanted: readonly string[]): string | undefined {
  return wanted.flatMap((tag) => [tag, tag.split('-')[0] ?? tag]).find((tag) => built.includes(tag));
}

interface Built {
  readonly app: StaffApp;
  readonly language: string;
}

function sendFile(reply: FastifyReply, { app, language, path }: Built & { readonly path: string }): FastifyReply {
  return reply.sendFile(path, join(app.folder, language), { cacheControl: false });
}

/** Read each time, so that a new build is there at once; it is a page of a thousand letters. */
function sendPage(request: FastifyRequest, reply: FastifyReply, { app, language }: Built): FastifyReply {
  const text = readFileSync(join(app.folder, language, PAGE), 'utf8');
  const page = app.language.startsWith(`${language}-`)
    ? text.replace(`<html lang="${language}"`, `<html lang="${app.language}"`)
    : text;
  const tag = `"${createHash('sha256').update(page).digest('base64url').slice(0, 22)}"`;
  void reply.headers({ 'cache-control': 'no-cache', vary: 'Cookie, Accept-Language', etag: tag });
  if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  return reply.type('text/html; charset=utf-8').send(page);
}
