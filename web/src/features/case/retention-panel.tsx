// When the records of a case may be disposed of, and why, step by step. Asked for only when somebody wants to know, since asking goes on
// the record.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { retentionQuery } from '../../client/retention.ts';
import type { CaseRetention } from '../../client/types.ts';
import { retentionTexts as texts } from '#texts/retention';
import { formatDay } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { formatPeriod } from '../../ui/periods.ts';
import { Failed, Loading } from '../../ui/states.tsx';

export function RetentionPanel({ caseId }: { readonly caseId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="folded" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.title}</summary>
      {isOpen ? <Asked caseId={caseId} /> : null}
    </details>
  );
}

function Asked({ caseId }: { readonly caseId: string }) {
  const retention = useQuery(retentionQuery(caseId));
  if (retention.data !== undefined) return <Retention retention={retention.data} />;
  return retention.isError ? <Failed error={retention.error} onRetry={() => void retention.refetch()} /> : <Loading />;
}

function Retention({ retention }: { readonly retention: CaseRetention }) {
  const { status, dueOn, holds, isBeingReckoned, missing, class: rule, steps } = retention;
  return (
    <div className="retention">
      {holds === 0 ? null : <Notice tone="warn" title={texts.holds(holds)} />}
      {isBeingReckoned ? <Notice tone="info" title={texts.isBeingReckoned} /> : null}
      <p>{dueOn === null || rule === null ? texts.status(status) : texts.due(formatDay(dueOn), rule.action)}</p>
      {missing === null ? null : (
        <p className="quiet" dir="auto">
          {texts.missing(missing)}
        </p>
      )}
      {rule === null ? null : <Rule rule={rule} />}
      {steps.length === 0 ? null : <Steps steps={steps} rule={rule} />}
    </div>
  );
}

function Rule({ rule }: { readonly rule: NonNullable<CaseRetention['class']> }) {
  return (
    <>
      <p>
        <bdi>{texts.class(rule.title)}</bdi>
      </p>
      <p className="quiet">
        <bdi>{texts.source(rule.authority, rule.number, rule.version)}</bdi>
      </p>
      <p className="quiet">
        <bdi>{texts.period(formatPeriod(rule.period))}</bdi>
      </p>
    </>
  );
}

/** The rule is called as people call it; of a floor only its name is known. */
function Steps({
  steps,
  rule: mine,
}: {
  readonly steps: CaseRetention['steps'];
  readonly rule: CaseRetention['class'];
}) {
  return (
    <>
      <h3>{texts.why}</h3>
      <ol className="lines">
        {steps.map(({ rule, of, period, because, dueOn }) => (
          <li key={`${of} ${rule}`} className="line kept">
            <p dir="auto">
              {of === 'floor'
                ? texts.floor(rule, formatPeriod(period))
                : texts.step(rule === mine?.name ? mine.title : rule, formatPeriod(period))}
            </p>
            {because.map(({ from, what, on }) => (
              <p key={`${from} ${what}`} className="quiet" dir="auto">
                {texts.because(from, what, dayOf(on))}
              </p>
            ))}
            <p className="quiet">{texts.until(formatDay(dueOn))}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The year alone stands where the day would say something of a person. */
function dayOf(on: string): string {
  return on.length === 4 ? on : formatDay(on);
}
