// One part of an item that may be filed: whether it is, and as what.
import type { CaseView } from '../../client/types.ts';
import { inboxTexts } from '#texts/inbox';
import { Pick } from '../../ui/pick.tsx';
import { TextLine } from '../../ui/text-line.tsx';
import { onlyAudience, type PartRow } from './part-rows.ts';

const texts = inboxTexts.file;

interface FieldsProps {
  readonly name: string;
  readonly row: PartRow | null;
  readonly kinds: CaseView['kept']['kinds']['documents'];
  readonly onChange: (change: Partial<PartRow>) => void;
}

export function PartFields({ name, row, kinds, onChange }: FieldsProps) {
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
          <TextLine label={texts.name} dir="auto" value={row.title} onType={(title) => onChange({ title })} />
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
