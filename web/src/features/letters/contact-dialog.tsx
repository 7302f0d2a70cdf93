// How a party is reached, stated as a whole. What is secret is not shown to be changed: it is typed anew.
import { moveEntry } from '../../client/entry-acts.ts';
import type { CaseView, FieldFace, FieldValue, FormFace } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { useGuard } from '../../client/use-guard.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { lettersTexts } from '#texts/letters';
import { ClashNotice } from '../../ui/clash-notice.tsx';
import { announce } from '../../ui/announcer.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { calledBy, type Party } from './who.tsx';

const texts = lettersTexts.contact;
const WAYS = ['mail', 'post', 'phone'] as const;

interface ContactProps {
  readonly view: CaseView;
  readonly party: Party;
  readonly onClose: () => void;
}

export function ContactDialog({ view, party, onClose }: ContactProps) {
  const { caseId } = view;
  const act = useAct();
  const guard = useGuard(act, view, ({ kept }) =>
    wordsOf(kept.parties.find(({ entry }) => entry === party.entry)?.contact),
  );
  const title = texts.editOf(calledBy(party));
  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string) {
    const words = ['name', 'email', 'phone', 'address', 'language', 'prefers'];
    const said = Object.fromEntries(words.map((word) => [word, data[word] ?? null]));
    const contact = { ...said, isSafe: data['isSafe'], isSecret: data['isSecret'] };
    const body = { of: party.of, contact };
    const moved = moveEntry(caseId, { list: 'parties', entry: party.entry, move: 'contact', body });
    const result = await guard.perform({ ...moved, unsent });
    if ('problem' in result) return result.problem;
    announce(lettersTexts.saved);
    onClose();
    return null;
  }
  return (
    <Dialog title={title} onClose={onClose}>
      {party.contact?.isSecret === true ? <Notice tone="warn" title={texts.again} /> : null}
      {guard.clash === null ? null : <ClashNotice {...guard.clash} onKeep={onClose} onGoOn={guard.goOn} />}
      <CaseForm
        form={formOf(title, party.contact)}
        draft={`contact/${caseId}/${party.entry}`}
        submit={texts.save}
        busy={act.busy}
        onSubmit={submit}
      />
    </Dialog>
  );
}

function wordsOf(contact: Party['contact'] | undefined): string {
  if (contact === undefined || contact === null) return '';
  const { name, email, phone, address, language } = contact;
  return [name, email, phone, address, language].filter((part) => (part ?? '') !== '').join('\n');
}

function formOf(title: string, contact: Party['contact']): FormFace {
  const text = (field: string, label: string, value: string | null | undefined): FieldFace => {
    return { field, kind: 'text', label, required: false, maxLength: 254, value: value ?? null };
  };
  const address: FieldFace = { ...text('address', texts.address, contact?.address), kind: 'long-text', maxLength: 500 };
  const fields: readonly FieldFace[] = [
    { ...text('name', texts.name, contact?.name), maxLength: 200 },
    text('email', texts.email, contact?.email),
    { ...text('phone', texts.phone, contact?.phone), maxLength: 40 },
    { ...address, hint: texts.addressHint },
    { ...text('language', texts.language, contact?.language), hint: texts.languageHint, maxLength: 6 },
    {
      ...{ ...text('prefers', texts.prefers, contact?.prefers), kind: 'choice' },
      options: WAYS.map((value) => ({ value, label: texts.ways[value] })),
    },
    yesOrNo('isSafe', { label: texts.isSafe, hint: texts.isSafeHint, value: contact?.isSafe ?? true }),
    yesOrNo('isSecret', { label: texts.isSecret, hint: texts.isSecretHint, value: contact?.isSecret ?? false }),
  ];
  return { form: 'contact', title, fields };
}

function yesOrNo(
  field: string,
  said: { readonly label: string; readonly hint: string; readonly value: boolean },
): FieldFace {
  return { field, kind: 'boolean', required: true, maxLength: 5, ...said };
}
