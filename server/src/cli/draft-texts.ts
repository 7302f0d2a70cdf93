// How drafts and versions are told on the command line: a line for everything that somebody has to look at.
import { DRAFT_REFUSALS } from '@casewright/engine/drafts';
import type { DraftView, VersionView } from '../queries/drafts.ts';

export function draftLines(draft: DraftView): readonly string[] {
  const { draftId, name, version, hash, state, follows, effectiveOn } = draft;
  const after = follows === null ? 'follows no version in force' : `follows ${follows.version} (${follows.hash})`;
  return [
    `draft ${draftId}: ${name} ${version ?? '(no version can be read)'}, ${state}`,
    `hash ${hash ?? 'none'}`,
    `${after}; begins ${effectiveOn === null ? 'at once' : `on ${effectiveOn}`}`,
    ...draft.problems.map(({ line, column, path, reason }) => `problem ${line}:${column} ${path}: ${reason}`),
    ...draft.scenarios.flatMap((one) => one.failures.map((failure) => `scenario ${one.name}: ${failure}`)),
    ...draft.differences.map(differenceLine),
    ...draft.history.map(historyLine),
    ...nextLine(draft),
  ];
}

function differenceLine({ path, change, before, after, privacy, id, acknowledged }: Difference): string {
  const what = `${path === '' ? 'all of it' : path} ${change}: ${before ?? 'nothing'} -> ${after ?? 'nothing'}`;
  if (id === null) return `difference ${what}`;
  const seen =
    acknowledged === null ? 'to be acknowledged' : `acknowledged by ${acknowledged.name}: ${acknowledged.words}`;
  return `difference ${what} (${privacy ?? ''}) ${id} ${seen}`;
}

type Difference = DraftView['differences'][number];

function historyLine({ number, at, name, onBehalfOf, kind, words }: DraftView['history'][number]): string {
  const whom = onBehalfOf === null ? '' : ` for ${onBehalfOf}`;
  return `step ${number} ${at} ${kind} by ${name}${whom}${words === '' ? '' : `: ${words}`}`;
}

/** What is between it and being published, as whoever asks would be told. */
function nextLine({ may }: DraftView): readonly string[] {
  const { publish } = may;
  if (publish === 'draft-not-your-office') return [];
  return publish === null ? ['It can be published.'] : [`Not published: ${DRAFT_REFUSALS[publish]}`];
}

export function versionLines(versions: readonly VersionView[]): readonly string[] {
  return versions.map(({ version, hash, state, inForceAt, publishedBy, draftId, running }) => {
    const way = draftId === null ? 'with the set-up or an import' : `from draft ${draftId}`;
    return `${version} ${hash} ${state === 'later' ? 'begins' : 'in force since'} ${inForceAt}${state === 'earlier' ? ' until another began' : ''}, published by ${publishedBy ?? 'somebody'} ${way}; ${running} running`;
  });
}
