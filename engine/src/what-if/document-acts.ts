// What somebody asked for when something happened to a document: the command again, read from the event that it became.
import type { CaseCommand } from '../case/case.ts';
import type { Entry } from '../entries/entries.ts';

type Document = Extract<Entry, { readonly kind: 'document' }>;

interface Happened {
  readonly entry: string;
  readonly is: Document;
  readonly before: Document | null;
  readonly reason: string;
  readonly day: (stated: string | null) => string | undefined;
}

export const DOCUMENT_ACTS = {
  DocumentFiled: ({ is, day }: Happened): CaseCommand => {
    const { of, title, audience, versions, receivedOn, sender, about, derivedFrom } = is;
    const on = day(receivedOn);
    return {
      ...{ type: 'FileDocument', of, title, audience, file: versions[0]?.file ?? '', sender, about: [...about] },
      ...{ derivedFrom, ...(on === undefined ? {} : { receivedOn: on }) },
    };
  },
  DocumentVersionAdded: ({ entry, is }: Happened): CaseCommand => ({
    ...{ type: 'AddDocumentVersion', ...asItWas(is), entry },
    file: is.versions.at(-1)?.file ?? '',
  }),
  DocumentRetitled: ({ entry, is, reason }: Happened): CaseCommand => ({
    ...{ type: 'RetitleDocument', ...asItWas(is), entry, title: is.title, reason },
  }),
  DocumentReclassified: ({ entry, is, before, reason }: Happened): CaseCommand => ({
    ...{ type: 'ReclassifyDocument', ...asItWas(before ?? is), entry, reason },
    ...{ to: is.of, toAudience: is.audience, about: [...is.about] },
  }),
  DocumentAudienceChanged: ({ entry, is, before, reason }: Happened): CaseCommand => ({
    ...{ type: 'ChangeDocumentAudience', ...asItWas(before ?? is), entry, to: is.audience ?? '', reason },
  }),
  DocumentWithdrawn: ({ entry, is, reason }: Happened): CaseCommand => ({
    ...{ type: 'WithdrawDocument', ...asItWas(is), entry, reason },
  }),
};

function asItWas({ of, audience }: Document): { readonly of: string; readonly audience: string | null } {
  return { of, audience };
}
