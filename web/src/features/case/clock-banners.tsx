// The legal dates that still run, at the top of the case, with their law and the way to move a deadline.
import { useState } from 'react';
import type { CaseView, ClockFace } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { caseToolsTexts } from '#texts/case-tools';
import { Button } from '../../ui/button.tsx';
import { openCaseWindow } from '../../ui/case-window.ts';
import { clockTone } from '../../ui/clock-tone.ts';
import { daysBetween, formatDay, today } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { ChangeDueDate } from './change-due-date.tsx';

export interface ClockBannersProps {
  readonly view: CaseView;
  /** Beside a task the dates are only shown. */
  readonly readOnly?: boolean;
}

export function ClockBanners({ view, readOnly = false }: ClockBannersProps) {
  const [changing, setChanging] = useState<ClockFace | null>(null);
  const movable = !readOnly && view.status === 'open';
  return (
    <>
      {view.clocks.filter(isRunning).map((clock) => (
        <ClockBanner
          key={clock.clock}
          caseId={view.caseId}
          clock={clock}
          onChange={movable && clock.kind === 'deadline' ? () => setChanging(clock) : null}
        />
      ))}
      {changing === null ? null : <ChangeDueDate view={view} clock={changing} onClose={() => setChanging(null)} />}
    </>
  );
}

/** True while the date still matters: it runs, or it passed and nothing stopped it. */
export function isRunning(clock: ClockFace): boolean {
  return clock.standing === 'running' || clock.standing === 'overdue';
}

interface ClockBannerProps {
  readonly caseId: string;
  readonly clock: ClockFace;
  readonly onChange: (() => void) | null;
}

function ClockBanner({ caseId, clock, onChange }: ClockBannerProps) {
  const days = daysBetween(today(), clock.dueOn);
  return (
    <Notice tone={clockTone(clock, days)} title={appTexts.clock.headline(clock, days)}>
      <p>
        <time dateTime={clock.dueOn}>{formatDay(clock.dueOn)}</time> · <bdi>{clock.law}</bdi>
      </p>
      <Button
        look="quiet"
        aria-label={caseToolsTexts.whyDate(clock.title)}
        data-case={caseId}
        data-clock={clock.clock}
        onClick={() => openCaseWindow({ kind: 'why', caseId, clock: clock.clock })}
      >
        {caseToolsTexts.why}
      </Button>
      {onChange === null ? null : (
        <Button look="quiet" aria-label={appTexts.casePage.changeDateOf(clock.title)} onClick={onChange}>
          {appTexts.casePage.changeDate}
        </Button>
      )}
    </Notice>
  );
}
