// Work that is not in the plan of the case until somebody adds it: what the reader may add now, folded, since it may be long.
import { planItem } from '../../client/acts.ts';
import type { CaseView } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { appTexts } from '#texts/app';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { textOf } from '../../ui/problem-text.ts';

export function PlannableWork({ view }: { readonly view: CaseView }) {
  const act = useAct();
  if (view.plannable.length === 0) return null;
  return (
    <details>
      <summary>{appTexts.tasks.plannable}</summary>
      {act.problem === null ? null : (
        <Notice tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(act.problem)}</p>
        </Notice>
      )}
      <ul>
        {view.plannable.map(({ item, title }) => (
          <li key={item}>
            <Button look="quiet" busy={act.busy} onClick={() => void act.perform(planItem(view.caseId, item))}>
              {appTexts.tasks.plan(title)}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
