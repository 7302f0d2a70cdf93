// From outcomes and errors to problem details (RFC 9457). With `problem-texts.ts` the only place that knows HTTP
// status; never lets a value of a request, a name of a person or an inner message out.
import type { Rejection } from '@casewright/engine/case';
import { inWords, type Language, languageFor, plainValues, type Said } from '@casewright/engine/sentences';
import type { Static } from 'typebox';
import type { Outcome } from '../commands/command-request.ts';
import { Conflict, OutcomeUnknown, Unavailable } from '../errors.ts';
import { PROBLEMS_IN_FRENCH } from './problem-texts-fr.ts';
import { PROBLEM_TEXTS, type ProblemCode } from './problem-texts.ts';
import type { Problem } from './schemas.ts';

export type ProblemBody = Static<typeof Problem>;

/** Sentences of the engine, and one of a case type in its other languages, by their tags. */
export interface OwnWords {
  readonly sentence?: Said;
  readonly fields?: readonly Said[];
  readonly translated?: Readonly<Record<string, string>>;
}

/** Thrown inside a route to refuse; the error handler turns it into the answer. */
export class Refused extends Error {
  readonly problem: ProblemBody;
  readonly headers: Readonly<Record<string, string>>;
  /** What it says of itself beyond its code, to be said in another language. */
  readonly own: OwnWords;

  constructor(problem: ProblemBody, headers: Readonly<Record<string, string>> = {}, own: OwnWords = {}) {
    super(problem.code);
    this.problem = problem;
    this.headers = headers;
    this.own = own;
  }
}

/** The body for a code; `extra` may replace the sentence or add members. */
export function problem(code: ProblemCode, extra: Partial<ProblemBody> = {}): ProblemBody {
  const { status, title, detail } = PROBLEM_TEXTS[code];
  return { type: `/api/reference#${code}`, title, status, code, detail, ...extra };
}

export function refuse(code: ProblemCode, extra: Partial<ProblemBody> = {}): Refused {
  return new Refused(problem(code, extra));
}

/**
 * The same refusal in the language that is wanted most among those that refusals are written in. A sentence that stands in a case
 * type, or that names a field of a request, stays as it is.
 *
 * @param wanted tags of RFC 5646, the best first
 */
export function problemIn(
  wanted: readonly string[],
  body: ProblemBody,
  { sentence, fields: said, translated = {} }: OwnWords = {},
): ProblemBody {
  const english = Object.hasOwn(PROBLEM_TEXTS, body.code) ? PROBLEM_TEXTS[body.code as ProblemCode] : undefined; // Asked just before.
  if (languageFor(wanted) !== 'fr' || english === undefined) return body;
  const [title, detail] = PROBLEMS_IN_FRENCH[body.code as ProblemCode]; // The tables have the same codes.
  const own = sentence === undefined ? (translated['fr'] ?? body.detail) : inWords(sentence, 'fr');
  const fields = body.fields?.map((field, at) => {
    const of = said?.[at];
    return of === undefined ? field : { ...field, reason: inWords(of, 'fr'), because: wireOf(of, 'fr') };
  });
  return {
    ...{ ...body, title, detail: body.detail === english.detail ? detail : own },
    ...(fields === undefined ? {} : { fields }),
    ...(sentence === undefined ? {} : { because: wireOf(sentence, 'fr') }),
  };
}

function ownWordsOf(rejection: Rejection): OwnWords {
  if (rejection.code === 'invalid-data') return { fields: rejection.problems.map(({ sentence }) => sentence) };
  if (rejection.code === 'condition-not-met') return { translated: rejection.translated ?? {} };
  return 'sentence' in rejection ? { sentence: rejection.sentence } : {};
}

function wireOf(said: Said, language: Language): NonNullable<ProblemBody['because']> {
  return { code: said.code, values: plainValues(said, language) };
}

type Failure = Exclude<Outcome, { readonly kind: 'applied' | 'session-gone' }>;

/**
 * The refusal for a command that was not applied.
 *
 * @param preconditioned true where the caller sent If-Match: a version that is not current is then a failed
 *   precondition (412; RFC 9110, 13.1.1), and otherwise a conflict with another writer (409; 15.5.10).
 */
