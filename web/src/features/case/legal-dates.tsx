// The legal dates of the case that no longer run: met, missed or passed by.
import type { CaseView } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { caseToolsTexts } from '#texts/case-tools';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { openCaseWindow } from '../../ui/case-window.ts';
import { clockTone } from '../../ui/clock-tone.ts';
import { daysBetween, formatDay, today } from '../../ui/dates.ts';
import { isRunning } from './clock-banners.tsx';

export function LegalDates({ view }: { readonly view: CaseView }) {
  const ended = view.clocks.filter((clock) => !isRunning(clock));
  if (ended.length === 0) return null;
  return (
    <section aria-labelledby="legal-dates">
      <h2 id="legal-dates">{appTexts.casePage.dates}</h2>
      <ul className="lines">
        {ended.map((clock) => {
          const days = daysBetween(today(), clock.dueOn);
          const stopped = clock.stoppedOn === null ? null : formatDay(clock.stoppedOn);
          return (
            <li key={clock.clock} className="line">
              <Badge tone={clockTone(clock, days)}>{appTexts.clock.headline(clock, days)}</Badge>
              <p className="quiet">
                {appTexts.clock.date(formatDay(clock.dueOn), stopped)} · <bdi>{clock.law}</bdi>
              </p>
              <Button
                look="quiet"
                aria-label={caseToolsTexts.whyDate(clock.title)}
                data-case={view.caseId}
                data-clock={clock.clock}
                onClick={() => openCaseWindow({ kind: 'why', caseId: view.caseId, clock: clock.clock })}
              >
                {caseToolsTexts.why}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
