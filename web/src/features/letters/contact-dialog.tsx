// How a party is reached, stated as a whole. What is secret is not shown to be changed: it is typed anew.
import { moveEntry } from '../../client/entry-acts.ts';
import type { FieldFace, FieldValue, FormFace } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { lettersTexts } from '#texts/letters';
import { announce } from '../../ui/announcer.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { calledBy, type Party } from './who.tsx';

const texts = lettersTexts.contact;
const WAYS = ['mail', 'post', 'phone'] as const;

interface ContactProps {
  readonly caseId: string;
  readonly party: Party;
  readonly onClose: () => void;
}

export function ContactDialog({ caseId, party, onClose }: ContactProps) {
  const act = useAct();
  const title = texts.editOf(calledBy(party));
  async function submit(data: Readonly<Record<string, FieldValue>>) {
    const words = ['name', 'email', 'phone', 'address', 'language', 'prefers'];
    const said = Object.fromEntries(words.map((word) => [word, data[word] ?? null]));
    const contact = { ...said, isSafe: data['isSafe'], isSecret: data['isSecret'] };
    const body = { of: party.of, contact };
    const result = await act.perform(moveEntry(caseId, { list: 'parties', entry: party.entry, move: 'contact', body }));
    if ('problem' in result) return result.problem;
    announce(lettersTexts.saved);
    onClose();
    return null;
  }
  return (
    <Dialog title={title} onClose={onClose}>
      {party.contact?.isSecret === true ? <Notice tone="warn" title={texts.again} /> : null}
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
