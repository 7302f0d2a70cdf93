// Who asked for access to a case, and the answers.
import { useState } from 'react';
import { decideAccess, type AccessRequest } from '../../client/access.ts';
import type { FieldFace } from '../../client/types.ts';
import { en } from '../../texts/en.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { ActDialog, REASON } from './act-dialog.tsx';

export interface RequestListProps {
  readonly caseId: string;
  readonly requests: readonly AccessRequest[];
  readonly manages: boolean;
}

export function RequestList({ caseId, requests, manages }: RequestListProps) {
  const [chosen, setChosen] = useState<AccessRequest | null>(null);
  if (requests.length === 0) return <p className="quiet">{en.access.requestsNone}</p>;
  return (
    <>
      <ul className="reasons">
        {requests.map((request) => (
          <li key={request.id}>
            <Badge tone={request.answer === 'open' ? 'warn' : 'neutral'}>{en.access.answers[request.answer]}</Badge>{' '}
            <bdi>{en.access.requestBy(request.name)}</bdi>
            <p className="quiet" dir="auto">
              {en.access.requestFor(request.sections)}, {en.access.until(formatOccurred(request.until))}
              {request.reason === null ? '' : `. ${request.reason}`}
            </p>
            {manages && request.answer === 'open' && !request.own ? (
              <Button aria-label={en.access.decideOf(request.name)} onClick={() => setChosen(request)}>
                {en.access.decide}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {chosen === null ? null : (
        <ActDialog
          title={en.access.requestBy(chosen.name)}
          fields={[DECISION, REASON]}
          draft={`access/decide/${caseId}/${chosen.id}`}
          submit={en.access.decide}
          done={en.access.decided}
          actFor={({ decision, reason }) =>
            decideAccess(caseId, chosen.id, { granted: decision === 'grant', reason: String(reason) })
          }
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

const DECISION: FieldFace = {
  field: 'decision',
  kind: 'choice',
  label: en.access.decision,
  required: true,
  maxLength: 20,
  options: [
    { value: 'grant', label: en.access.grant },
    { value: 'refuse', label: en.access.refuse },
  ],
};
