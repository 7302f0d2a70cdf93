// Keeping the filters of a list under a name, and the views that there are of it: what they are called, with whom they are shared, and taking
// them back.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../client/session.ts';
import { useStandingInFor } from '../../client/standing-in.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import type { FieldValue, FormFace, Problem } from '../../client/types.ts';
import { keepView, removeView, shareView, VIEWS_KEY, viewsQuery, type SavedView } from '../../client/views.ts';
import { useSending } from '../../client/use-sending.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { viewsTexts as texts } from '#texts/views';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { formatShortDay, today } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { ViewLink } from './view-link.tsx';

export interface SavedViewsProps {
  readonly place: SavedView['place'];
  readonly filters: Readonly<Record<string, string>>;
}

/** Nobody keeps views for a colleague for whom they stand in. */
export function SavedViews({ place, filters }: SavedViewsProps) {
  const [open, setOpen] = useState(false);
  const views = useQuery(viewsQuery).data?.items.filter((view) => view.place === place) ?? [];
  if (useStandingInFor() !== null) return null;
  return (
    <>
      {Object.keys(filters).length === 0 ? null : <Button onClick={() => setOpen(true)}>{texts.save}</Button>}
      {open ? <SaveDialog place={place} filters={filters} onClose={() => setOpen(false)} /> : null}
      {views.length === 0 ? null : (
        <details>
          <summary>{texts.menu}</summary>
          <ul className="lines">
            {views.map((view) => (
              <ViewLine key={view.view} view={view} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function ViewLine({ view }: { readonly view: SavedView }) {
  const client = useQueryClient();
  const teamTitle = useTeamTitles();
  const { shared, title, isOwn } = view;
  const act = async (ask: Promise<unknown>, said: string): Promise<void> => {
    try {
      await ask;
      announce(said);
    } catch (error) {
      announce(problemText(error));
    }
    await client.invalidateQueries({ queryKey: VIEWS_KEY });
  };
  return (
    <li className="line kept">
      <p>
        <ViewLink view={view} className="row-link" />
      </p>
      <p className="quiet">
        {shared === null
          ? texts.own
          : texts.sharedBy(shared.by, teamTitle(shared.team), formatShortDay(today(new Date(shared.at))))}
      </p>
      {shared === null ? null : (
        <Button
          aria-label={texts.about(texts.unshare, title)}
          onClick={() => void act(shareView(view.view, null), texts.changed)}
        >
          {texts.unshare}
        </Button>
      )}{' '}
      {isOwn ? (
        <Button
          aria-label={texts.about(texts.remove, title)}
          onClick={() => void act(removeView(view.view), texts.removed)}
        >
          {texts.remove}
        </Button>
      ) : null}
    </li>
  );
}

function SaveDialog({ place, filters, onClose }: SavedViewsProps & { readonly onClose: () => void }) {
  const client = useQueryClient();
  const { busy, send } = useSending();
  const teams = useSession()?.teams ?? [];

  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string): Promise<Problem | null> {
    const team = data['team'];
    const shared = typeof team === 'string' && team !== NOBODY ? { team } : {};
    const problem = await send(() => keepView({ place, filters, title: String(data['title']), ...shared }, unsent));
    if (problem !== null) return problem;
    await client.invalidateQueries({ queryKey: VIEWS_KEY });
    announce(texts.saved);
    onClose();
    return null;
  }

  return (
    <Dialog title={texts.save} onClose={onClose}>
      <p className="field-hint">{texts.saveHint}</p>
      <CaseForm form={formFor(teams)} draft={`view/${place}`} submit={texts.saveIt} busy={busy} onSubmit={submit} />
    </Dialog>
  );
}

/** No team is called so: names of teams begin with a letter. */
const NOBODY = '-';
const TITLE_LENGTH = 60;

function formFor(teams: readonly { readonly team: string; readonly title: string }[]): FormFace {
  const titles = new Map(teams.map(({ team, title }) => [team, title]));
  return {
    form: 'view',
    title: texts.save,
    fields: [
      {
        ...{ field: 'title', kind: 'text', label: texts.title, hint: texts.titleHint, required: true },
        maxLength: TITLE_LENGTH,
      },
      {
        ...{ field: 'team', kind: 'choice', label: texts.shareWith, required: true, maxLength: TITLE_LENGTH },
        options: [{ value: NOBODY, label: texts.nobody }, ...[...titles].map(([value, label]) => ({ value, label }))],
      },
    ],
  };
}
