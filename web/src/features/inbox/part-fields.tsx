// One part of an item that may be filed: whether it is, and as what.
import { useId } from 'react';
import type { CaseView } from '../../client/types.ts';
import { enInbox } from '../../texts/en-inbox.ts';
import { en } from '../../texts/en.ts';
import { onlyAudience, type PartRow } from './part-rows.ts';

const texts = enInbox.file;

interface FieldsProps {
  readonly name: string;
  readonly row: PartRow | null;
  readonly kinds: CaseView['kept']['kinds']['documents'];
  readonly onChange: (change: Partial<PartRow>) => void;
}

export function PartFields({ name, row, kinds, onChange }: FieldsProps) {
  const id = useId();
  if (row === null) return null;
  const audiences = kinds.find(({ of }) => of === row.kind)?.audiences ?? [];
  return (
    <li className="line file-row">
      <label className="option">
        <input
          type="checkbox"
          checked={row.isChosen}
          onChange={(event) => onChange({ isChosen: event.target.checked })}
        />{' '}
        <bdi>{texts.part(name)}</bdi>
      </label>
      {row.isChosen ? (
        <div className="file-fields" role="group" aria-label={name}>
          <Pick
            label={texts.documentKind}
            value={row.kind}
            options={kinds.map(({ of, title }) => ({ value: of, label: title }))}
            onPick={(kind) => onChange({ kind, audience: onlyAudience(kinds, kind) })}
          />
          <div className="field">
            <label className="field-label" htmlFor={id}>
              {texts.name}
            </label>
            <input
              id={id}
              className="input"
              dir="auto"
              maxLength={200}
              value={row.title}
              onChange={(event) => onChange({ title: event.target.value })}
            />
          </div>
          {audiences.length === 0 ? null : (
            <Pick
              label={texts.audience}
              value={row.audience}
              options={audiences}
              onPick={(audience) => onChange({ audience })}
            />
          )}
        </div>
      ) : null}
    </li>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  /** What stands where nothing is chosen. */
  readonly none?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onPick: (value: string) => void;
}

export function Pick({ label, value, none = en.form.choose, options, onPick }: PickProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="input" value={value} onChange={(event) => onPick(event.target.value)}>
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
