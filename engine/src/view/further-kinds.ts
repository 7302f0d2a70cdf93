// Kinds of determinations, exhibits, referrals, communications and documents of which a person may add more, and what is said of each: of parties,
// issues, audiences and sections only those that they may know.
import type { CommunicationDefinition, DeterminationDefinition } from '../definition/definition.ts';
import { sectionTitle } from './access-words.ts';
import { documentKinds, type DocumentKindFace, dutiesShown, type DutyFace, toReadShown } from './document-faces.ts';
import {
  type Choices,
  faceOfKind,
  type FaceOfKind,
  issuesShown,
  type Looking,
  readable,
  rolesShown,
  shown,
} from './entry-face.ts';
import { mayReadEntry } from './entry-words.ts';
import { mayReadLetter } from './readable-letters.ts';

/** A letter that can be made here. */
export interface LetterFace {
  readonly letter: string;
  readonly title: string;
  /** Roles of parties, to one of whom each goes. */
  readonly to: readonly string[];
  /** Channels of its kind by which it goes out from here, each with the way of reaching a party that it takes. */
  readonly channels: readonly (Choices[number] & { readonly way: 'mail' | 'post' })[];
  /** Whether the reader may keep it as a document too. */
  readonly mayMake: boolean;
}

export interface FurtherKinds {
  readonly determinations: readonly (FaceOfKind & {
    readonly outcomes: Choices;
    readonly decides: readonly string[];
    readonly notify: readonly string[];
    /** Kinds of documents, and `evidence`, whose pages its maker must have opened. */
    readonly mustBeRead: readonly string[];
    /** The instrument under which it is made; null where a body outside makes it. */
    readonly instrument: string | null;
    readonly body: string | null;
  })[];
  readonly evidence: readonly (FaceOfKind & {
    readonly audiences: Choices;
    readonly offeredFor: readonly string[];
    readonly hasCustody: boolean;
  })[];
  readonly referrals: readonly (FaceOfKind & {
    readonly to: 'team' | 'agency';
    readonly purpose: string;
    readonly sections: Choices;
    readonly declineReasons: Choices;
  })[];
  readonly communications: readonly (FaceOfKind & {
    readonly form: 'letter' | 'message' | 'call' | 'meeting';
    readonly direction: 'out' | 'in' | 'both';
    readonly with: readonly string[];
    readonly channels: Choices;
    /** Letters that become one of these, of those that the reader may read in full. */
    readonly letters: readonly LetterFace[];
  })[];
  readonly documents: readonly DocumentKindFace[];
  /** Duties to disclose documents. */
  readonly disclosures: readonly DutyFace[];
}

export function furtherKinds(looking: Looking): FurtherKinds {
  const { caseType, parts } = looking;
  return {
    determinations: readable(looking, 'determination', caseType.determinations).map((kind) => ({
      ...ofDetermination(looking, kind),
      ...{ outcomes: kind.outcomes, decides: issuesShown(looking, kind.decides) },
      ...{ notify: rolesShown(looking, kind.notify), body: kind.body ?? null },
      mustBeRead: toReadShown(looking, kind.mustBeRead),
      instrument: kind.delegation?.instrument ?? null,
    })),
    evidence: evidenceKinds(looking),
    referrals: readable(looking, 'referral', caseType.referrals).map((kind) => {
      const offered = { to: { team: '' }, words: '', sections: [], endsOn: '' };
      const sections = kind.sections.filter((section) => parts === null || parts.has(section));
      return {
        ...faceOfKind(looking, kind, { type: 'OfferReferral', of: kind.name, ...offered }),
        ...{ to: kind.to, purpose: kind.purpose, declineReasons: kind.declineReasons },
        sections: sections.map((value) => ({ value, label: sectionTitle(caseType, value) })),
      };
    }),
    communications: readable(looking, 'communication', caseType.communications).map((kind) => {
      const drafted = { channel: '', with: [], subject: '' };
      return {
        ...faceOfKind(looking, kind, { type: 'DraftCommunication', of: kind.name, ...drafted }),
        ...{ form: kind.form, direction: kind.direction, channels: kind.channels },
        with: rolesShown(looking, kind.with),
        letters: lettersOf(looking, kind),
      };
    }),
    documents: documentKinds(looking),
    disclosures: dutiesShown(looking),
  };
}

function lettersOf(looking: Looking, kind: CommunicationDefinition): readonly LetterFace[] {
  const { caseType, parts } = looking;
  const own = [...caseType.letters.values()].filter(
    ({ name, as }) => as === kind.name && mayReadLetter(caseType, name, parts),
  );
  return own.map(({ name, title, to, ways, keptAs }) => ({
    ...{ letter: name, title, to },
    channels: kind.channels.flatMap((channel) => {
      const way = ways.get(channel.value);
      return way === undefined ? [] : [{ ...channel, way }];
    }),
    mayMake: !looking.isClosed && looking.mayDo(kind.by) && looking.mayDo(caseType.documents.get(keptAs.kind)?.by),
  }));
}

/** One that answers reviews is drafted while such a review is open, after closing too. */
function ofDetermination(looking: Looking, kind: DeterminationDefinition): FaceOfKind {
  const { caseType, entries, isClosed } = looking;
  const answers = [...caseType.determinations.values()].some(({ review }) =>
    review.some(({ decidedAs }) => decidedAs === kind.name),
  );
  const isAsked = Object.entries(entries).some(([id, entry]) => {
    if (entry.kind !== 'determination' || entry.review === null || entry.review.answer !== null) return false;
    const { right: asked } = entry.review;
    const right = caseType.determinations.get(entry.of)?.review.find(({ name }) => name === asked);
    return right?.decidedAs === kind.name && shown(looking, id) !== null;
  });
  const face = faceOfKind({ ...looking, isClosed: isClosed && !answers }, kind, {
    type: 'DraftDetermination',
    of: kind.name,
  });
  return { ...face, mayAdd: face.mayAdd && (!answers || isAsked) };
}

/** A kind none of whose audiences may be known is not there. */
function evidenceKinds(looking: Looking): FurtherKinds['evidence'] {
  const { caseType, parts } = looking;
  return [...caseType.evidence.values()].flatMap((kind) => {
    const known = kind.audiences.filter(({ name }) =>
      mayReadEntry(caseType, { kind: 'evidence', of: kind.name, audience: name }, parts),
    );
    const [first] = known;
    if (first === undefined) return [];
    const registered = { type: 'RegisterEvidence', of: kind.name, words: '', audience: first.name } as const;
    return [
      {
        ...faceOfKind(looking, kind, registered),
        audiences: known.map(({ name, title }) => ({ value: name, label: title })),
        ...{ offeredFor: issuesShown(looking, kind.offeredFor), hasCustody: kind.custody },
      },
    ];
  });
}
