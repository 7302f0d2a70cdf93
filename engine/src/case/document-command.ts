// What may be asked of documents. Each command names for whom the document is, as it names its kind: both say who may know of it. The bytes
// come another way: a command names a file that the host has at hand.
import type { DocumentToFile } from '../entries/entries.ts';

/** On one that is there. `of` is the name under which the case type describes it. */
interface OnDocument {
  readonly of: string;
  /** Null, or absent, where its kind does not tell audiences apart. */
  readonly audience?: string | null | undefined;
  readonly entry: string;
}

export type DocumentCommand =
  | (DocumentToFile & { readonly type: 'FileDocument'; readonly of: string })
  | (OnDocument & { readonly type: 'AddDocumentVersion'; readonly file: string })
  | (OnDocument & { readonly type: 'RetitleDocument'; readonly title: string; readonly reason: string })
  | (OnDocument & {
      readonly type: 'ReclassifyDocument';
      /** The kind that it is of from now on, and for whom it is there. */
      readonly to: string;
      readonly toAudience?: string | null | undefined;
      /** Whom it is about; absent: as before. */
      readonly about?: readonly string[] | undefined;
      readonly reason: string;
    })
  | (OnDocument & { readonly type: 'ChangeDocumentAudience'; readonly to: string; readonly reason: string })
  | (OnDocument & { readonly type: 'WithdrawDocument'; readonly reason: string });
