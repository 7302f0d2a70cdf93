// The three boxes of a date with their labels above them, and the button for the commonest answer.
import type { ClipboardEvent } from 'react';
import { appTexts } from '#texts/app';
import { joinBoxes, readPasted, splitBoxes, type DateBoxes as Boxes } from './calendar-text.ts';

export interface DateBoxesProps {
  readonly id: string;
  readonly typed: string;
  readonly wrong: boolean;
  readonly required: boolean;
  readonly onType: (typed: string) => void;
}

const PARTS = [
  { part: 'day', label: appTexts.form.day, size: 2 },
  { part: 'month', label: appTexts.form.month, size: 2 },
  { part: 'year', label: appTexts.form.year, size: 4 },
] as const;

export function DateBoxes({ id, typed, wrong, required, onType }: DateBoxesProps) {
  const boxes = splitBoxes(typed);

  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const whole = readPasted(event.clipboardData.getData('text'));
    if (whole === null) return;
    event.preventDefault();
    onType(whole);
  }

  return PARTS.map(({ part, label, size }) => (
    <div key={part} className="date-box">
      <label htmlFor={boxId(id, part)}>{label}</label>
      <input
        id={boxId(id, part)}
        className={`input input-${size}`}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={size}
        value={boxes[part]}
        aria-required={required}
        aria-invalid={wrong}
        onPaste={onPaste}
        onChange={(event) => onType(joinBoxes({ ...boxes, [part]: event.target.value }))}
      />
    </div>
  ));
}

function boxId(id: string, part: keyof Boxes): string {
  return part === 'day' ? id : `${id}-${part}`;
}
