// The two windows in which somebody decides about another: answering a request for access, and reviewing an emergency.
import { decideAccess, reviewEmergency } from '../../client/access.ts';
import type { FieldFace } from '../../client/types.ts';
import { enAccess } from '../../texts/en-access.ts';
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
      title={enAccess.requestBy(name)}
      {...(lead === undefined ? {} : { lead })}
      fields={[DECISION, REASON]}
      draft={`access/decide/${caseId}/${id}`}
      submit={enAccess.decide}
      done={enAccess.decided}
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
      title={enAccess.reviewTitle}
      lead={lead}
      fields={[FINDING, REASON]}
      draft={`access/review/${caseId}/${id}`}
      submit={enAccess.review}
      done={enAccess.reviewed}
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
  label: enAccess.decision,
  required: true,
  maxLength: 20,
  options: [
    { value: 'grant', label: enAccess.grant },
    { value: 'refuse', label: enAccess.refuse },
  ],
};

const FINDING: FieldFace = {
  field: 'finding',
  kind: 'choice',
  label: enAccess.finding,
  required: true,
  maxLength: 20,
  options: Object.entries(enAccess.findings).map(([value, label]) => ({ value, label })),
};
