// Faults in who is shown documents, their bytes, their words and what is made of them, each of which the matrix must notice.
import type { CodeFault } from './matrix-faults.ts';

const QUERIES = 'server/src/queries/';
const VIEW = 'engine/src/view/';

/** The last is the one that the test of every day tries. */
export const DOCUMENT_FAULTS: readonly CodeFault[] = [
  {
    name: 'a case shows titles of documents that are for others',
    file: `${VIEW}entry-faces.ts`,
    find: 'if (mayReadEntry(caseType, entry, context.parts)) addFace',
    put: "if (entry.kind === 'document' || mayReadEntry(caseType, entry, context.parts)) addFace",
  },
  {
    name: 'a redacted copy tells the content of its original',
    file: `${VIEW}document-faces.ts`,
    find: 'content: source === null ? null : derivedFrom.content }',
    put: 'content: derivedFrom.content }',
  },
  {
    name: 'documents are found by words that are for others',
    file: `${QUERIES}search-documents.ts`,
    find: "document.kind === 'document' && mayReadEntry(caseType, document, parts)",
    put: "document.kind === 'document'",
  },
  {
    name: 'documents for others are offered for a bundle',
    file: `${QUERIES}show-bundles.ts`,
    find: "kept.kind === 'document' && mayReadEntry(caseType, kept, parts)",
    put: "kept.kind === 'document'",
  },
  {
    name: 'a bundle takes documents of sections that not all of its readers may read',
    file: `${VIEW}bundle-fault.ts`,
    find: "return isReadByAll(caseType, document, kept) ? null : 'other-section';",
    put: 'return null;',
  },
  {
    name: 'a package has documents that are for others',
    file: `${QUERIES}package-case.ts`,
    find: 'packageDocuments(state, (one) => mayReadEntry(caseType, one, parts))',
    put: 'packageDocuments(state, () => true)',
  },
  {
    name: 'a copy is made of what whoever asks may not read',
    file: 'server/src/commands/redact-version.ts',
    find: 'if (document === null || !mayReadEntry(caseType, document, parts)) return null;',
    put: 'if (document === null) return null;',
  },
  {
    name: 'a draft of a redaction is refused without a line',
    file: 'server/src/commands/redaction-drafts.ts',
    find: 'action: `refused:${step}-redaction`, caseIds: [caseId]',
    put: 'action: `refused:${step}-redaction`, caseIds: []',
  },
  {
    name: 'for whom a document is counts for nothing',
    file: 'engine/src/entries/entry-nodes.ts',
    find: 'return isForSome ? [node, `${node}.${entry.audience}`] : [node];',
    put: 'return isForSome ? [node] : [node];',
  },
  {
    name: 'anybody may file who may read the case',
    file: 'server/src/commands/upload-step.ts',
    find: 'return mayCommand(principal, on) ? { head, state, caseType } : null;',
    put: 'return { head, state, caseType };',
  },
  {
    name: 'documents of cases are found that a token is not for',
    file: `${QUERIES}search-documents.ts`,
    find: 'const rows = inScope(reader, read.rows);',
    put: 'const rows = read.rows;',
  },
  {
    name: 'a file that may not be brought leaves a line as if it might',
    file: 'server/src/commands/upload-step.ts',
    find: "action: 'upload', caseIds: [caseId], denied: true",
    put: "action: 'upload', caseIds: [caseId], denied: false",
  },
  {
    name: 'bytes of documents are for everybody who may read the case',
    file: `${QUERIES}read-document.ts`,
    find: "if (document?.kind !== 'document' || !mayReadEntry(caseType, document, parts)) return null;",
    put: "if (document?.kind !== 'document') return null;",
  },
];
