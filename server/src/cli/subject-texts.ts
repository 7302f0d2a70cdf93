// Sentences about files of what is held about a person, and how a person is named on the command line.
import type { SubjectFileAnswer } from '../commands/subject-file.ts';
import { UsageError } from './exit-codes.ts';

type SubjectFileRefusal = Extract<SubjectFileAnswer<unknown>, { readonly kind: 'refused' }>['refusal'];

export const SAY_WHO = 'Say who: <case>/<party>, such as IN-2026-000001/party.applicant.';

/** A case by its id or reference, which may have a slash of its own, and a party by its id. @throws UsageError for what names nobody */
export function partyNamed(text: string): { readonly caseId: string; readonly entry: string } {
  const at = text.lastIndexOf('/');
  const [caseId, entry] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || !/^party\.[a-z0-9][a-z0-9-]{0,63}$/.test(entry))
    throw new UsageError(`"${text}" is nobody. ${SAY_WHO}`);
  return { caseId, entry };
}

export function refusalText(refusal: SubjectFileRefusal): string {
  switch (refusal.code) {
    case 'file-changed':
      return 'More is held about them by now, or it says something else. Complete the file, look at it again, and use its new hash.';
    case 'file-not-all-yours':
      return `${refusal.items} of its items are in cases or parts that you may not read. Somebody who may read all of it approves it and gives it out; or have access to them given to you.`;
    case 'file-undecided':
      return `${refusal.items} of its items are not decided.`;
    case 'file-to-redact':
      return `${refusal.items} of its items wait for their redacted copy.`;
    case 'file-tells-place':
      return `These would tell how somebody else is found, which is protected. Redact or withhold them: ${refusal.items.join(', ')}.`;
    case 'file-own-work':
      return 'Whoever opened a file or decided on an item of it does not approve it. Somebody else does.';
    case 'file-not-approved':
      return 'No privacy officer who had no part in it has approved it as it is.';
    case 'file-too-large':
      return 'Its papers are too large for one answer over the wire.';
    case 'item-names-others':
      return `These name somebody else. Redact or withhold them, or release them so with --names-others: ${refusal.items.join(', ')}.`;
    case 'item-needs-reason':
      return 'What is withheld needs the code of an exemption and a reason.';
    case 'item-needs-words':
      return 'What is no paper has no redacted copy. Say with --words what is given in its stead.';
    case 'item-other-copy':
      return 'What is named is no redacted copy of that paper that you may read. Redact it first, in the case where it is.';
  }
}
