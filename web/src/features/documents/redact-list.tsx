// The boxes of a redaction in words, by page: each is moved by keys or numbers, gets the code of its reason, and can be removed.
import { useEffect, useId, useRef } from 'react';
import { redactionTexts as texts } from '#texts/redaction';
import { Button } from '../../ui/button.tsx';
import { afterKey, inside, percent, percents, type Box, type Edge } from './redact-boxes.ts';

const EDGES: readonly Edge[] = ['x', 'y', 'width', 'height'];

interface ListProps {
  readonly boxes: readonly Box[];
  readonly chosen: number | null;
  readonly onChoose: (box: Box) => void;
  readonly onChange: (box: Box) => void;
  readonly onRemove: (id: number) => void;
}

export function RedactList({ boxes, ...others }: ListProps) {
  const id = useId();
  const pages = [...new Set(boxes.map(({ page }) => page))].toSorted((one, other) => one - other);
  const codes = [...new Set(boxes.map(({ reason }) => reason.trim()).filter((reason) => reason !== ''))];
  return (
    <section aria-label={texts.boxes}>
      <h3>{texts.boxes}</h3>
      {boxes.length === 0 ? <p className="quiet">{texts.noBoxes}</p> : null}
      <datalist id={id}>
        {codes.map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </datalist>
      {pages.map((page) => (
        <div key={page}>
          <h4>{texts.onPage(page)}</h4>
          <ul className="lines">
            {boxes
              .filter((box) => box.page === page)
              .map((box) => (
                <BoxLine key={box.id} box={box} number={boxes.indexOf(box) + 1} codes={id} {...others} />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface LineProps extends Omit<ListProps, 'boxes'> {
  readonly box: Box;
  readonly number: number;
  /** Id of the list of codes. */
  readonly codes: string;
}

function BoxLine({ box, number, codes, chosen, onChoose, onChange, onRemove }: LineProps) {
  const id = useId();
  const handle = useRef<HTMLButtonElement>(null);
  const isChosen = chosen === box.id;
  useEffect(() => {
    // A box that was just made is moved next.
    if (isChosen && box.reason === '') handle.current?.focus({ preventScroll: true });
    // Only when it becomes the chosen one.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- not while its reason is typed
  }, [isChosen]);
  return (
    <li className="line kept">
      <div className="page-actions">
        <Button
          ref={handle}
          aria-pressed={isChosen}
          aria-label={texts.boxOf(number, box.page, box.reason)}
          aria-describedby={`${id}-where`}
          onClick={() => onChoose(box)}
          onKeyDown={(event) => {
            const moved = afterKey(box, event);
            if (moved === null) return;
            event.preventDefault();
            onChange(moved);
          }}
        >
          {texts.box(number)}
        </Button>
        <Button look="quiet" aria-label={texts.removeOf(number)} onClick={() => onRemove(box.id)}>
          {texts.remove}
        </Button>
      </div>
      <p id={`${id}-where`} className="quiet" role="status">
        {texts.where(percents(box))}
      </p>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-reason`}>
          {texts.reason} <span className="visually-hidden">({texts.box(number)})</span>
        </label>
        <p id={`${id}-hint`} className="field-hint">
          {texts.reasonHint}
        </p>
        <input
          id={`${id}-reason`}
          className="input"
          list={codes}
          maxLength={40}
          value={box.reason}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange({ ...box, reason: event.target.value })}
        />
      </div>
      {isChosen ? <Numbers box={box} onChange={onChange} /> : null}
    </li>
  );
}

function Numbers({ box, onChange }: Pick<LineProps, 'box' | 'onChange'>) {
  return (
    <fieldset className="file-fields">
      <legend className="field-label">{texts.numbers}</legend>
      {EDGES.map((edge) => (
        <label key={edge} className="page-box">
          {texts.edges[edge]}
          <input
            className="input"
            type="number"
            inputMode="numeric"
            min={0}
            max={100}
            value={percent(box[edge])}
            onChange={(event) => onChange(inside({ ...box, [edge]: Number(event.target.value) / 100 }))}
          />
        </label>
      ))}
    </fieldset>
  );
}
