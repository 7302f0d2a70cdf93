// Yes or no. Two radios and not a check box, so that "not answered" stays different from "no".
import { appTexts } from '#texts/app';
import { GroupFrame } from './field-frame.tsx';
import { isEmptyText, writeText, type FaceProps, type FieldPart } from './field-part.ts';
import { OptionList } from './option-list.tsx';

const OPTIONS = [
  { value: 'true', label: appTexts.form.yes },
  { value: 'false', label: appTexts.form.no },
] as const;

export const booleanPart: FieldPart = {
  Face: BooleanFace,
  write: writeText,
  read: (_face, typed) => ({ value: typed === 'true' }),
  isBlank: isEmptyText,
};

function BooleanFace({ face, id, typed, error, onType }: FaceProps) {
  return (
    <GroupFrame face={face} id={id} error={error}>
      <OptionList face={face} id={id} typed={typed} options={OPTIONS} onType={onType} />
    </GroupFrame>
  );
}
