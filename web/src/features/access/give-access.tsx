// Keeping somebody off a case, sealing it, or sharing a part of it: filled in, shown what it would do, and only then saved.
import { useState } from 'react';
import {
  endOfDay,
  giveAccess,
  previewAccess,
  type AccessOfCase,
  type AccessToGive,
  type WhatIf,
} from '../../client/access.ts';
import { RequestFailed } from '../../client/request.ts';
import type { FieldFace, Problem } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { accessTexts } from '#texts/access';
import { appTexts } from '#texts/app';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { COLON } from '../../ui/locale.ts';
import { Notice } from '../../ui/notice.tsx';
import { textOf } from '../../ui/problem-text.ts';
import type { Answers } from './act-dialog.tsx';

export interface GiveAccessProps {
  readonly caseId: string;
  readonly access: AccessOfCase;
}

type Kind = 'wall' | 'seal' | 'share';
const KINDS: readonly Kind[] = ['wall', 'seal', 'share'];

export function GiveAccess({ caseId, access }: GiveAccessProps) {
  const [kind, setKind] = useState<Kind | null>(null);
  return (
    <div className="page-actions">
      {KINDS.map((each) => (
        <Button key={each} onClick={() => setKind(each)}>
          {accessTexts[each]}
        </Button>
      ))}
      {kind === null ? null : <GiveDialog caseId={caseId} access={access} kind={kind} onClose={() => setKind(null)} />}
    </div>
  );
}

interface Previewed {
  readonly fact: AccessToGive;
  readonly effect: WhatIf;
}

function GiveDialog(props: GiveAccessProps & { readonly kind: Kind; readonly onClose: () => void }) {
  const { caseId, access, kind, onClose } = props;
  const [previewed, setPreviewed] = useState<Previewed | null>(null);

  async function preview(answers: Answers): Promise<Problem | 'kept'> {
    const fact = factOf(kind, answers);
    if (fact === null) return missing();
    try {
      setPreviewed({ fact, effect: await previewAccess(caseId, { add: [fact], end: [] }) });
    } catch (error) {
      if (error instanceof RequestFailed) return error.problem;
      throw error;
    }
    return 'kept';
  }

  const draft = `access/${kind}/${caseId}`;
  const fields = FIELDS[kind](access);
  return (
    <Dialog title={accessTexts[kind]} onClose={onClose}>
      {previewed === null ? (
        <CaseForm
          form={{ form: kind, title: accessTexts[kind], fields }}
          draft={draft}
          submit={accessTexts.preview}
          busy={false}
          onSubmit={preview}
        />
      ) : (
        <Preview {...{ caseId, previewed, draft }} onBack={() => setPreviewed(null)} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface PreviewProps {
  readonly caseId: string;
  readonly previewed: Previewed;
  /** What is kept of the form goes with the change. */
  readonly draft: string;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function Preview({ caseId, previewed: { fact, effect }, draft, onBack, onClose }: PreviewProps) {
  const act = useAct();

  async function save() {
    const result = await act.perform({ ...giveAccess(caseId, fact), unsent: draft });
    if ('problem' in result) return;
    announce(accessTexts.saved);
    onClose();
  }

  return (
    <>
      <Effect effect={effect} />
      {act.problem === null ? null : (
        <Notice tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(act.problem)}</p>
        </Notice>
      )}
      <div className="form-end">
        {effect.refused === null ? (
          <Button look="primary" busy={act.busy} onClick={() => void save()}>
            {accessTexts.save}
          </Button>
        ) : null}
        <Button onClick={onBack}>{accessTexts.change2}</Button>
      </div>
    </>
  );
}

function Effect({ effect }: { readonly effect: WhatIf }) {
  if (effect.refused !== null) {
    return (
      <Notice tone="bad" title={accessTexts.refused} takeFocus>
        <p>{effect.refused}</p>
      </Notice>
    );
  }
  const nothing = effect.gained.length === 0 && effect.lost.length === 0;
  return (
    <Notice tone="info" title={nothing ? accessTexts.previewNothing : accessTexts.previewTitle} takeFocus>
      {effect.gained.map(({ part, total, people }) => (
        <p key={part ?? ''} dir="auto">
          {accessTexts.gains(part, total)}
          {COLON}
          {people.map(({ name }) => name).join(', ')}
        </p>
      ))}
      {effect.lost.map(({ part, total, people }) => (
        <p key={part ?? ''} dir="auto">
          {accessTexts.loses(part, total)}
          {COLON}
          {people.map(({ name }) => name).join(', ')}
        </p>
      ))}
    </Notice>
  );
}

function missing(): Problem {
  return { type: 'about:blank', title: '', status: 422, code: 'missing', detail: accessTexts.wallNobody };
}

const short = { kind: 'text', maxLength: 64 } as const;

const FIELDS: Readonly<Record<Kind, (access: AccessOfCase) => readonly FieldFace[]>> = {
  wall: (access) => [
    personField('person', accessTexts.wallPerson, access),
    { ...short, field: 'other', label: accessTexts.wallOther, hint: accessTexts.askWhyOtherHint, required: false },
  ],
  seal: (access) => [
    partField(accessTexts.sealPart, [{ value: '*', label: accessTexts.whole }], access),
    { ...personField('person', accessTexts.sealTo, access), required: true },
  ],
  share: (access) => [
    { ...short, field: 'to', label: accessTexts.shareTo, required: true },
    partField(accessTexts.sharePart, [], access),
    { ...short, field: 'purpose', label: accessTexts.sharePurpose, hint: accessTexts.sharePurposeHint, required: true },
    { ...short, field: 'authority', label: accessTexts.shareAuthority, required: true, maxLength: 500 },
    { field: 'until', kind: 'date', label: accessTexts.shareUntil, required: true, maxLength: 10 },
  ],
};

export function personField(field: string, label: string, { people }: AccessOfCase): FieldFace {
  const options = people.map(({ person, name }) => ({ value: person, label: name }));
  return { field, kind: 'choice', label, required: false, maxLength: 64, options };
}

function partField(label: string, before: NonNullable<FieldFace['options']>, { parts }: AccessOfCase): FieldFace {
  const sections = parts.filter(({ isSection }) => isSection).map(({ part, title }) => ({ value: part, label: title }));
  return { field: 'part', kind: 'choice', label, required: true, maxLength: 64, options: [...before, ...sections] };
}

/** Null where nobody is named. */
function factOf(kind: Kind, answers: Answers): AccessToGive | null {
  const text = (field: string): string => String(answers[field] ?? '').trim();
  switch (kind) {
    case 'wall': {
      const person = text('other') === '' ? text('person') : text('other');
      return person === '' ? null : { kind, person, unit: null, standing: 'declared' };
    }
    case 'seal':
      return { kind, section: text('part') === '*' ? null : text('part'), openTo: [text('person')] };
    case 'share':
      return {
        ...{ kind, to: text('to'), unit: null, sections: [text('part')], purpose: text('purpose') },
        ...{ authority: text('authority'), consent: null, until: endOfDay(text('until')) },
      };
  }
}
