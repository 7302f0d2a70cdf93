// The shapes on the wire of bundles: what goes in, what there are, and what was in one.
import { Type } from 'typebox';
import { closed, EntryId, Hash, KindName, orNull } from './entry-shapes.ts';

const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const Title = Type.String({ minLength: 1, maxLength: 200 });

export const BundlesQuery = Type.Object(
  {
    of: Type.Optional(
      Type.Unsafe<string>({ ...KindName, description: 'The kind of document that the next is to be.' }),
    ),
    audience: Type.Optional(KindName),
  },
  closed,
);

export const Bundles = Type.Object(
  {
    bundles: Type.Array(
      Type.Object(
        {
          ...{ entry: EntryId, title: Text, of: Text, audience: orNull(Text) },
          versions: Type.Array(
            Type.Object({ content: Hash, at: Text, by: Text, size: Count, pages: orNull(Count) }, closed),
            { description: 'The oldest first.' },
          ),
        },
        closed,
      ),
    ),
    documents: Type.Array(
      Type.Object(
        {
          ...{ entry: EntryId, content: Hash },
          fault: orNull(
            Type.Enum(['withdrawn', 'destroyed', 'for-others', 'other-section'], {
              description: 'Why it may not go into a bundle of that kind and audience; null where it may.',
            }),
          ),
        },
        closed,
      ),
      { description: 'What the reader may know of; none until a kind is named.' },
    ),
    making: orNull(
      Type.Object(
        { done: Count, of: Count },
        { ...closed, description: 'How far one is that is being made, in documents.' },
      ),
    ),
  },
  { $id: 'Bundles', ...closed },
);

export const BundleRequest = Type.Object(
  {
    of: Type.Unsafe<string>({ ...KindName, description: 'The kind of document that the bundle is to be.' }),
    audience: Type.Optional(orNull(KindName)),
    document: Type.Optional(
      orNull(
        Type.Unsafe<string>({
          ...EntryId,
          description: 'The bundle of which it is to be the next version: pages keep the numbers that they have there.',
        }),
      ),
    ),
    title: Type.Unsafe<string>({ ...Title, description: 'On its first page.' }),
    party: Type.Optional(
      orNull(
        Type.Unsafe<string>({ ...EntryId, description: 'For whom it is: nothing that is withheld from them goes in.' }),
      ),
    ),
    sections: Type.Array(
      Type.Object(
        {
          title: Title,
          documents: Type.Array(Type.Object({ entry: EntryId, content: Hash }, closed), {
            minItems: 1,
            maxItems: 1000,
          }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 50 },
    ),
  },
  { $id: 'BundleRequest', ...closed },
);

export const BundleManifest = Type.Object(
  {
    ...{ format: Type.Optional(Text), title: Text, reference: Text, recipient: Text, date: Text },
    hash: Type.Unsafe<string>({ ...Hash, description: 'SHA-256 of the manifest: what the index prints.' }),
    documents: Type.Array(
      Type.Object(
        {
          ...{ number: Count, section: Text, title: Text, date: orNull(Text), exhibit: orNull(Text), mediaType: Text },
          ...{ content: Hash, shape: Type.Enum(['whole', 'redacted', 'sheet']) },
          labels: Type.Array(Text, { description: 'The numbers of its pages, as they are printed on them.' }),
        },
        closed,
      ),
    ),
  },
  { $id: 'BundleManifest', ...closed },
);
