// Sharing parts of a case with another agency: with whom, what for and by which law, which parts, until when; seen as they would see it, and
// only then shared.
import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { accessQuery, endOfDay, giveAccess, previewAccess, type AccessOfCase } from '../../client/access.ts';
import { previewShare } from '../../client/case-windows.ts';
import { RequestFailed } from '../../client/request.ts';
import type { CaseView, Problem } from '../../client/types.ts';
import { caseWindowsTexts } from '#texts/case-windows';
import { readBoxes } from '../../fields/calendar-text.ts';
import { DateBoxes } from '../../fields/date-boxes.tsx';
import { KeptLine, MovedNotice } from '../../fields/kept-line.tsx';
import { useKeptFields, type KeptFields, type KeptValues } from '../../fields/use-kept-fields.ts';
import { today } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorSummary, type ErrorLine } from '../../ui/error-summary.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { appTexts } from '#texts/app';
import { textOf } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { TextLine } from '../../ui/text-line.tsx';
import { useControlEnter } from '../../ui/use-control-enter.ts';
import { SharePreview, type Sharing } from './share-preview.tsx';

const texts = caseWindowsTexts.share;
/** Offered as the last day, to be changed. */
const DAYS = 90;

export function ShareWindow({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const access = useQuery(accessQuery(caseId));
  const sections = access.data?.parts.filter(({ isSection }) => isSection) ?? [];
  return (
    // Opened anew once it is there, so that the focus goes to its first field.
    <Dialog key={access.status} title={texts.title} onClose={onClose}>
      {access.isPending ? <Loading /> : null}
      {access.isError ? <Failed error={access.error} onRetry={() => void access.refetch()} /> : null}
      {access.data === undefined ? null : (
        <Body caseId={caseId} access={access.data} sections={sections} onClose={onClose} />
      )}
    </Dialog>
  );
}

type Section = AccessOfCase['parts'][number];

interface BodyProps {
  readonly caseId: string;
  readonly access: AccessOfCase;
  readonly sections: readonly Section[];
  readonly onClose: () => void;
}

function Body({ caseId, access, sections, onClose }: BodyProps) {
  const [seen, setSeen] = useState<{ readonly sharing: Sharing; readonly view: CaseView } | null>(null);
  const draft = `share/${caseId}`;
  const form = useKeptFields<Field>(draft, { ...NOTHING, until: inDays(DAYS) });
  if (!access.manages) return <p>{texts.notYours}</p>;
  if (sections.length === 0) return <p>{texts.noParts}</p>;
  if (seen !== null)
    return (
      <SharePreview
        {...seen}
        actFor={() => ({ ...giveAccess(caseId, factOf(seen.sharing)), unsent: draft })}
        sending={form.send}
        onBack={() => setSeen(null)}
        onShared={onClose}
      />
    );

  async function preview(sharing: Sharing): Promise<Problem | null> {
    try {
      const effect = await previewAccess(caseId, { add: [factOf(sharing)], end: [] });
      if (effect.refused !== null) return problemOf(effect.refused);
      setSeen({ sharing, view: await previewShare(caseId, sharing.parts) });
      return null;
    } catch (error) {
      if (error instanceof RequestFailed) return error.problem;
      throw error;
    }
  }

  return <ShareForm form={form} sections={sections} onPreview={preview} />;
}

interface FormProps {
  readonly form: KeptFields<Field>;
  readonly sections: readonly Section[];
  readonly onPreview: (sharing: Sharing) => Promise<Problem | null>;
}

function ShareForm({ form, sections, onPreview }: FormProps) {
  const id = useId();
  const element = useRef<HTMLFormElement>(null);
  const { typed, type } = form;
  const { refused, send } = useSharing(id, { typed, onPreview });
  const parts = namesIn(typed.parts);

  useControlEnter(element, send);

  return (
    <form
      ref={element}
      noValidate
      data-share
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorSummary lines={refused.lines} attempt={refused.attempt} />
      {refused.problem === null ? null : (
        <Notice key={refused.attempt} tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(refused.problem)}</p>
        </Notice>
      )}
      <MovedNotice {...form} form={{ fields: LABELS }} typed={typed} />
      <Words id={id} typed={typed} onType={type} />
      <Parts
        id={`${id}parts`}
        sections={sections}
        chosen={parts}
        onChoose={(some) => type({ parts: some.join(' ') })}
      />
      <fieldset className="field">
        <legend className="field-label">{texts.until}</legend>
        <div className="date-boxes">
          <DateBoxes id={`${id}until`} typed={typed.until} wrong={false} required onType={(until) => type({ until })} />
        </div>
      </fieldset>
      <KeptLine {...form} />
      <div className="form-end">
        <Button look="primary" type="submit" data-command="preview-share">
          {texts.preview}
        </Button>
      </div>
    </form>
  );
}

