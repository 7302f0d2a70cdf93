// Every refusal of the API: its stable code, its HTTP status, and one plain sentence that says what to do. Codes are
// a contract. Sentences name no person, no value and nothing of how the server is made.
import { SUBJECT_FILE_PROBLEMS, type SubjectFileProblem } from './subject-problem-texts.ts';
import type { RejectionCode } from '@casewright/engine/case';
import { INBOX, type InboxRefusal } from './inbox-problem-texts.ts';
import { RECORDS_REFUSALS, type RecordsRefusal } from '@casewright/engine/records';
import { ADMINISTRATION_PROBLEMS, type AdministrationRefusal } from './administration-problem-texts.ts';
import { PRINT_PROBLEMS, type PrintRefusal } from './print-problem-texts.ts';
import { SAMPLE_PROBLEMS, type SampleRefusal } from './sample-problem-texts.ts';
import { PHRASE_PROBLEMS, VIEW_PROBLEMS, type PhraseRefusal, type ViewRefusal } from './view-problem-texts.ts';
import { UNSENT_PROBLEMS, type UnsentRefusal } from './unsent-problem-texts.ts';
import { UPLOADS, type UploadProblemCode } from './upload-problem-texts.ts';
import { DRAFT_REFUSALS, type DraftRefusal } from '@casewright/engine/drafts';

