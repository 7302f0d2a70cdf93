// A form from its definition: fields, error summary, and one button. Keeps what was typed whatever the server answers,
// also while the person is somewhere else in the app. Knows nothing of what the form is for.
import { Fragment, useId, useRef, useState, type ReactNode } from 'react';
import type { FieldFace, FieldValue, FormFace, Problem } from '../client/types.ts';
import { appTexts } from '#texts/app';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FactValue } from '../ui/fact-value.tsx';
import { Notice } from '../ui/notice.tsx';
import { textOf } from '../ui/problem-text.ts';
import { useControlEnter } from '../ui/use-control-enter.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import { readAnswers, writeAnswers, type Typed } from './answers.ts';
import { FIELD_PARTS } from './field-parts.ts';
import { KeptLine, MovedNotice } from './kept-line.tsx';
import { useShownForm } from './shown-fields.ts';
import { useKept, type Kept } from './use-kept.ts';

export interface CaseFormProps {
  readonly form: FormFace;
  /** Under which name unsent answers are kept; one for each place that shows a form. */
  readonly draft: string;
  readonly submit: string;
  /** A single key that submits while nobody types. */
  readonly submitKey?: string;
  readonly busy: boolean;
  /** False for a question, of which nothing is kept on the server. */
  readonly keeps?: boolean;
  /**
   * Resolves to the refusal, or to null when it was accepted; to `kept` where it was not sent yet and its answers are to be kept. `unsent` is
   * for the act: what is kept of the form goes with it then, at once and only if it is done.
   */
  readonly onSubmit: (
    data: Readonly<Record<string, FieldValue>>,
    unsent: string,
    typed: Typed,
  ) => Promise<Problem | 'kept' | null>;
  /** What is chosen beside the fields, kept with them under names of its own; `onSubmit` is given it as it stands. */
  readonly beside?: (typed: Typed, type: (field: string, text: string) => void) => ReactNode;
  /** Why what was typed was refused, where that is known already. */
  readonly refusal?: Problem | null;
  /** Beside the submit button. */
  readonly children?: ReactNode;
}

interface Refused {
  readonly attempt: number;
  readonly errors: Readonly<Record<string, string>>;
  readonly problem: Problem | null;
}

const NOTHING: Refused = { attempt: 0, errors: {}, problem: null };

/** What stands in the inputs over what the case knows, and what is done with it. */
interface Typing {
  readonly touched: Typed;
  readonly type: (field: string, text: string) => void;
  /** Around sending: nothing is kept meanwhile, and nothing after it was accepted. */
  readonly pause: () => Promise<void>;
  readonly resume: () => void;
  readonly sent: () => void;
  readonly kept?: Kept;
}

export function CaseForm({ keeps = true, ...props }: CaseFormProps) {
  return keeps ? <KeptForm key={props.draft} {...props} /> : <AskingForm {...props} />;
}

function KeptForm(props: CaseFormProps) {
  const kept = useKept(props.draft);
  const { type, pause, resume, sent } = kept.keeper;
  return <FormBody {...props} typing={{ touched: kept.kept.fields, type, pause, resume, sent, kept }} />;
}

function AskingForm(props: CaseFormProps) {
  const [touched, setTouched] = useState<Typed>({});
  const typing: Typing = {
    touched,
    type: (field, text) => setTouched((before) => ({ ...before, [field]: text })),
    pause: () => Promise.resolve(),
    resume: () => {},
    sent: () => {},
  };
  return <FormBody {...props} typing={typing} />;
}

function FormBody({ typing, ...props }: CaseFormProps & { readonly typing: Typing }) {
  const { submit, submitKey, busy, beside, children } = props;
  const { kept, type } = typing;
  const id = useId();
  const element = useRef<HTMLFormElement>(null);
  // Fields that nobody touched follow the case when it changes.
  const typed = { ...writeAnswers(props.form), ...typing.touched };
  const form = useShownForm(props.form, typed);
  const { refused, send, missing } = useSending({ ...props, form }, typed, typing);
  // The key goes to what is not filled in yet, before it scolds.
  const sendByKey = () => {
    const first = refused.attempt === 0 ? missing() : undefined;
    const control = first === undefined ? null : document.getElementById(`${id}${first}`);
    if (control === null) send();
    else control.focus();
  };

  useShortcut(submitKey ?? 'e', submitKey === undefined ? null : sendByKey);
  useControlEnter(element, send);

  return (
    <form
      ref={element}
      noValidate
      className="case-form"
      aria-label={form.title}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Refusal refused={refused} form={form} id={id} />
      {kept === undefined ? null : <MovedNotice {...kept} form={form} typed={typed} />}
      {beside?.(typed, type)}
      <Fields form={form} id={id} typed={typed} errors={refused.errors} onType={type} />
      {kept === undefined ? null : <KeptLine {...kept} />}
      <div className="form-end">
        <Button look="primary" type="submit" busy={busy} {...(submitKey === undefined ? {} : { keyHint: submitKey })}>
          {submit}
        </Button>
        {children}
      </div>
    </form>
  );
}

