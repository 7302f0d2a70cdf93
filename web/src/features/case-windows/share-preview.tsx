// A case as another agency would see it, before it is shared.
import type { Act } from '../../client/acts.ts';
import type { CaseView } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { useRef } from 'react';
import { appTexts } from '#texts/app';
import { caseWindowsTexts } from '#texts/case-windows';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { formatDay } from '../../ui/dates.ts';
import { FactValue } from '../../ui/fact-value.tsx';
import { Notice } from '../../ui/notice.tsx';
import { textOf } from '../../ui/problem-text.ts';
import { useControlEnter } from '../../ui/use-control-enter.ts';

const texts = caseWindowsTexts.share;

export interface Sharing {
  readonly to: string;
  readonly purpose: string;
  readonly authority: string;
  readonly parts: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly until: string;
}

interface PreviewProps {
  readonly sharing: Sharing;
  readonly view: CaseView;
  readonly actFor: () => Act;
  /** Around sending: nothing is kept of what was typed meanwhile, nor after it was taken. */
  readonly sending: <T>(work: () => Promise<T>, isTaken: (result: T) => boolean) => Promise<T>;
  readonly onBack: () => void;
  readonly onShared: () => void;
}

export function SharePreview({ sharing, view, actFor, sending, onBack, onShared }: PreviewProps) {
  const act = useAct();
  const element = useRef<HTMLDivElement>(null);

  async function send() {
    if (act.busy) return;
    const result = await sending(
      () => act.perform(actFor()),
      (performed) => 'answer' in performed,
    );
    if ('problem' in result) return;
    announce(texts.shared);
    onShared();
  }

  useControlEnter(element, () => void send());

  return (
    <div ref={element} data-share-preview>
      <Notice tone="info" title={texts.previewTitle(sharing.to, formatDay(sharing.until))} takeFocus>
        <p dir="auto">{texts.purposeIs(sharing.purpose, sharing.authority)}</p>
      </Notice>
      <p>
        <strong>
          <bdi>{view.reference}</bdi>
        </strong>{' '}
        <bdi>{view.caseType.title}</bdi>
      </p>
      <h3>{texts.facts}</h3>
      {view.facts.length === 0 ? <p className="quiet">{texts.nothing}</p> : null}
      <dl className="facts">
        {view.facts.map((fact) => (
          <div key={fact.field} className="fact">
            <dt>
              <bdi>{fact.label}</bdi>
            </dt>
            <dd>
              <FactValue fact={fact} face={undefined} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{texts.tasks}</p>
      {act.problem === null ? null : (
        <Notice tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(act.problem)}</p>
        </Notice>
      )}
      <div className="form-end">
        <Button look="primary" busy={act.busy} data-command="send-share" onClick={() => void send()}>
          {texts.send}
        </Button>
        <Button onClick={onBack}>{texts.change}</Button>
      </div>
    </div>
  );
}