export function refuseOutcome(outcome: Failure, preconditioned: boolean): Refused {
  switch (outcome.kind) {
    case 'rejected':
      return new Refused(
        problem(outcome.rejection.code, explain(outcome.rejection)),
        {},
        ownWordsOf(outcome.rejection),
      );
    case 'conflict':
      return refuse('version-conflict', {
        ...(preconditioned ? { status: 412 } : {}),
        current: { version: outcome.version, changedBy: outcome.changedBy, changedAt: outcome.changedAt },
      });
    case 'not-found':
      return refuse('not-found');
    case 'key-reused':
      return refuse('key-reused');
  }
}

/** The refusal for anything thrown; unknown errors say nothing about themselves. */
export function refuseError(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof Unavailable)
    return new Refused(problem('unavailable'), { 'retry-after': String(error.retryAfterS) });
  if (error instanceof OutcomeUnknown) return new Refused(problem('outcome-unknown'), { 'retry-after': '1' });
  if (error instanceof Conflict) return refuse('try-again');
  return frameworkRefusal(error) ?? refuse('internal');
}

/** What Fastify itself refuses, by its codes. */
function frameworkRefusal(error: unknown): Refused | null {
  if (!(error instanceof Error)) return null;
  if ('validation' in error && Array.isArray(error.validation)) {
    // The only headers with a shape are those of a change, and only the key is required.
    return isAboutHeaders(error) ? refuse('missing-idempotency-key') : refuse('invalid-request', invalid(error));
  }
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse('too-large');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refuse('unsupported-media-type');
  if (code.startsWith('FST_ERR_CTP_')) return refuse('malformed-json');
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_ASYNC_CONSTRAINT') return refuse('invalid-request');
  if (code === 'FST_ERR_NOT_FOUND') return refuse('not-found');
  return null;
}

function isAboutHeaders(error: Error): boolean {
  return 'validationContext' in error && error.validationContext === 'headers';
}

interface Violation {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Where a request breaks its schema: plain names of fields, never a value. */
function invalid(error: Error): Partial<ProblemBody> {
  // Both members are set by Fastify beside `validation`, which the caller has checked.
  const { validation, validationContext } = error as Error & {
    validation: readonly Violation[];
    validationContext?: string;
  };
  const first = validation[0];
  if (first === undefined) return {};
  const where = [validationContext ?? 'request', ...first.instancePath.split('/').slice(1)].filter(isPlain).join('.');
  return { detail: `${where}: ${violated(first)}` };
}

const VIOLATIONS: Readonly<Record<string, string>> = {
  type: 'this has the wrong type.',
  format: 'this is not in the form that is asked for.',
  pattern: 'this is not in the form that is asked for.',
  enum: 'this is not one of the allowed values.',
  anyOf: 'this is not one of the allowed kinds of value.',
  maxLength: 'this is too long.',
  minLength: 'this is empty.',
  maxProperties: 'this has too many fields.',
};

function violated({ keyword, params }: Violation): string {
  if (keyword === 'required') return `the field ${plainName(params?.['missingProperty'])} is missing.`;
  if (keyword === 'additionalProperties')
    return `the field ${plainName(params?.['additionalProperty'])} is not known here.`;
  return VIOLATIONS[keyword] ?? 'this does not have the form that the API reference describes.';
}

function plainName(name: unknown): string {
  return typeof name === 'string' && isPlain(name) ? `"${name}"` : 'that was sent';
}

function isPlain(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(name);
}

function explain(rejection: Rejection): Partial<ProblemBody> {
  if (rejection.code === 'invalid-data')
    return {
      fields: rejection.problems.map(({ field, code, reason, sentence }) => ({
        ...{ field, code, reason },
        because: wireOf(sentence, 'en'),
      })),
    };
  const { code } = rejection;
  // It stands in the case type, in the language of its author or of whoever asks.
  if (code === 'condition-not-met') return { detail: rejection.reason };
  // Whoever may give a command may read what its refusal tells, which was asked before it was decided. Titles, names and days alone.
  return 'sentence' in rejection ? { detail: rejection.reason, because: wireOf(rejection.sentence, 'en') } : {};
}
