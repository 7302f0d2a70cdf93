// What a sample comes to, and the list behind each figure: both by one expression, so that a list has what its figure says.
import type { Sample, SampleAnswer, SampledCase } from '../../client/samples.ts';

export const ANSWERS = ['met', 'not-met', 'not-applicable'] as const satisfies readonly SampleAnswer[];

/** What of the cases is shown: all, to review, reviewed, or those with an answer to a question. */
export type Shown =
  | { readonly kind: 'all' | 'open' | 'done' }
  | { readonly kind: 'answer'; readonly question: number; readonly answer: SampleAnswer };

/** As the address has it; anything that it cannot say shows all. */
export function shownIn(filter: string, { questions }: Pick<Sample, 'questions'>): Shown {
  const search = new URLSearchParams(filter);
  const state = search.get('state');
  if (state === 'open' || state === 'done') return { kind: state };
  const question = Number(search.get('question') ?? 0) - 1;
  const answer = ANSWERS.find((one) => one === search.get('answer'));
  const isKnown = Number.isInteger(question) && question >= 0 && question < questions.length;
  return isKnown && answer !== undefined ? { kind: 'answer', question, answer } : { kind: 'all' };
}

export function casesShown(cases: readonly SampledCase[], shown: Shown): readonly SampledCase[] {
  if (shown.kind === 'answer') return cases.filter(({ review }) => review?.answers[shown.question] === shown.answer);
  const { kind } = shown;
  return kind === 'all' ? cases : cases.filter(({ review }) => (review === null) === (kind === 'open'));
}

/** Behind the address of the sample. */
export function addressOfShown(shown: Shown): Readonly<Record<string, string>> {
  if (shown.kind === 'all') return {};
  return shown.kind === 'answer'
    ? { question: String(shown.question + 1), answer: shown.answer }
    : { state: shown.kind };
}
