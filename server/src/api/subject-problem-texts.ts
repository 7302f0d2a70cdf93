// What refusals about files of what is held about a person say on the wire.
import type { SubjectFileAnswer } from '../commands/subject-file.ts';

export type SubjectFileProblem = Extract<SubjectFileAnswer<unknown>, { readonly kind: 'refused' }>['refusal']['code'];

interface Text {
  readonly status: 409;
  readonly title: string;
  readonly detail: string;
}

export const SUBJECT_FILE_PROBLEMS: Readonly<Record<SubjectFileProblem, Text>> = {
  'file-changed': {
    status: 409,
    title: 'More is held about them by now',
    detail: 'Something was recorded since you looked. Complete the file, load it again, and approve what it is now.',
  },
  'file-not-all-yours': {
    status: 409,
    title: 'You may not read all of it',
    detail:
      'Some of it is in cases or parts that you may not read. Somebody who may read all of it approves it; or have access given to you.',
  },
  'file-undecided': {
    status: 409,
    title: 'Not all of it is decided',
    detail: 'Every item is released, redacted or withheld before the file is approved.',
  },
  'file-to-redact': {
    status: 409,
    title: 'Redacted copies are missing',
    detail: 'Make a redacted copy of each paper that is to be redacted, and name it.',
  },
  'file-tells-place': {
    status: 409,
    title: 'It would tell how somebody is found',
    detail: 'An item would tell how somebody else is found, which is protected. Redact or withhold it.',
  },
  'file-own-work': {
    status: 409,
    title: 'You had a part in it',
    detail: 'Whoever opened a file or decided on an item of it does not approve it. Ask another privacy officer.',
  },
  'file-not-approved': {
    status: 409,
    title: 'It is not approved',
    detail: 'A privacy officer who had no part in it approves the file as it is before it goes out.',
  },
  'file-too-large': {
    status: 409,
    title: 'It is too large for one answer',
    detail:
      'Its papers have more than 64 MiB together. Take it out where the installation is kept: casewright subject export.',
  },
  'item-names-others': {
    status: 409,
    title: 'It names somebody else',
    detail: 'Redact or withhold it, or say that you have seen the name and release it so.',
  },
  'item-needs-reason': {
    status: 409,
    title: 'A reason is missing',
    detail: 'What is withheld needs the code of an exemption and a reason, which the person will read.',
  },
  'item-needs-words': {
    status: 409,
    title: 'Words are missing',
    detail: 'What is no paper has no redacted copy. Say what is given in its stead.',
  },
  'item-other-copy': {
    status: 409,
    title: 'That is no redacted copy of it',
    detail: 'Name a document of the same case that was redacted from exactly this version, and that you may read.',
  },
};
