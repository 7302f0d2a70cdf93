// Which document of the world is in which parts of its case, and what each route that is about one answers whoever may read it: written from
// the page for authors of case types, the decision records 0043, 0044, 0047 and 0053 and the reference of the interface, importing nothing.

/** Fields that are in the parts in which each document is: the section of its kind, and that of those for whom it is. */
export const DOCUMENT_PARTS: Readonly<Record<string, readonly string[]>> = {
  // A kind without a section is in that of everything else; one that is for all is in no further one.
  docjoint: ['note'],
  doccopy: ['note'],
  docbundle: ['note'],
  docprivate: ['note', 'phone'],
  docsealed: ['note', 'diagnosis'],
  // One that was filed in error stays for those for whom it was.
  docgone: ['note', 'diagnosis'],
  docscheme: ['defence'],
};

/** The parts of what a request would file: the copies that are asked for are for the parties. */
export const COPY_PARTS = ['note', 'phone'];

export interface DocumentAsked {
  /** What the line of somebody is called who may, and of somebody who may not. */
  readonly line: string;
  readonly refusedLine: string;
  readonly status: number;
  /** Whether it would file something: then that must be theirs to file. */
  readonly files: boolean;
  /** Documents of which there is such a thing; absent: of all. */
  readonly only?: readonly string[];
  /** Cases that have such a thing; absent: all. */
  readonly inCase?: string;
}

/** In one case a redaction is under way. */
const DRAFT_IN = 'own';

const VERSION = '/api/v1/cases/:caseId/documents/:entry/versions/:content';

function reading(line: string, only?: readonly string[]): DocumentAsked {
  return { line, refusedLine: line, status: 200, files: false, ...(only === undefined ? {} : { only }) };
}

function filing(line: string, status: number): DocumentAsked {
  return { line, refusedLine: 'upload', status, files: true };
}

/** By route; the variant of a question names the document. */
export const OF_DOCUMENTS: Readonly<Record<string, DocumentAsked>> = {
  [`GET ${VERSION}`]: reading('read-document'),
  [`POST ${VERSION}/opened`]: reading('open-pages'),
  [`GET ${VERSION}/manifest`]: reading('read-manifest', ['docbundle']),
  [`GET ${VERSION}/redactions`]: reading('list-redactions'),
  [`POST ${VERSION}/suggested-boxes`]: reading('suggest-redactions'),
  // A text has no pages of which a part could be taken out; the draft that is asked for has gone on, or is not there.
  [`POST ${VERSION}/redactions`]: filing('redact-document', 422),
  [`POST ${VERSION}/redactions/:draft`]: filing('refused:save-redaction', 409),
  [`POST ${VERSION}/redactions/:draft/steps`]: { ...filing('refused:approve-redaction', 409), inCase: DRAFT_IN },
};

/** Of a scheme nobody says that one person suffices, so two take something out of it where anything personal is kept. */
export const TWO_PEOPLE: Readonly<Record<string, DocumentAsked>> = {
  [`POST ${VERSION}/redactions docscheme`]: filing('refused:redact-document', 409),
};
