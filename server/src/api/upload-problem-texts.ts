// Why a step of an upload, or a part of a file, is refused: in the words that whoever uploads is told.
import type { UploadRefusal } from '../commands/upload-step.ts';

interface UploadProblem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

export type UploadProblemCode =
  | Exclude<UploadRefusal, 'key-reused'>
  | 'upload-interrupted'
  | 'range-not-satisfiable'
  | 'letter-unmade';

export const UPLOADS: Readonly<Record<UploadProblemCode, UploadProblem>> = {
  'file-empty': {
    status: 422,
    title: 'The file is empty',
    detail: 'There is nothing in this file. Check that it is the right one.',
  },
  'file-too-large': {
    status: 413,
    title: 'The file is too large',
    detail: 'The file has more bytes than are taken here, or than it was said to have. Make it smaller or divide it.',
  },
  'uploads-too-many': {
    status: 409,
    title: 'Too many files at once',
    detail: 'Finish, file or discard files that were begun before, then begin this one.',
  },
  'upload-offset': {
    status: 409,
    title: 'The file does not go on there',
    detail: 'Ask where the file stands, and go on there.',
  },
  'letter-unmade': {
    status: 409,
    title: 'No letter was made',
    detail: 'Something that the letter must say is not on record, or it cannot go there. Load the case again.',
  },
  'upload-ended': {
    status: 409,
    title: 'The file is whole',
    detail: 'Nothing can be added to this file, and it cannot be discarded once a document names it.',
  },
  'upload-incomplete': {
    status: 409,
    title: 'The file is not whole',
    detail: 'Not all of it has arrived. Ask where the file stands, and go on there.',
  },
  'upload-piece': {
    status: 422,
    title: 'The piece is too small',
    detail: 'Send pieces of whole parts, as long as the answer to the beginning said, and what is left as the last.',
  },
  'upload-checksum': {
    status: 460,
    title: 'The piece was changed on its way',
    detail: 'What arrived is not what the checksum says. Send the piece again.',
  },
  'redaction-kind': {
    status: 422,
    title: 'Files of this kind cannot be redacted',
    detail: 'Only PDF, PNG and JPEG files can be redacted. Make a PDF of it, file that as a version, and redact that.',
  },
  'redaction-boxes': {
    status: 422,
    title: 'The boxes do not fit the document',
    detail:
      'Nothing is marked, or a box is outside its page, empty, or without a reason that is on the list. Mark it anew.',
  },
  'redaction-locked': {
    status: 422,
    title: 'The document is locked',
    detail: 'The document has a password. File a copy that has none, and redact that.',
  },
  'redaction-unreadable': {
    status: 422,
    title: 'The document cannot be drawn',
    detail: 'Nobody could be sure of what is left in it. Print it to a new PDF, file that, and redact that.',
  },
  'redaction-too-large': {
    status: 422,
    title: 'The document is too large to be redacted',
    detail:
      'It has too many or too large pages, or takes too long. Divide it, or print it to a new PDF, and redact that.',
  },
  'bundle-empty': {
    status: 422,
    title: 'There is nothing in the bundle',
    detail: 'Put at least one document into the bundle.',
  },
  'bundle-document': {
    status: 422,
    title: 'A document cannot go into this bundle',
    detail: 'A document in the list is there twice, or not for whom the bundle is. Take it out.',
  },
  'bundle-earlier': {
    status: 422,
    title: 'That is no bundle to go on from',
    detail: 'Only a bundle that was made here can be added to. Make a new one.',
  },
  'bundle-unreadable': {
    status: 422,
    title: 'A document cannot be drawn',
    detail: 'A document in the list is locked or damaged. File a copy that can be printed, and take that.',
  },
  'bundle-too-large': {
    status: 422,
    title: 'The bundle is too large',
    detail: 'It has too many or too large pages, or takes too long. Make two bundles.',
  },
  'bundle-busy': {
    status: 409,
    title: 'Another bundle is being made',
    detail: 'Wait until it is done, then make this one.',
  },
  'redaction-second': {
    status: 409,
    title: 'This takes two people',
    detail:
      'Save what is to be taken out as a draft and submit it. Somebody else approves it, and then the copy is made.',
  },
  'redaction-moved': {
    status: 409,
    title: 'The draft has moved on',
    detail: 'Somebody saved, submitted, returned or approved it meanwhile. Load it again and look at it as it is now.',
  },
  'redaction-own': {
    status: 409,
    title: 'Somebody else approves this',
    detail: 'You drew a part of it, or it was drawn for you. Ask a colleague who may file the copy to look at it.',
  },
  'redaction-unread': {
    status: 409,
    title: 'Not every page was looked at',
    detail: 'Whoever approves a redaction has opened each page of the original. Open the pages that are left.',
  },
  'redaction-unfiled': {
    status: 409,
    title: 'The copy cannot be filed',
    detail: 'The case does not take it as it is. Return the draft, and change its title, its kind or for whom it is.',
  },
  'upload-interrupted': {
    status: 400,
    title: 'The line broke',
    detail: 'The piece broke off. What came whole is kept: ask where the file stands, and go on there.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'No such part of the file',
    detail: 'The file ends before that. Ask for a part of it that is there.',
  },
};