interface FieldsProps {
  readonly form: FormFace;
  readonly id: string;
  readonly typed: Typed;
  readonly errors: Refused['errors'];
  readonly onType: (field: string, text: string) => void;
}

function Fields({ form, id, typed, errors, onType }: FieldsProps) {
  return form.fields.map((face, at) => {
    const { Face } = FIELD_PARTS[face.kind];
    const page = face.page === form.fields[at - 1]?.page ? undefined : face.page;
    const heading = form.pages?.find((one) => one.page === page)?.title;
    return (
      <Fragment key={face.field}>
        {heading === undefined ? null : <h2 dir="auto">{heading}</h2>}
        {face.readOnly === true ? (
          <ReadOnly face={face} />
        ) : (
          <Face
            face={optionalWhere(face)}
            id={`${id}${face.field}`}
            typed={typed[face.field] ?? ''}
            error={errors[face.field]}
            onType={(text) => onType(face.field, text)}
          />
        )}
      </Fragment>
    );
  });
}

/** What stands under a condition may not be asked at all, so it is not announced as needed. */
function optionalWhere(face: FieldFace): FieldFace {
  return face.required && face.when !== undefined ? { ...face, required: false } : face;
}

function ReadOnly({ face }: { readonly face: FieldFace }) {
  const { field, label, kind, value = null, hint } = face;
  return (
    <dl className="facts">
      <div className="fact">
        <dt>
          <bdi>{label}</bdi>
        </dt>
        <dd>
          {value === null ? null : <FactValue fact={{ field, label, kind, value }} face={face} />}
          {hint === undefined ? null : (
            <p className="field-why" dir="auto">
              {hint}
            </p>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** Sends the answers, or says what is wrong with them. */
function useSending({ form, draft, busy, onSubmit, refusal = null }: CaseFormProps, typed: Typed, typing: Typing) {
  const [refused, setRefused] = useState<Refused>(
    refusal === null ? NOTHING : { attempt: 1, errors: errorsOf(form, refusal), problem: refusal },
  );
  const isSending = useRef(false);

  function refuse(errors: Refused['errors'], problem: Problem | null) {
    setRefused((before) => ({ attempt: before.attempt + 1, errors, problem }));
  }

  async function sendOnce() {
    if (busy || isSending.current) return;
    const { data, errors } = readAnswers(form, typed);
    if (Object.keys(errors).length > 0) return refuse(errors, null);
    isSending.current = true;
    try {
      await typing.pause();
      const problem = await onSubmit(data, draft, typed);
      if (problem === 'kept') return typing.resume();
      if (problem === null) {
        typing.sent();
        // The form may stay on the screen, for the next question.
        setRefused(NOTHING);
        return;
      }
      typing.resume();
      refuse(errorsOf(form, problem), problem);
    } finally {
      isSending.current = false;
    }
  }

  /** The first field whose answer is not there or not right. */
  function missing(): string | undefined {
    const { errors } = readAnswers(form, typed);
    return form.fields.find(({ field }) => errors[field] !== undefined)?.field;
  }

  return { refused, send: () => void sendOnce(), missing };
}

function Refusal({ refused, form, id }: { readonly refused: Refused; readonly form: FormFace; readonly id: string }) {
  const lines = form.fields.flatMap((face) => {
    const text = refused.errors[face.field];
    return text === undefined ? [] : [{ target: `${id}${face.field}`, text }];
  });
  if (lines.length > 0) return <ErrorSummary lines={lines} attempt={refused.attempt} />;
  if (refused.problem === null) return null;
  return (
    <Notice key={refused.attempt} tone="bad" title={appTexts.states.notDone} takeFocus>
      <p>{textOf(refused.problem)}</p>
      <p>{appTexts.form.answersKept}</p>
    </Notice>
  );
}

function errorsOf(form: FormFace, problem: Problem): Refused['errors'] {
  const known = new Set(form.fields.map((face) => face.field));
  return Object.fromEntries(
    (problem.fields ?? []).filter(({ field }) => known.has(field)).map(({ field, reason }) => [field, reason]),
  );
}