export interface ProblemText {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

export type ApiProblemCode =
  | 'invalid-request'
  | 'invalid-cursor'
  | 'malformed-json'
  | 'missing-idempotency-key'
  | 'invalid-precondition'
  | 'not-signed-in'
  | 'sign-in-failed'
  | 'cross-origin'
  | 'not-handed-over'
  | 'not-on-behalf'
  | 'not-found'
  | 'version-conflict'
  | 'review-changed'
  | 'people-not-one'
  | 'people-too-many'
  | PrintRefusal
  | ViewRefusal
  | AdministrationRefusal
  | PhraseRefusal
  | SampleRefusal
  | UnsentRefusal
  | SubjectFileProblem
  | 'try-again'
  | 'too-large'
  | 'unsupported-media-type'
  | 'key-reused'
  | 'too-many-requests'
  | 'unavailable'
  | 'outcome-unknown'
  | 'internal';

export type ProblemCode =
  | ApiProblemCode
  | UploadProblemCode
  | RejectionCode
  | DraftRefusal
  | InboxRefusal
  | RecordsRefusal;

/** Why the engine refused. The engine knows these codes; that they have a status is known here only. */
const REJECTIONS: Readonly<Record<RejectionCode, ProblemText>> = {
  'case-exists': {
    status: 409,
    title: 'The case exists',
    detail: 'A case with this id was opened before. Open it instead of creating it again.',
  },
  'case-closed': {
    status: 409,
    title: 'The case is closed',
    detail: 'This case is closed, and this is not among the work that may be done afterwards.',
  },
  'unknown-item': {
    status: 404,
    title: 'No such step',
    detail: 'This case has no step of that name. Load the case again to see its steps.',
  },
  'wrong-kind': {
    status: 409,
    title: 'Not that kind of step',
    detail: 'That step cannot be used in this way. Load the case again to see what can be done.',
  },
  'not-available': {
    status: 409,
    title: 'Not available now',
    detail:
      'That step cannot be done now: it has ended, or what must come first has not happened. Load the case again.',
  },
  'invalid-data': {
    status: 422,
    title: 'Check the answers',
    detail: 'Some answers are missing or not valid. Correct the fields that are named and send again.',
  },
  'timer-not-set': { status: 409, title: 'No such timer', detail: 'That timer is not running in this case.' },
  'timer-not-due': { status: 409, title: 'Not due yet', detail: 'That timer is not due yet.' },
  'unknown-clock': { status: 404, title: 'No such clock', detail: 'This kind of case has no clock of that name.' },
  'routing-differs': {
    status: 422,
    title: 'The routing chose somebody else',
    detail: 'The record of routing that came with the assignment did not choose this person.',
  },
  'assignee-may-not-open': {
    status: 422,
    title: 'They may not open this case',
    detail: 'Work can go only to somebody who may open the case. Choose somebody else, or let them have access first.',
  },
  'clock-refused': {
    status: 409,
    title: 'The rule of the clock does not allow it',
    detail: 'The law of that clock, or the state it is in, does not allow this.',
  },
  'clock-not-running': {
    status: 409,
    title: 'The clock is not running',
    detail: 'That clock has not started or has stopped, so its due date cannot change.',
  },
  'unknown-outcome': {
    status: 422,
    title: 'No such outcome',
    detail: 'This kind of case cannot end with that outcome. Choose one of the outcomes listed with the case.',
  },
  'unknown-subject': {
    status: 422,
    title: 'A person is missing',
    detail: 'The case needs to know whom it is about before it can be opened.',
  },
  'nothing-to-do': { status: 409, title: 'Nothing to change', detail: 'It is so already, so nothing was changed.' },
  'fact-not-offered': {
    status: 409,
    title: 'Not offered any more',
    detail: 'This fact is not offered here, or it has changed since. Look again at what is offered, or ask the person.',
  },
  'no-consent': {
    status: 409,
    title: 'No consent in force',
    detail:
      'This rests on the consent of a person, and there is none in force that covers it. Ask the person, and record what they say.',
  },
  'expression-failed': {
    status: 422,
    title: 'A rule cannot be worked out',
    detail:
      'A rule of this kind of case cannot be worked out with these answers, so nothing was changed. Check the answers, then tell whoever maintains this kind of case.',
  },
  'condition-not-met': {
    status: 409,
    title: 'Not possible yet',
    detail: 'Something else must be so first. Ask why, and try again once it is.',
  },
  'same-person': {
    status: 409,
    title: 'Another person has to do this',
    detail: 'You, or the colleague for whom you stand in, did a step that must be done by somebody else than this one.',
  },
  'not-completable': {
    status: 409,
    title: 'Not complete yet',
    detail: 'Work in it is still open or required. Finish that first, or end it.',
  },
  'not-applicable': {
    status: 409,
    title: 'Cannot be planned now',
    detail:
      'Its rules do not hold now, or enough of it is planned already. Load the case again to see what can be planned.',
  },
  'not-authorised': {
    status: 403,
    title: 'Others plan this',
    detail: 'Only the roles that are named may plan this step. Ask someone who has one of them.',
  },
  'nothing-to-act-on': {
    status: 409,
    title: 'Nothing would be left to do',
    detail: 'Say which steps are to be done again, so that the case is not open with nothing to do.',
  },
  'invalid-access': {
    status: 422,
    title: 'This cannot be said of access',
    detail: 'A section, a name, a period or a reason is missing or not valid. Correct it and send again.',
  },
  'unknown-access': {
    status: 404,
    title: 'No such access',
    detail: 'This case has no access and no request of that id. Load the case again.',
  },
  'access-ended': {
    status: 409,
    title: 'Ended or decided already',
    detail: 'It has ended, or somebody has decided it already. Load the case again.',
  },
  'needs-another-person': {
    status: 409,
    title: 'Somebody else has to do this',
    detail: 'Nobody decides in their own matter. Ask a colleague who may do it.',
  },
  'nobody-to-review': {
    status: 409,
    title: 'Nobody could review this',
    detail:
      'Nobody else manages access to this case, in its team or above it, and the agency has no privacy officer who may know of it. Nothing was changed. Tell whoever leads the agency, so that somebody is named.',
  },
  'unknown-entry': {
    status: 404,
    title: 'Not part of this case',
    detail: 'The case keeps nothing of that kind and id. Load the case again.',
  },
  'entry-refused': {
    status: 409,
    title: 'This cannot be recorded',
    detail: 'What was given is not complete, or its kind or its state does not allow it. Load the case again.',
  },
  'not-movable': {
    status: 409,
    title: 'The case cannot move to this version',
    detail: 'The case has something that the other version has no place for. Rehearse the move to see what it is.',
  },
  'move-differs': {
    status: 409,
    title: 'The move would change something else',
    detail: 'The case has changed since the move was rehearsed. Rehearse it again and look at what changes now.',
  },
  'open-entries': {
    status: 409,
    title: 'Something is still open',
    detail: 'Something that this case has to settle is open. Settle it first, then close the case.',
  },
  'plan-does-not-settle': {
    status: 422,
    title: 'The plan does not settle',
    detail:
      'The rules of this kind of case follow each other without end, so nothing was changed. Tell whoever maintains this kind of case.',
  },
};

const API: Readonly<Record<ApiProblemCode, ProblemText>> = {
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    detail: 'The request does not have the form that the API reference describes.',
  },
  'invalid-cursor': {
    status: 400,
    title: 'No such page',
    detail: 'The value of `after` is not one that a page of this list gave. Start again with the first page.',
  },
  'malformed-json': {
    status: 400,
    title: 'The body is not valid JSON',
    detail: 'The body must be JSON in UTF-8, in which no name occurs twice.',
  },
  'missing-idempotency-key': {
    status: 400,
    title: 'A key is missing',
    detail:
      'Send a new Idempotency-Key header, 1 to 128 visible characters, with each new change, and the same one with each retry.',
  },
  'invalid-precondition': {
    status: 400,
    title: 'If-Match is not understood',
    detail: 'If-Match must be the ETag that was sent with the case, for example "v7".',
  },
  'not-signed-in': {
    status: 401,
    title: 'Sign in',
    detail: 'Nobody is signed in, or the session has ended. Sign in and try again.',
  },
  'sign-in-failed': { status: 401, title: 'Sign-in failed', detail: 'That person cannot sign in here.' },
  'cross-origin': {
    status: 403,
    title: 'Not from this site',
    detail:
      'Changes are accepted only from pages of this site. A program must send an Origin header with the address of this site.',
  },
  'not-handed-over': {
    status: 403,
    title: 'Nothing was handed over to you',
    detail:
      'Nobody of that id has handed work over to you that you could do now. Ask again in your own name, or ask for it to be handed over.',
  },
  'not-on-behalf': {
    status: 403,
    title: 'Not on behalf of somebody',
    detail: 'This cannot be asked for on behalf of somebody else. Leave out the header Casewright-On-Behalf-Of.',
  },
  'not-found': { status: 404, title: 'Not found', detail: 'There is nothing here, or it is not yours to see.' },
  'review-changed': {
    status: 409,
    title: 'The review has changed',
    detail: 'More was noticed, or somebody has decided. Load the review again, look at what is new, and decide again.',
  },
  'people-not-one': {
    status: 409,
    title: 'They are not held to be one person',
    detail: 'Somebody who is named is not one with the others now. Load the records again and look who is.',
  },
  ...SUBJECT_FILE_PROBLEMS,
  'people-too-many': {
    status: 409,
    title: 'Too many for one person',
    detail: 'More than a hundred records would be of one person. Look at those that are, and take out who is not.',
  },
  ...UNSENT_PROBLEMS,
  ...PRINT_PROBLEMS,
  ...VIEW_PROBLEMS,
  ...ADMINISTRATION_PROBLEMS,
  ...PHRASE_PROBLEMS,
  ...SAMPLE_PROBLEMS,
  'version-conflict': {
    status: 409,
    title: 'Someone else was first',
    detail: 'The case changed in the meantime. Load it again, look at what changed, and decide again.',
  },
  'try-again': {
    status: 409,
    title: 'Busy',
    detail: 'Too many changes met at the same moment. Send the same request again.',
  },
  'too-large': {
    status: 413,
    title: 'Too large',
    detail: 'The request is larger than 256 kilobytes, or than 2 megabytes where it brings the text of a case type.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Not JSON',
    detail: 'Send the body with the header Content-Type: application/json.',
  },
  'key-reused': {
    status: 422,
    title: 'The key was used before',
    detail: 'This Idempotency-Key was used for another request. Send a new key with a new change.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait as long as the Retry-After header says, then try again.',
  },
  unavailable: {
    status: 503,
    title: 'Not available now',
    detail: 'The server cannot do this now, and nothing was changed. Try again in a moment.',
  },
  'outcome-unknown': {
    status: 503,
    title: 'The outcome is not known',
    detail:
      'The connection to the database was lost before it confirmed. Send the same request again with the same Idempotency-Key.',
  },
  internal: {
    status: 500,
    title: 'A fault of the server',
    detail:
      'Something went wrong on the server, and it was recorded. Try again, and tell the operator if it happens again.',
  },
};