interface WordsProps {
  readonly id: string;
  readonly typed: Typed;
  readonly onType: (change: Partial<Typed>) => void;
}

/** With whom, what for, by which law. */
function Words({ id, typed, onType }: WordsProps) {
  return (
    <>
      <TextLine id={`${id}to`} label={texts.to} value={typed.to} maxLength={9} onType={(to) => onType({ to })} />
      <TextLine
        id={`${id}purpose`}
        label={texts.purpose}
        hint={texts.purposeHint}
        value={typed.purpose}
        maxLength={64}
        onType={(purpose) => onType({ purpose })}
      />
      <TextLine
        id={`${id}authority`}
        label={texts.authority}
        dir="auto"
        value={typed.authority}
        maxLength={500}
        onType={(authority) => onType({ authority })}
      />
    </>
  );
}

interface PartsProps {
  /** Of the first box. */
  readonly id: string;
  readonly sections: readonly Section[];
  readonly chosen: readonly string[];
  readonly onChoose: (parts: readonly string[]) => void;
}

function Parts({ id, sections, chosen, onChoose }: PartsProps) {
  return (
    <fieldset className="field">
      <legend className="field-label">{texts.parts}</legend>
      <div className="options">
        {sections.map(({ part, title }, at) => (
          <label key={part} className="option">
            <input
              type="checkbox"
              id={at === 0 ? id : undefined}
              value={part}
              checked={chosen.includes(part)}
              onChange={({ target }) =>
                onChoose(target.checked ? [...chosen, part] : chosen.filter((one) => one !== part))
              }
            />
            <bdi>{title}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface Refused {
  readonly attempt: number;
  readonly lines: readonly ErrorLine[];
  readonly problem: Problem | null;
}

/** What is typed, sent to be looked at. */
function useSharing(id: string, { typed, onPreview }: Pick<FormProps, 'onPreview'> & { readonly typed: Typed }) {
  const [refused, setRefused] = useState<Refused>({ attempt: 0, lines: [], problem: null });

  async function sendOnce() {
    const sharing = { ...typed, parts: namesIn(typed.parts), until: readBoxes(typed.until) ?? '' };
    const lines = faultsOf(sharing).map((field) => ({ target: `${id}${field}`, text: texts.missing[field] }));
    const problem = lines.length > 0 ? null : await onPreview(sharing);
    if (lines.length > 0 || problem !== null) setRefused((before) => ({ attempt: before.attempt + 1, lines, problem }));
  }

  return { refused, send: () => void sendOnce() };
}

function namesIn(parts: string): readonly string[] {
  return parts === '' ? [] : parts.split(' ');
}

/** `parts` are names with spaces between. */
type Field = 'to' | 'purpose' | 'authority' | 'parts' | 'until';
type Typed = KeptValues<Field>;

const LABELS = (['to', 'purpose', 'authority', 'parts', 'until'] as const).map((field) => ({
  field,
  label: texts[field],
}));

const NOTHING = { to: '', purpose: '', authority: '', parts: '' };

function faultsOf(sharing: Sharing): readonly (keyof typeof texts.missing)[] {
  return [
    ...(/^[1-9]\d*$/.test(sharing.to.trim()) ? [] : (['to'] as const)),
    ...(sharing.purpose.trim() === '' ? (['purpose'] as const) : []),
    ...(sharing.authority.trim() === '' ? (['authority'] as const) : []),
    ...(sharing.parts.length === 0 ? (['parts'] as const) : []),
    ...(sharing.until < today() ? (['until'] as const) : []),
  ];
}

function factOf({ to, parts, purpose, authority, until }: Sharing) {
  return {
    ...{ kind: 'share' as const, to: to.trim(), unit: null, sections: parts, purpose: purpose.trim() },
    ...{ authority: authority.trim(), consent: null, until: endOfDay(until) },
  };
}

function inDays(days: number): string {
  return today(new Date(Date.now() + days * 86_400_000));
}

function problemOf(detail: string): Problem {
  return { type: 'about:blank', title: '', status: 422, code: 'refused', detail };
}
