// One of several: radios while they can be taken in at a glance, the browser's own list when there are more.
import { appTexts } from '#texts/app';
import { describedBy, FieldFrame, GroupFrame } from './field-frame.tsx';
import { isEmptyText, writeText, type FaceProps, type FieldPart } from './field-part.ts';
import { OptionList } from './option-list.tsx';

const AT_A_GLANCE = 6;

export const choicePart: FieldPart = {
  Face: ChoiceFace,
  write: writeText,
  read: (_face, typed) => ({ value: typed }),
  isBlank: isEmptyText,
};

function ChoiceFace(props: FaceProps) {
  const { face, id, typed, error, onType } = props;
  const options = face.options ?? [];
  if (options.length > AT_A_GLANCE) return <LongChoice {...props} />;
  return (
    <GroupFrame face={face} id={id} error={error}>
      <OptionList face={face} id={id} typed={typed} options={options} onType={onType} />
    </GroupFrame>
  );
}

function LongChoice({ face, id, typed, error, onType }: FaceProps) {
  return (
    <FieldFrame face={face} id={id} error={error}>
      <select
        id={id}
        className="input"
        value={typed}
        aria-required={face.required}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(face, id, error)}
        onChange={(event) => onType(event.target.value)}
      >
        <option value="">{appTexts.form.choose}</option>
        {(face.options ?? []).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
