// Two people changed the same: as it was, as it is now and by whom, above what one of them entered; and what they can do.
import { clashTexts as texts } from '#texts/clash';
import { Button } from './button.tsx';
import { formatOccurred } from './dates.ts';
import { Notice } from './notice.tsx';

export interface ClashNoticeProps {
  readonly was: string;
  readonly now: string;
  /** Empty where that may not be known. */
  readonly by: string;
  readonly at: string;
  readonly onKeep: () => void;
  readonly onGoOn: () => void;
}

export function ClashNotice({ was, now, by, at, onKeep, onGoOn }: ClashNoticeProps) {
  return (
    <Notice tone="warn" title={texts.title} takeFocus>
      {by === '' ? null : <p dir="auto">{texts.by(by, formatOccurred(at))}</p>}
      <dl className="facts">
        <Value label={texts.was} value={was} />
        <Value label={texts.now} value={now} />
      </dl>
      <p>{texts.mine}</p>
      <div className="page-actions">
        <Button onClick={onKeep}>{texts.keep}</Button>
        <Button onClick={onGoOn}>{texts.goOn}</Button>
      </div>
    </Notice>
  );
}

function Value({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd dir="auto" className="as-written">
        {value === '' ? texts.none : value}
      </dd>
    </div>
  );
}
