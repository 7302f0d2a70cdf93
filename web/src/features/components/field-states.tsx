// Every kind of field: empty, filled in, wrong, with what is optional and why it is asked; a form that was refused, and one that is folded.
import { useState } from 'react';
import { componentsTexts as words } from '#texts/components';
import type { Keeper, KeptStatus } from '../../client/keep-text.ts';
import type { FieldFace, FieldKind, Problem } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { FIELD_PARTS } from '../../fields/field-parts.ts';
import { KeptLine } from '../../fields/kept-line.tsx';
import { FoldedForm } from '../../fields/folded-form.tsx';
import { Button } from '../../ui/button.tsx';
import { ClashNotice } from '../../ui/clash-notice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Pick } from '../../ui/pick.tsx';
import { TextLine } from '../../ui/text-line.tsx';
import { nothing, Part } from './part.tsx';

const OPTIONS = [
  { value: 'post', label: words.options.post },
  { value: 'mail', label: words.options.mail },
  { value: 'long', label: words.longWord },
];
const FILLED: Readonly<Record<FieldKind, string | number | boolean>> = {
  text: words.arabic,
  'long-text': words.longWord,
  number: 12.5,
  money: '36.50',
  date: '1958-02-11',
  instant: '2026-03-02T09:30:00.000Z',
  boolean: true,
  choice: 'mail',
};
// The keys of an object of every kind are the kinds.
const KINDS = Object.keys(FILLED) as readonly FieldKind[];

function faceOf(kind: FieldKind, more: Partial<FieldFace> = {}): FieldFace {
  const options = kind === 'choice' ? { options: OPTIONS } : {};
  return { field: kind, kind, label: words.kinds[kind], required: true, maxLength: 200, ...options, ...more };
}

export function FieldStates() {
  return (
    <>
      <Part name="fields">
        {KINDS.map((kind) => (
          <OneField key={kind} face={faceOf(kind)} id={`empty-${kind}`} typed="" />
        ))}
        {KINDS.map((kind) => {
          const face = faceOf(kind, { required: false, hint: words.hint, purpose: words.purpose });
          return (
            <OneField key={kind} face={face} id={`filled-${kind}`} typed={FIELD_PARTS[kind].write(FILLED[kind])} />
          );
        })}
        <Pick label={words.pick} value="" options={OPTIONS} onPick={nothing} />
        <TextLine label={words.line} hint={words.hint} value={words.arabic} dir="auto" onType={nothing} />
      </Part>
      <Part name="wrong">
        <ErrorSummary
          lines={words.problems.map((text, at) => ({ target: `wrong-${KINDS[at] ?? 'text'}`, text }))}
          attempt={0}
        />
        {KINDS.map((kind) => (
          <OneField
            key={kind}
            face={faceOf(kind, { hint: words.hint })}
            id={`wrong-${kind}`}
            typed=""
            error={words.error(words.kinds[kind])}
          />
        ))}
      </Part>
      <Forms />
    </>
  );
}

interface OneFieldProps {
  readonly face: FieldFace;
  readonly id: string;
  readonly typed: string;
  readonly error?: string;
}

function OneField({ face, id, typed: first, error }: OneFieldProps) {
  const [typed, setTyped] = useState(first);
  const { Face } = FIELD_PARTS[face.kind];
  return <Face face={face} id={id} typed={typed} error={error} onType={setTyped} />;
}

const REFUSED: Problem = { type: 'about:blank', title: '', status: 409, code: 'taken', detail: words.refused };

function Forms() {
  const fields = [
    faceOf('text', { page: 'about' }),
    faceOf('boolean', { page: 'about', required: false }),
    faceOf('date', { field: 'known', readOnly: true, value: '1958-02-11', hint: words.hint }),
  ];
  return (
    <Part name="forms">
      {KEPT.map((status) => (
        <KeptLine key={status.kind} kept={{ fields: {}, status }} keeper={KEEPER} />
      ))}
      <Clash />
      <CaseForm
        keeps={false}
        form={{ form: 'shown', title: words.form, pages: [{ page: 'about', title: words.heading }], fields }}
        draft="components"
        submit={words.primary}
        busy={false}
        onSubmit={() => Promise.resolve(REFUSED)}
      />
      <FoldedForm
        keeps={false}
        draft="components-folded"
        title={words.folded}
        hint={words.foldedHint}
        submit={words.primary}
        busy
        isOpen
        fields={[faceOf('long-text')]}
        onSubmit={() => Promise.resolve(null)}
      />
    </Part>
  );
}

const AT = '2026-03-02T09:30:00.000Z';
const KEPT: readonly KeptStatus[] = [
  { kind: 'typing' },
  { kind: 'kept', at: AT },
  { kind: 'found', at: AT },
  { kind: 'waiting' },
  { kind: 'refused' },
];
const KEEPER: Keeper = {
  ...{ state: () => ({ fields: {}, status: { kind: 'none' } }), follow: () => nothing, start: () => nothing },
  ...{
    type: nothing,
    pause: () => Promise.resolve(),
    resume: nothing,
    sent: nothing,
    discard: nothing,
    choose: nothing,
  },
};

/** It takes the focus when it comes, so it comes when it is asked for. */
function Clash() {
  const [isShown, setShown] = useState(false);
  if (!isShown) return <Button onClick={() => setShown(true)}>{words.quiet}</Button>;
  const close = () => setShown(false);
  const values = { was: words.arabic, now: words.longWord, by: words.options.post, at: AT };
  return <ClashNotice {...values} onKeep={close} onGoOn={close} />;
}
