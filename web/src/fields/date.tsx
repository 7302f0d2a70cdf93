// A day, typed as day, month and year, or taken as today with one press.
import { appTexts } from '#texts/app';
import { Button } from '../ui/button.tsx';
import { today } from '../ui/dates.ts';
import { readBoxes } from './calendar-text.ts';
import { DateBoxes } from './date-boxes.tsx';
import { GroupFrame } from './field-frame.tsx';
import { isEmptyText, writeText, type FaceProps, type FieldPart } from './field-part.ts';

export const datePart: FieldPart = {
  Face: DateFace,
  write: writeText,
  read: (face, typed) => {
    const day = readBoxes(typed);
    return day === null ? { error: appTexts.form.notDate(face.label) } : { value: day };
  },
  isBlank: isEmptyText,
};

function DateFace({ face, id, typed, error, onType }: FaceProps) {
  return (
    <GroupFrame face={face} id={id} error={error}>
      <div className="date-boxes">
        <DateBoxes id={id} typed={typed} wrong={error !== undefined} required={face.required} onType={onType} />
        <Button aria-label={appTexts.form.todayFor(face.label)} onClick={() => onType(today())}>
          {appTexts.form.today}
        </Button>
      </div>
    </GroupFrame>
  );
}
