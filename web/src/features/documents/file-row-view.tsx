// One file that is to become a document, as a line of the form: its kind, title and audience, which are kept, and how far it is.
import { useEffect } from 'react';
import { KeptLine, MovedNotice } from '../../fields/kept-line.tsx';
import { useKeeper } from '../../fields/use-kept.ts';
import { documentsTexts as texts } from '#texts/documents';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { COLON } from '../../ui/locale.ts';
import { Pick } from '../../ui/pick.tsx';
import { sizeText } from '../../ui/size-text.ts';
import { TextLine } from '../../ui/text-line.tsx';
import type { DocumentKind, FileRow, RowState } from './file-row.ts';

interface RowProps {
  readonly row: FileRow;
  readonly kinds: readonly DocumentKind[];
  readonly isVersion: boolean;
  readonly isBusy: boolean;
  readonly onChange: (change: Partial<FileRow>) => void;
  readonly onRemove: () => void;
}

const TONES: Readonly<Record<RowState, Tone>> = {
  ...{ waiting: 'neutral', sending: 'info', checking: 'info', filing: 'info' },
  ...{ filed: 'good', refused: 'bad', failed: 'warn' },
};

export function FileRowView({ row, kinds, isVersion, isBusy, onChange, onRemove }: RowProps) {
  return (
    <li className="line file-row">
      <p>
        <strong>
          <bdi>{row.file.name}</bdi>
        </strong>{' '}
        <span className="quiet">{sizeText(row.file.size)}</span>
      </p>
      {isVersion ? null : <Said row={row} kinds={kinds} onChange={onChange} />}
      <Standing row={row} />
      {isBusy ? null : (
        <Button look="quiet" aria-label={texts.add.remove(row.file.name)} onClick={onRemove}>
          {texts.add.removeShort}
        </Button>
      )}
    </li>
  );
}

/** What is said of it; where it was said before of the same file and not sent, it is there again. */
function Said({ row, kinds, onChange }: Pick<RowProps, 'row' | 'kinds' | 'onChange'>) {
  const form = useKeeper(row.keeper);
  const audiences = kinds.find(({ of }) => of === row.of)?.audiences ?? [];
  const { fields } = form.kept;
  useEffect(() => {
    const { of, audience, title } = fields;
    const found = { ...(of === undefined ? {} : { of }), ...(audience === undefined ? {} : { audience }) };
    onChange({ ...found, ...(title === undefined ? {} : { title }) });
    // What is kept is what counts, whoever changed it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the row follows what is kept, and not the other way round
  }, [fields]);
  const say = (said: Partial<Pick<FileRow, 'of' | 'audience' | 'title'>>): void => {
    onChange(said);
    for (const [field, text] of Object.entries(said)) row.keeper.type(field, text);
  };
  return (
    <>
      <MovedNotice {...form} form={KEPT_FIELDS} typed={{ title: row.title }} />
      <div className="file-fields">
        <Pick
          label={texts.add.kind}
          value={row.of}
          options={kinds.map(({ of, title }) => ({ value: of, label: title }))}
          onPick={(of) => say({ of, audience: '' })}
        />
        <TextLine label={texts.add.name} dir="auto" value={row.title} onType={(title) => say({ title })} />
        {audiences.length === 0 ? null : (
          <Pick
            label={texts.add.audience}
            value={row.audience}
            options={audiences}
            onPick={(audience) => say({ audience })}
          />
        )}
      </div>
      <KeptLine {...form} />
    </>
  );
}

const KEPT_FIELDS = { fields: [{ field: 'title', label: texts.add.name }] };

function Standing({ row }: { readonly row: FileRow }) {
  const { state, share, said, file } = row;
  if (state === 'waiting') return null;
  const percent = Math.floor(share * 100);
  const words = state === 'sending' ? texts.state.sending(percent) : texts.state[state];
  return (
    <div className="file-standing">
      {state === 'sending' ? <progress max={100} value={percent} aria-label={`${file.name}${COLON}${words}`} /> : null}
      <Badge tone={TONES[state]}>{words}</Badge>
      {said === null ? null : <p className="field-error">{said}</p>}
    </div>
  );
}
