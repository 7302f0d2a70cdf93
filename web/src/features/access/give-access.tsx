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
import { enAccess } from '../../texts/en-access.ts';
import { en } from '../../texts/en.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
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
          {enAccess[each]}
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

  async function preview(answers: Answers): Promise<Problem | null> {
    const fact = factOf(kind, answers);
    if (fact === null) return missing();
    try {
      setPreviewed({ fact, effect: await previewAccess(caseId, { add: [fact], end: [] }) });
    } catch (error) {
      if (error instanceof RequestFailed) return error.problem;
      throw error;
    }
    return null;
  }

  const fields = FIELDS[kind](access);
  return (
    <Dialog title={enAccess[kind]} onClose={onClose}>
      {previewed === null ? (
        <CaseForm
          form={{ form: kind, title: enAccess[kind], fields }}
          draft={`access/${kind}/${caseId}`}
          submit={enAccess.preview}
          busy={false}
          onSubmit={preview}
        />
      ) : (
        <Preview caseId={caseId} previewed={previewed} onBack={() => setPreviewed(null)} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface PreviewProps {
  readonly caseId: string;
  readonly previewed: Previewed;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function Preview({ caseId, previewed: { fact, effect }, onBack, onClose }: PreviewProps) {
  const act = useAct();

  async function save() {
    const result = await act.perform(giveAccess(caseId, fact));
    if ('problem' in result) return;
    announce(enAccess.saved);
    onClose();
  }

  return (
    <>
      <Effect effect={effect} />
      {act.problem === null ? null : (
        <Notice tone="bad" title={en.states.notDone} takeFocus>
          <p>{textOf(act.problem)}</p>
        </Notice>
      )}
      <div className="form-end">
        {effect.refused === null ? (
          <Button look="primary" busy={act.busy} onClick={() => void save()}>
            {enAccess.save}
          </Button>
        ) : null}
        <Button onClick={onBack}>{enAccess.change2}</Button>
      </div>
    </>
  );
}

function Effect({ effect }: { readonly effect: WhatIf }) {
  if (effect.refused !== null) {
    return (
      <Notice tone="bad" title={enAccess.refused} takeFocus>
        <p>{effect.refused}</p>
      </Notice>
    );
  }
  const nothing = effect.gained.length === 0 && effect.lost.length === 0;
  return (
    <Notice tone="info" title={nothing ? enAccess.previewNothing : enAccess.previewTitle} takeFocus>
      {effect.gained.map(({ part, total, people }) => (
        <p key={part ?? ''} dir="auto">
          {enAccess.gains(part, total)}: {people.map(({ name }) => name).join(', ')}
        </p>
      ))}
      {effect.lost.map(({ part, total, people }) => (
        <p key={part ?? ''} dir="auto">
          {enAccess.loses(part, total)}: {people.map(({ name }) => name).join(', ')}
        </p>
      ))}
    </Notice>
  );
}

function missing(): Problem {
  return { type: 'about:blank', title: '', status: 422, code: 'missing', detail: enAccess.wallNobody };
}

const short = { kind: 'text', maxLength: 64 } as const;

const FIELDS: Readonly<Record<Kind, (access: AccessOfCase) => readonly FieldFace[]>> = {
  wall: (access) => [
    personField('person', enAccess.wallPerson, access),
    { ...short, field: 'other', label: enAccess.wallOther, hint: enAccess.askWhyOtherHint, required: false },
  ],
  seal: (access) => [
    partField(enAccess.sealPart, [{ value: '*', label: enAccess.whole }], access),
    { ...personField('person', enAccess.sealTo, access), required: true },
  ],
  share: (access) => [
    { ...short, field: 'to', label: enAccess.shareTo, required: true },
    partField(enAccess.sharePart, [], access),
    { ...short, field: 'purpose', label: enAccess.sharePurpose, hint: enAccess.sharePurposeHint, required: true },
    { ...short, field: 'authority', label: enAccess.shareAuthority, required: true, maxLength: 500 },
    { field: 'until', kind: 'date', label: enAccess.shareUntil, required: true, maxLength: 10 },
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
