// Whether what is typed in a form is kept, and what to do where another window of the same person went on with it.
import { useEffect, useRef } from 'react';
import type { Draft } from '../client/drafts.ts';
import type { Keeper, KeptText } from '../client/keep-text.ts';
import { unsentTexts as texts } from '#texts/unsent';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { formatOccurred, formatTime } from '../ui/dates.ts';
import { Notice } from '../ui/notice.tsx';

export interface KeptLineProps {
  readonly kept: KeptText;
  readonly keeper: Keeper;
}

/** Below the fields. */
export function KeptLine({ kept: { status }, keeper }: KeptLineProps) {
  useTelling(status.kind);
  if (status.kind === 'waiting') return <Notice tone="warn" title={texts.waiting} />;
  const text = lineOf(status);
  if (text === null) return null;
  return (
    <p className="quiet kept-line">
      {text}
      {status.kind === 'found' ? (
        <Button
          look="quiet"
          onClick={({ currentTarget }) => {
            toFields(currentTarget);
            keeper.discard();
            announce(texts.discarded);
          }}
        >
          {texts.discard}
        </Button>
      ) : null}
    </p>
  );
}

function lineOf(status: KeptText['status']): string | null {
  if (status.kind === 'typing') return texts.typing;
  if (status.kind === 'kept') return `${texts.kept(formatTime(status.at))}. ${texts.keptHint}`;
  if (status.kind === 'found') return texts.found(formatOccurred(status.at));
  return status.kind === 'refused' ? texts.refused : null;
}

/** Said when it changes from good to bad and back, and not at every saving: that would be said into every sentence. */
function useTelling(kind: KeptText['status']['kind']): void {
  const said = useRef<string>('');
  useEffect(() => {
    if (kind === 'waiting') announce(texts.waiting);
    if (kind === 'kept' && said.current === 'waiting') announce(texts.kept(formatTime(new Date().toISOString())));
    if (kind === 'waiting' || kind === 'kept') said.current = kind;
  }, [kind]);
}

export interface MovedNoticeProps extends KeptLineProps {
  /** What its fields are called. */
  readonly form: { readonly fields: readonly { readonly field: string; readonly label: string }[] };
  /** What stands in the inputs. */
  readonly typed: Draft;
}

/** Above the fields: what the other window has, where it differs. */
export function MovedNotice({ kept: { status }, keeper, form, typed }: MovedNoticeProps) {
  if (status.kind !== 'moved') return null;
  const { theirs, at } = status;
  const differing =
    theirs === null ? [] : form.fields.filter(({ field }) => (theirs[field] ?? '') !== (typed[field] ?? ''));
  const choose = (which: 'mine' | 'theirs', button: Element) => {
    toFields(button);
    keeper.choose(which);
  };
  return (
    <div role="status">
      <Notice tone="warn" title={texts.movedTitle}>
        <p>{theirs === null ? texts.movedGone : texts.movedAt(formatOccurred(at))}</p>
        <dl className="facts">
          {differing.map(({ field, label }) => (
            <div key={field} className="fact">
              <dt dir="auto">{texts.there(label)}</dt>
              <dd dir="auto" className="as-written">
                {(theirs?.[field] ?? '') === '' ? texts.empty : theirs?.[field]}
              </dd>
            </div>
          ))}
        </dl>
        <div className="page-actions">
          <Button onClick={({ currentTarget }) => choose('mine', currentTarget)}>{texts.mine}</Button>
          <Button onClick={({ currentTarget }) => choose('theirs', currentTarget)}>
            {theirs === null ? texts.leave : texts.theirs}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

/** The button goes once it is pressed; who pressed it goes on writing. */
function toFields(button: Element): void {
  button.closest('form')?.querySelector<HTMLElement>('input, textarea, select')?.focus();
}
