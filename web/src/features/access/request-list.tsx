// Who asked for access to a case, and the answers.
import { useState } from 'react';
import type { AccessRequest } from '../../client/access.ts';
import { accessTexts } from '#texts/access';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { AnswerDialog } from './decide-dialogs.tsx';

export interface RequestListProps {
  readonly caseId: string;
  readonly requests: readonly AccessRequest[];
  readonly manages: boolean;
}

export function RequestList({ caseId, requests, manages }: RequestListProps) {
  const [chosen, setChosen] = useState<AccessRequest | null>(null);
  if (requests.length === 0) return <p className="quiet">{accessTexts.requestsNone}</p>;
  return (
    <>
      <ul className="reasons">
        {requests.map((request) => (
          <li key={request.id}>
            <Badge tone={request.answer === 'open' ? 'warn' : 'neutral'}>{accessTexts.answers[request.answer]}</Badge>{' '}
            <bdi>{accessTexts.requestBy(request.name)}</bdi>
            <p className="quiet" dir="auto">
              {accessTexts.requestFor(request.sections)}, {accessTexts.until(formatOccurred(request.until))}
              {request.reason === null ? '' : `. ${request.reason}`}
            </p>
            {manages && request.answer === 'open' && !request.own ? (
              <Button aria-label={accessTexts.decideOf(request.name)} onClick={() => setChosen(request)}>
                {accessTexts.decide}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {chosen === null ? null : (
        <AnswerDialog caseId={caseId} id={chosen.id} name={chosen.name} onClose={() => setChosen(null)} />
      )}
    </>
  );
}
