// Going from page to page of what is redacted.
import { redactionTexts as texts } from '#texts/redaction';
import { Button } from '../../ui/button.tsx';

interface TurningProps {
  readonly number: number;
  readonly count: number;
  readonly onTurn: (number: number) => void;
  /** Null where nothing is drawn. */
  readonly onAdd: (() => void) | null;
}

export function Turning({ number, count, onTurn, onAdd }: TurningProps) {
  const turn = (to: number): void => onTurn(Math.min(count, Math.max(1, to)));
  return (
    <div className="page-actions" role="group" aria-label={texts.goTo}>
      {onAdd === null ? null : (
        <Button look="primary" onClick={onAdd}>
          {texts.addBox}
        </Button>
      )}
      <Button aria-disabled={number === 1} onClick={() => turn(number - 1)}>
        {texts.previous}
      </Button>
      <span role="status">{texts.page(number, count)}</span>
      <Button aria-disabled={number === count} onClick={() => turn(number + 1)}>
        {texts.next}
      </Button>
    </div>
  );
}
