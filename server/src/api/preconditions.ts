// The request headers on which an answer depends: the key that makes a retry safe, the version that was seen, and what a
// request is for.
import { refuse } from './problem.ts';
import { PLACE, PLACE_MOST } from './unsent-place.ts';

const UNSENT_PLACE = new RegExp(PLACE);

/** Strong only; what follows the version tells representations of one version apart and does not matter for a change. */
const CASE_TAG = /^"v([1-9][0-9]{0,8})(\.[A-Za-z0-9_-]{1,32})?"$/;

/** The tag of a case as one reader sees it on one day: its version, and a short digest of what else the view depends on. */
export function caseTag(version: number, variant: string): string {
  return `"v${version}.${variant}"`;
}

/**
 * The Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): 1 to 128 visible characters, quoted or bare.
 * Throws the refusal where it is missing or of another form.
 */
export function readIdempotencyKey(header: string | string[] | undefined): string {
  const key = /^"?([\x21\x23-\x7e]{1,128})"?$/.exec(typeof header === 'string' ? header : '')?.[1];
  if (key === undefined) throw refuse('missing-idempotency-key');
  return key;
}

/**
 * The version that If-Match names, or null where there is no such header or it is `*`.
 * Throws the refusal for anything else, since a precondition that is not understood must not be passed over.
 */
export function readIfMatch(header: string | undefined): number | null {
  if (header === undefined || header === '*') return null;
  const version = CASE_TAG.exec(header)?.[1];
  if (version === undefined) throw refuse('invalid-precondition');
  return Number(version);
}

/** RFC 9110, 13.1.2: true when one of the tags is this one, compared weakly, or when any would do. */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(',')
    .some((candidate) => candidate.trim() === '*' || candidate.trim().replace(/^W\//, '') === tag);
}

/**
 * By which whoever asks may say what it is for: a name, such as `appeal`. It opens what is bound to that purpose, and is kept
 * with the line in the access log.
 */
export const PURPOSE_HEADER = 'casewright-purpose';

/** Throws the refusal where the header is of another form. */
export function readPurpose(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(header)) return header;
  throw refuse('invalid-request');
}

/** By which a person says, for this request alone, for which colleague they stand in: an id of a person of their agency. */
export const ON_BEHALF_HEADER = 'casewright-on-behalf-of';

/** Throws the refusal where the header is of another form. */
export function readOnBehalfOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && /^[A-Za-z0-9_.-]{1,64}$/.test(header)) return header;
  throw refuse('invalid-request');
}

/** By which a change says in which form it was typed, so that what is kept of that goes with it. */
export const UNSENT_HEADER = 'casewright-unsent-text';

/** Throws the refusal where the header is of another form. */
export function readUnsentPlace(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && header.length <= PLACE_MOST && UNSENT_PLACE.test(header)) return header;
  throw refuse('invalid-request');
}

/** More than that is an attack or an accident. */
const MOST_LANGUAGES = 10;

/**
 * The languages that Accept-Language names, the best first (RFC 9110, 12.5.4). What is not understood is passed over, since every
 * answer has a language of its own.
 */
export function readLanguages(header: string | undefined): readonly string[] {
  if (header === undefined || header.length > 500) return [];
  const ranges = header
    .split(',')
    .slice(0, MOST_LANGUAGES)
    .flatMap((text, index) => {
      const range = /^\s*([A-Za-z]{2,3})(?:-([A-Za-z]{2}))?\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/.exec(
        text,
      );
      if (range === null) return [];
      const [, language = '', region, weight = '1'] = range;
      const tag = region === undefined ? language.toLowerCase() : `${language.toLowerCase()}-${region.toUpperCase()}`;
      return [{ tag, weight: Number(weight), index }];
    });
  return ranges
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ tag }) => tag);
}
