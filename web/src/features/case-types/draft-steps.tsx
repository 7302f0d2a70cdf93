// What may be done with a draft by whoever looks at it: a form for each step that the server would not refuse.
import type { DraftOfCaseType } from '../../client/case-type-drafts.ts';
import type { FieldFace, FieldValue } from '../../client/types.ts';
import { FoldedForm } from '../../fields/folded-form.tsx';
import { draftsTexts as words } from '#texts/drafts';
import { placeOf } from './differences.tsx';
import { useStep } from './use-step.ts';

interface Offered {
  /** As its route is called. */
  readonly step: string;
  readonly title: string;
  readonly hint?: string;
  readonly submit: string;
  readonly fields: readonly FieldFace[];
  readonly body: (data: Readonly<Record<string, FieldValue>>) => object;
}

/** Characters; a reason that says something has some. */
const WORDS_MAX = 4_000;

function wordsFace(required: boolean): FieldFace {
  return { field: 'words', kind: 'long-text', label: words.words, required, maxLength: WORDS_MAX };
}

function said(data: Readonly<Record<string, FieldValue>>): string {
  return String(data['words'] ?? '');
}

export function DraftSteps({ draft }: { readonly draft: DraftOfCaseType }) {
  const offered = [...acknowledging(draft), ...stepsOf(draft)];
  return offered.map((one) => <StepForm key={`${one.step} ${one.title} ${draft.steps}`} draft={draft} offered={one} />);
}

/** The next change about privacy that nobody has acknowledged. */
function acknowledging({ may, hash, differences }: DraftOfCaseType): readonly Offered[] {
  const next = differences.find(({ id, acknowledged }) => id !== null && acknowledged === null);
  if (may.acknowledge !== null || next === undefined) return [];
  return [
    {
      ...{ step: 'acknowledgements', title: words.acknowledge(placeOf(next)), submit: words.submitAcknowledge },
      fields: [{ ...wordsFace(true), label: words.why, hint: words.whyHint }],
      body: (data) => ({ hash, difference: next.id, words: said(data) }),
    },
  ];
}

function stepsOf({ may, hash, state }: DraftOfCaseType): readonly Offered[] {
  const again = state !== 'draft';
  const withWords = (data: Readonly<Record<string, FieldValue>>): object => ({ words: said(data) });
  const withHash = (data: Readonly<Record<string, FieldValue>>): object => ({ hash, words: said(data) });
  const all: readonly (Offered & { readonly why: string | null })[] = [
    {
      ...{ step: 'publication', why: may.publish, title: words.publish, submit: words.submitPublish },
      ...{ fields: [wordsFace(false)], body: withHash },
    },
    {
      ...{ step: 'approval', why: may.approve, title: words.approve, submit: words.submitApprove },
      ...{ fields: [wordsFace(false)], body: withHash },
    },
    {
      ...{ step: 'return', why: may.return, title: words.return, submit: words.submitReturn },
      ...{ fields: [wordsFace(true)], body: withWords },
    },
    {
      ...{
        step: 'review',
        why: sendable(may.send),
        title: again ? words.sendAgain : words.send,
        submit: words.submitSend,
      },
      ...(again ? { hint: words.sendAgainHint } : {}),
      fields: [
        { field: 'day', kind: 'date', label: words.day, hint: words.dayHint, required: false, maxLength: 10 },
        wordsFace(false),
      ],
      body: (data) => ({ hash, effectiveOn: data['day'] ?? null, words: said(data) }),
    },
    {
      ...{ step: 'withdrawal', why: may.withdraw, title: words.withdraw, submit: words.submitWithdraw },
      ...{ hint: words.withdrawHint, fields: [wordsFace(true)], body: withWords },
    },
  ];
  return all.filter(({ why }) => why === null);
}

/** Without a day it could not begin before another version; with one it may. */
function sendable(why: string | null): string | null {
  return why === 'draft-before-another' ? null : why;
}

function StepForm({ draft, offered }: { readonly draft: DraftOfCaseType; readonly offered: Offered }) {
  const { step, title, hint, submit, fields, body } = offered;
  const { busy, take } = useStep(draft);
  return (
    <FoldedForm
      {...{ title, submit, busy, fields, ...(hint === undefined ? {} : { hint }) }}
      draft={`case-type-drafts/${draft.draftId}/${step}`}
      isOpen={step === 'acknowledgements'}
      onSubmit={(data, unsent) => take(step, body(data), unsent)}
    />
  );
}
