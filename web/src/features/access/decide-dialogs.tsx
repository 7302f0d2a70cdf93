// The two windows in which somebody decides about another: answering a request for access, and reviewing an emergency.
import { decideAccess, reviewEmergency } from '../../client/access.ts';
import type { FieldFace } from '../../client/types.ts';
import { accessTexts } from '#texts/access';
import { ActDialog, REASON } from './act-dialog.tsx';

interface AnswerDialogProps {
  readonly caseId: string;
  /** Of the request. */
  readonly id: string;
  readonly name: string;
  readonly lead?: string;
  readonly onClose: () => void;
}

export function AnswerDialog({ caseId, id, name, lead, onClose }: AnswerDialogProps) {
  return (
    <ActDialog
      title={accessTexts.requestBy(name)}
      {...(lead === undefined ? {} : { lead })}
      fields={[DECISION, REASON]}
      draft={`access/decide/${caseId}/${id}`}
      submit={accessTexts.decide}
      done={accessTexts.decided}
      actFor={({ decision, reason }) =>
        decideAccess(caseId, id, { granted: decision === 'grant', reason: String(reason) })
      }
      onClose={onClose}
    />
  );
}

interface ReviewDialogProps {
  readonly caseId: string;
  /** Of the emergency access. */
  readonly id: string;
  readonly lead: string;
  readonly onClose: () => void;
}

export function ReviewDialog({ caseId, id, lead, onClose }: ReviewDialogProps) {
  return (
    <ActDialog
      title={accessTexts.reviewTitle}
      lead={lead}
      fields={[FINDING, REASON]}
      draft={`access/review/${caseId}/${id}`}
      submit={accessTexts.review}
      done={accessTexts.reviewed}
      actFor={({ finding, reason }) =>
        reviewEmergency(caseId, id, { finding: String(finding), reason: String(reason) })
      }
      onClose={onClose}
    />
  );
}

const DECISION: FieldFace = {
  field: 'decision',
  kind: 'choice',
  label: accessTexts.decision,
  required: true,
  maxLength: 20,
  options: [
    { value: 'grant', label: accessTexts.grant },
    { value: 'refuse', label: accessTexts.refuse },
  ],
};

const FINDING: FieldFace = {
  field: 'finding',
  kind: 'choice',
  label: accessTexts.finding,
  required: true,
  maxLength: 20,
  options: Object.entries(accessTexts.findings).map(([value, label]) => ({ value, label })),
};
