// What may be done with files of what is held about a person over the wire, as doors that the mains open.
import type { Overseer } from './oversee.ts';
import {
  approveSubjectFile,
  type AskedFile,
  type AskedItems,
  completeSubjectFile,
  decideSubjectItems,
  type NamedFile,
  openSubjectFile,
  type SubjectFileAnswer,
  type SubjectFileDeps,
} from './subject-file.ts';

export interface AskedExport {
  readonly requestCase: string;
  readonly fileId: string;
  /** Of the list that was approved. */
  readonly hash: string;
  readonly language: 'en' | 'fr';
}

/** What went out. */
export interface SubjectExport {
  /** What the archive is called. */
  readonly name: string;
  /** SHA-256 of the tag manifest, which names every file in it. */
  readonly bag: string;
  readonly items: number;
  readonly zip: Buffer;
}

export interface SubjectFileDoors {
  /** Made outside this room, since a bag is. */
  readonly exportSubjectFile: (by: Overseer, asked: AskedExport) => Promise<SubjectFileAnswer<SubjectExport>>;
  /** Opens a file of what is held about somebody, and what is done with one. */
  readonly openSubjectFile: (by: Overseer, asked: AskedFile) => ReturnType<typeof openSubjectFile>;
  readonly completeSubjectFile: (by: Overseer, asked: NamedFile) => ReturnType<typeof completeSubjectFile>;
  readonly decideSubjectItems: (by: Overseer, asked: AskedItems) => ReturnType<typeof decideSubjectItems>;
  readonly approveSubjectFile: (
    by: Overseer,
    asked: NamedFile & { readonly hash: string },
  ) => ReturnType<typeof approveSubjectFile>;
}

/** All of them, as whoever asks in a session calls them. */
export function subjectFileDoors(
  deps: SubjectFileDeps & { readonly giveOut: SubjectFileDoors['exportSubjectFile'] },
): SubjectFileDoors {
  return {
    exportSubjectFile: deps.giveOut,
    openSubjectFile: (by, asked) => openSubjectFile(deps, by, asked),
    completeSubjectFile: (by, asked) => completeSubjectFile(deps, by, asked),
    decideSubjectItems: (by, asked) => decideSubjectItems(deps, by, asked),
    approveSubjectFile: (by, asked) => approveSubjectFile(deps, by, asked),
  };
}
