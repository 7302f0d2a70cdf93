// A day with a time of day, in the time of this computer, which is said beside it.
import type { FieldFace, FieldValue } from '../client/types.ts';
import { appTexts } from '#texts/app';
import { Button } from '../ui/button.tsx';
import { today } from '../ui/dates.ts';
import { instantOf, readBoxes } from './calendar-text.ts';
import { DateBoxes } from './date-boxes.tsx';
import { GroupFrame } from './field-frame.tsx';
import type { FaceProps, FieldPart, Reading } from './field-part.ts';

export const instantPart: FieldPart = {
  Face: InstantFace,
  write,
  read,
  isBlank: (typed) => typed === '' || typed === 'T',
};

function InstantFace({ face, id, typed, error, onType }: FaceProps) {
  const [day = '', time = ''] = typed.split('T');
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <GroupFrame face={face} id={id} error={error}>
      <div className="date-boxes">
        <DateBoxes
          id={id}
          typed={day}
          wrong={error !== undefined}
          required={face.required}
          onType={(changed) => onType(`${changed}T${time}`)}
        />
        <div className="date-box">
          <label htmlFor={`${id}-time`}>{appTexts.form.time}</label>
          <input
            id={`${id}-time`}
            className="input input-5"
            type="text"
            autoComplete="off"
            maxLength={5}
            value={time}
            aria-required={face.required}
            aria-invalid={error !== undefined}
            aria-describedby={`${id}-zone`}
            onChange={(event) => onType(`${day}T${event.target.value}`)}
          />
        </div>
        <Button aria-label={appTexts.form.nowFor(face.label)} onClick={() => onType(write(new Date().toISOString()))}>
          {appTexts.form.now}
        </Button>
      </div>
      <p id={`${id}-zone`} className="field-hint">
        {appTexts.form.zone(zone)}
      </p>
    </GroupFrame>
  );
}

function read(face: FieldFace, typed: string): Reading {
  const [boxes = '', time = ''] = typed.split('T');
  const day = readBoxes(boxes);
  const instant = day === null ? null : instantOf(day, time.trim());
  return instant === null ? { error: appTexts.form.notTime(face.label) } : { value: instant };
}

function write(value: FieldValue): string {
  const at = new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(at.getTime())) return '';
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${today(at)}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}
