// The phrases that somebody may put into what they write: their own, and those of their teams, with what is theirs to change.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keepPhrase, PHRASES_KEY, phrasesQuery, removePhrase, type Phrase } from '../../client/phrases.ts';
import { useStandingInFor } from '../../client/standing-in.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import type { FieldFace, FieldValue, Problem } from '../../client/types.ts';
import { useSending } from '../../client/use-sending.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { phrasesTexts as texts } from '#texts/phrases';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';

export function PhrasesPage() {
  const found = useQuery(phrasesQuery);
  const [open, setOpen] = useState<Phrase | 'new' | null>(null);
  const isOwnName = useStandingInFor() === null;
  return (
    <>
      <PageTitle title={texts.page} />
      <p className="lead">{texts.lead}</p>
      {isOwnName ? (
        <div className="page-actions">
          <Button look="primary" onClick={() => setOpen('new')}>
            {texts.fresh}
          </Button>
        </div>
      ) : null}
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data?.items.length === 0 ? (
        <Empty title={texts.none}>
          <p>{texts.noneHint}</p>
        </Empty>
      ) : null}
      <ul className="lines">
        {(found.data?.items ?? []).map((phrase) => (
          <PhraseLine key={phrase.phrase} phrase={phrase} onChange={() => setOpen(phrase)} />
        ))}
      </ul>
      {open === null ? null : (
        <KeepDialog
          phrase={open === 'new' ? null : open}
          teams={found.data?.answersFor ?? []}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function PhraseLine({ phrase, onChange }: { readonly phrase: Phrase; readonly onChange: () => void }) {
  const client = useQueryClient();
  const teamTitle = useTeamTitles();
  const { title, words, team, mayChange } = phrase;
  const remove = async (): Promise<void> => {
    try {
      await removePhrase(phrase.phrase);
      announce(texts.removed);
    } catch (error) {
      announce(problemText(error));
    }
    await client.invalidateQueries({ queryKey: PHRASES_KEY });
  };
  return (
    <li className="line kept">
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <p className="quiet">{team === null ? texts.own : texts.ofTeam(teamTitle(team))}</p>
      <p className="as-written" dir="auto">
        {words}
      </p>
      {mayChange ? (
        <div className="page-actions">
          <Button aria-label={texts.about(texts.change, title)} onClick={onChange}>
            {texts.change}
          </Button>
          <Button aria-label={texts.about(texts.remove, title)} onClick={() => void remove()}>
            {texts.remove}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

interface KeepProps {
  /** Null: a new one. */
  readonly phrase: Phrase | null;
  /** Those whose phrases are theirs to make. */
  readonly teams: readonly string[];
  readonly onClose: () => void;
}

function KeepDialog({ phrase, teams, onClose }: KeepProps) {
  const client = useQueryClient();
  const teamTitle = useTeamTitles();
  const { busy, send } = useSending();

  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string): Promise<Problem | null> {
    const { title, words, team } = data;
    const whose = phrase === null ? teamIn(team) : phrase.team;
    const named = {
      ...(phrase === null ? {} : { phrase: phrase.phrase }),
      ...(whose === null ? {} : { team: whose }),
    };
    const problem = await send(() => keepPhrase({ title: String(title), words: String(words), ...named }, unsent));
    if (problem !== null) return problem;
    await client.invalidateQueries({ queryKey: PHRASES_KEY });
    announce(texts.kept);
    onClose();
    return null;
  }

  const title = phrase === null ? texts.fresh : texts.about(texts.change, phrase.title);
  const options = teams.map((value) => ({ value, label: texts.ofTeam(teamTitle(value)) }));
  return (
    <Dialog title={title} onClose={onClose}>
      <CaseForm
        form={{ form: 'phrase', title, fields: fieldsOf(phrase, options) }}
        draft={`phrase/${phrase?.phrase ?? 'new'}`}
        submit={texts.keep}
        busy={busy}
        onSubmit={submit}
      />
    </Dialog>
  );
}

/** No team is called so: names of teams begin with a letter. */
const MINE = '-';

function teamIn(value: FieldValue | undefined): string | null {
  return typeof value === 'string' && value !== MINE ? value : null;
}

function fieldsOf(phrase: Phrase | null, teams: NonNullable<FieldFace['options']>): readonly FieldFace[] {
  const value = (known: string | undefined) => (known === undefined ? {} : { value: known });
  const whose: FieldFace = {
    ...{ field: 'team', kind: 'choice', label: texts.whose, required: true, maxLength: 64, value: MINE },
    options: [{ value: MINE, label: texts.mine }, ...teams],
  };
  return [
    { field: 'title', kind: 'text', label: texts.title, required: true, maxLength: 60, ...value(phrase?.title) },
    {
      ...{ field: 'words', kind: 'long-text', label: texts.words, hint: texts.wordsHint, required: true },
      ...{ maxLength: 2_000, ...value(phrase?.words) },
    },
    ...(phrase === null && teams.length > 0 ? [whose] : []),
  ];
}
