// The shapes on the wire of a case that leaves to be read elsewhere.
import { Type } from 'typebox';
import { closed, EntryId, Hash, orNull } from './entry-shapes.ts';

const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });

export const PackageRequest = Type.Object(
  {
    purpose: Type.String({
      pattern: '^[a-z][a-z0-9-]{0,63}$',
      description: 'A name for why it leaves, such as `access-request-17`. It is on record with the read.',
    }),
    reason: Type.String({ minLength: 1, maxLength: 500, description: 'Why it leaves; it stands in the package.' }),
  },
  { $id: 'PackageRequest', ...closed },
);

export const CasePackage = Type.Object(
  {
    ...{ id: Text, madeAt: Text, reference: Text },
    metadata: Type.String({ description: 'What it is, in DCMI Metadata Terms, as JSON.' }),
    events: Type.Array(
      Type.Object(
        {
          ...{ seq: Count, hash: Hash, occurred: orNull(Text), recordedAt: orNull(Text), actor: orNull(Text) },
          ...{ title: Text, detail: Type.Array(Text) },
        },
        closed,
      ),
      { description: 'Every event, oldest first; of one that may not be known only its number and its hash.' },
    ),
    documents: Type.Array(
      Type.Object(
        {
          ...{ entry: EntryId, number: Count, title: Text, kind: Text, audience: orNull(Text), receivedOn: Text },
          ...{ status: Text, version: Count, name: Text, mediaType: Text, size: Count, content: Hash },
        },
        closed,
      ),
      { description: 'Versions of documents that may be read; their bytes have an address of their own.' },
    ),
    readable: Type.String({ description: 'HTML that loads nothing and runs nothing, to be kept and printed.' }),
  },
  { $id: 'CasePackage', ...closed },
);
