// Commands on documents: filing one, its further versions, what it is called and of which kind it is, for whom it is, to whom it was
// given, and that it was filed in error. What comes in late is filed in a closed case too.
import { say } from '../sentences/say.ts';
import type { DocumentDefinition } from '../definition/definition.ts';
import {
  addDocumentVersion,
  changeDocumentAudience,
  discloseDocument,
  type Document,
  type Doer,
  fileDocument,
  type Files,
  type Filing,
  missingDocuments,
  reclassifyDocument,
  retitleDocument,
  undisclosedFault,
  withdrawDocument,
  withholdDocument,
} from '../entries/entries.ts';
import type { Draft } from '../plan/draft.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import type { DocumentCommand } from './document-command.ts';
import { type KnownParts, knownEntries } from './known-documents.ts';
import {
  type EntryAsked,
  type EntryDecided,
  entryNamed,
  putChanged,
  putNew,
  refusedFor,
  unknownEntry,
  unknownKind,
} from './put-entry.ts';
import type { Rejection } from './rejections.ts';

type DocumentAsked = EntryAsked & { readonly doer: Doer; readonly files: Files; readonly parts: KnownParts };

export function changeDocument(asked: DocumentAsked, command: DocumentCommand): EntryDecided {
  const definition = asked.draft.caseType.documents.get(command.of);
  if (definition === undefined) return unknownKind(command.of);
  if (command.type === 'FileDocument') {
    const ruled = fileDocument(definition, command, filingOf(asked));
    return putNew(asked, { of: command.of, ruled }, 'DocumentFiled');
  }
  const document = entryNamed(asked, command, 'document');
  // For whom it is says who may know of it, so one that is for others is not there.
  if (document === null || document.audience !== (command.audience ?? null)) return unknownEntry(command.entry);
  return changed(asked, command, { definition, document });
}

function filingOf({ at, doer, files, parts, draft }: DocumentAsked): Filing {
  const entries = entriesIn(draft);
  return { at, doer, files, entries, known: knownEntries(draft.caseType, entries, parts) };
}

interface Found {
  readonly definition: DocumentDefinition;
  readonly document: Document;
}

type Changing = Exclude<DocumentCommand, { type: 'FileDocument' }>;

function changed(asked: DocumentAsked, command: Changing, { definition, document }: Found): EntryDecided {
  const { entry } = command;
  switch (command.type) {
    case 'AddDocumentVersion': {
      const ruled = addDocumentVersion(definition, { document, file: command.file }, filingOf(asked));
      return putChanged(asked, { entry, ruled }, { type: 'DocumentVersionAdded' });
    }
    case 'RetitleDocument': {
      const { title, reason } = command;
      const ruled = retitleDocument(document, title, reason);
      return putChanged(asked, { entry, ruled }, { type: 'DocumentRetitled', reason });
    }
    case 'ReclassifyDocument': {
      const to = asked.draft.caseType.documents.get(command.to);
      if (to === undefined) return unknownKind(command.to);
      const { toAudience = null, about, reason } = command;
      const ruled = reclassifyDocument(
        definition,
        { document, to, toAudience, about, why: reason },
        filingOf(asked).known,
      );
      return putChanged(asked, { entry, ruled }, { type: 'DocumentReclassified', reason });
    }
    case 'ChangeDocumentAudience': {
      const { to, reason } = command;
      const ruled = changeDocumentAudience(definition, { document, to, why: reason });
      return putChanged(asked, { entry, ruled }, { type: 'DocumentAudienceChanged', reason });
    }
    case 'DiscloseDocument':
    case 'WithholdDocument':
      return disclosed(asked, command, document);
    case 'WithdrawDocument': {
      const { reason } = command;
      const ruled = withdrawDocument(document, reason, asked.at);
      return putChanged(asked, { entry, ruled }, { type: 'DocumentWithdrawn', reason });
    }
  }
}

function disclosed(
  asked: DocumentAsked,
  command: Extract<Changing, { type: 'DiscloseDocument' | 'WithholdDocument' }>,
  document: Document,
): EntryDecided {
  const { entry, duty: name } = command;
  const duty = asked.draft.caseType.disclosures.get(name);
  if (duty === undefined) return unknownKind(name);
  const { at, entries, known } = filingOf(asked);
  const disclosing = { at, entries, known, actor: asked.doer.actor };
  if (command.type === 'DiscloseDocument') {
    const ruled = discloseDocument(duty, { document, asked: command }, disclosing);
    return putChanged(asked, { entry, ruled }, { type: 'DocumentDisclosed' });
  }
  const ruled = withholdDocument(duty, { document, asked: command }, disclosing);
  return putChanged(asked, { entry, ruled }, { type: 'DocumentWithheld' });
}

/** Why a case cannot end: a required document is not there, or something is still to be disclosed; null where neither is so. */
export function missingDocumentFault(draft: Draft): { readonly rejection: Rejection } | null {
  const [missing] = missingDocuments(draft.caseType.documents, entriesIn(draft));
  if (missing === undefined) return undisclosed(draft);
  return refusedFor(missing.name, say('must-be-filed-before-the-case', { title: missing.title }));
}

function undisclosed(draft: Draft): { readonly rejection: Rejection } | null {
  const blocking = [...draft.caseType.disclosures.values()].filter(({ blocksClosing }) => blocksClosing);
  const [first] = blocking;
  const fault = undisclosedFault(blocking, entriesIn(draft));
  return first === undefined || fault === null ? null : refusedFor(first.name, fault);
}
