// What people wrote in determinations, exhibits, referrals, communications and documents, and about which parties it is: for whoever stores an
// entry and seals these. Days, statuses, outcomes, ids, numbers and hashes are never sealed.
import type { Communication } from './communication.ts';
import type { Custody, Holder } from './custody.ts';
import type { Determination } from './determination.ts';
import type { Document } from './document.ts';
import type { Evidence } from './evidence.ts';
import type { Referral } from './referral.ts';

/** @param place where the word stands in the entry, such as `notice.0.withheld` */
export type ChangeWord = (word: string, place: string) => string;

/** The entry with each word that people wrote put through a change. Members keep their order. */
export function changeDeterminationWords(entry: Determination, change: ChangeWord): Determination {
  const manifest = entry.manifest.map((one, at) =>
    'document' in one ? { ...one, words: change(one.words, `manifest.${at}.words`) } : one,
  );
  const notice = entry.notice.map((one, at) => ({
    ...one,
    withheld: maybe(one.withheld, `notice.${at}.withheld`, change),
  }));
  const { review } = entry;
  const asked =
    review === null
      ? null
      : {
          ...review,
          words: change(review.words, 'review.words'),
          late: maybe(review.late, 'review.late', change),
        };
  const said = { reasons: maybe(entry.reasons, 'reasons', change), why: maybe(entry.why, 'why', change) };
  return { ...entry, ...said, manifest, notice, review: asked };
}

export function changeEvidenceWords(entry: Evidence, change: ChangeWord): Evidence {
  const { custody, returnedTo } = entry;
  return {
    ...entry,
    words: change(entry.words, 'words'),
    custody: custody === null ? null : changeCustody(custody, change),
    returnedTo: returnedTo === null ? null : changeHolder(returnedTo, 'returnedTo', change),
    reasons: maybe(entry.reasons, 'reasons', change),
  };
}

export function changeReferralWords(entry: Referral, change: ChangeWord): Referral {
  const said = { answer: maybe(entry.answer, 'answer', change), reasons: maybe(entry.reasons, 'reasons', change) };
  return { ...entry, words: change(entry.words, 'words'), ...said };
}

export function changeCommunicationWords(entry: Communication, change: ChangeWord): Communication {
  return {
    ...entry,
    subject: change(entry.subject, 'subject'),
    reasons: maybe(entry.reasons, 'reasons', change),
  };
}

/** Its title, what its files are called, and why it was changed. */
export function changeDocumentWords(entry: Document, change: ChangeWord): Document {
  return {
    ...entry,
    title: change(entry.title, 'title'),
    versions: entry.versions.map((one, at) => ({ ...one, name: change(one.name, `versions.${at}.name`) })),
    reasons: maybe(entry.reasons, 'reasons', change),
  };
}

/** Parties of whom these say something, by id: none where that is for a kind to say. */
export function partiesOfWords(
  entry: Determination | Evidence | Referral | Communication | Document,
): readonly string[] {
  switch (entry.kind) {
    case 'determination':
      return entry.notice.map(({ party }) => party);
    case 'communication':
      return entry.with;
    case 'document':
      return entry.about;
    case 'evidence':
    case 'referral':
      return [];
  }
}

function changeCustody(custody: Custody, change: ChangeWord): Custody {
  const { from, transfers, reported } = custody;
  return {
    ...custody,
    from: from === null ? null : changeHolder(from, 'custody.from', change),
    transfers: transfers.map((one, at) => ({
      ...one,
      from: changeHolder(one.from, `custody.transfers.${at}.from`, change),
      to: changeHolder(one.to, `custody.transfers.${at}.to`, change),
      declined: maybe(one.declined, `custody.transfers.${at}.declined`, change),
    })),
    reported: reported.map((one, at) => ({ ...one, words: change(one.words, `custody.reported.${at}.words`) })),
  };
}

function changeHolder(holder: Holder, place: string, change: ChangeWord): Holder {
  return 'outside' in holder ? { outside: change(holder.outside, `${place}.outside`) } : holder;
}

function maybe(word: string | null, place: string, change: ChangeWord): string | null {
  return word === null ? null : change(word, place);
}
