// Walls, seals, shares, granted requests and emergencies of a case, with the way to end each and to review an emergency.
import { useState } from 'react';
import { endAccess, type Given } from '../../client/access.ts';
import { accessTexts } from '#texts/access';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { ActDialog, REASON } from './act-dialog.tsx';
import { ReviewDialog } from './decide-dialogs.tsx';

export interface GivenListProps {
  readonly caseId: string;
  readonly given: readonly Given[];
  readonly manages: boolean;
}

interface Chosen {
  readonly what: 'end' | 'review';
  readonly of: Given;
}

const COLUMNS = [accessTexts.what, accessTexts.when, accessTexts.standing];

export function GivenList({ caseId, given, manages }: GivenListProps) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  if (given.length === 0) return <p className="quiet">{accessTexts.givenNone}</p>;
  return (
    <>
      <DataTable caption={accessTexts.given} columns={manages ? [...COLUMNS, accessTexts.change] : COLUMNS}>
        {given.map((each) => (
          <GivenRow key={each.id} given={each} manages={manages} onChoose={setChosen} />
        ))}
      </DataTable>
      {chosen === null ? null : <ChosenDialog caseId={caseId} chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

interface GivenRowProps {
  readonly given: Given;
  readonly manages: boolean;
  readonly onChoose: (chosen: Chosen) => void;
}

function GivenRow({ given, manages, onChoose }: GivenRowProps) {
  const ends = given.until === null ? '' : ` – ${formatOccurred(given.until)}`;
  const waits = given.review === 'due' || given.review === 'overdue';
  return (
    <Row>
      <Cell label={accessTexts.what} lead>
        <span dir="auto">{given.says}</span>
        {given.reason === null ? null : (
          <span className="cell-line quiet" dir="auto">
            {given.reason}
          </span>
        )}
      </Cell>
      <Cell label={accessTexts.when}>
        {formatOccurred(given.from)}
        {ends}
      </Cell>
      <Cell label={accessTexts.standing}>
        <Badge tone={given.inForce ? 'info' : 'neutral'}>
          {given.inForce ? accessTexts.inForce : accessTexts.ended}
        </Badge>
        {given.review === null ? null : (
          <Badge tone={REVIEW_TONES[given.review]}>{accessTexts.reviews[given.review]}</Badge>
        )}
      </Cell>
      {manages ? (
        <Cell label={accessTexts.change}>
          <span className="cell-acts">
            {given.inForce ? (
              <Button aria-label={accessTexts.endOf(given.says)} onClick={() => onChoose({ what: 'end', of: given })}>
                {accessTexts.end}
              </Button>
            ) : null}
            {waits && !given.own ? (
              <Button
                aria-label={accessTexts.reviewOf(given.says)}
                onClick={() => onChoose({ what: 'review', of: given })}
              >
                {accessTexts.review}
              </Button>
            ) : null}
          </span>
        </Cell>
      ) : null}
    </Row>
  );
}

const REVIEW_TONES: Readonly<Record<NonNullable<Given['review']>, Tone>> = {
  due: 'warn',
  overdue: 'bad',
  justified: 'good',
  'not-justified': 'bad',
};

interface ChosenDialogProps {
  readonly caseId: string;
  readonly chosen: Chosen;
  readonly onClose: () => void;
}

function ChosenDialog({ caseId, chosen: { what, of }, onClose }: ChosenDialogProps) {
  if (what === 'review') return <ReviewDialog caseId={caseId} id={of.id} lead={of.says} onClose={onClose} />;
  return (
    <ActDialog
      title={accessTexts.endTitle}
      lead={of.says}
      fields={[REASON]}
      draft={`access/end/${caseId}/${of.id}`}
      submit={accessTexts.end}
      done={accessTexts.endDone}
      actFor={({ reason }) => endAccess(caseId, of.id, String(reason))}
      onClose={onClose}
    />
  );
}