/** What may not be done with a draft, in the engine's sentences; whose office it is not is told from what the draft does not allow. */
const DRAFTS = Object.fromEntries(
  Object.entries(DRAFT_REFUSALS).map(([code, detail]) => {
    const title = 'This cannot be done with the draft';
    return [code, { status: code === 'draft-not-your-office' ? 403 : 409, title, detail }];
  }),
  // Made of every code that there is.
) as Readonly<Record<DraftRefusal, ProblemText>>;

/** What was given is not as it must be, rather than the state of something. */
const INVALID: readonly string[] = ['hold-words', 'hold-predicate', 'hold-owner', 'hold-people', 'hold-review-day'];

/** What may not be done with a list of disposal or a hold, in the sentences of the commands. */
const RECORDS = Object.fromEntries(
  Object.entries(RECORDS_REFUSALS).map(([code, detail]) => {
    const title = 'This cannot be done with the records';
    return [code, { status: INVALID.includes(code) ? 422 : 409, title, detail }];
  }),
  // Made of every code that there is.
) as Readonly<Record<RecordsRefusal, ProblemText>>;

export const PROBLEM_TEXTS: Readonly<Record<ProblemCode, ProblemText>> = {
  ...{ ...REJECTIONS, ...API },
  ...{ ...UPLOADS, ...DRAFTS, ...INBOX, ...RECORDS },
};
