// A draft as each of its roles would meet it: what it fills in, which can be tried out and is sent nowhere, and what it is not shown.
import { useState } from 'react';
import type { DraftOfCaseType } from '../../client/case-type-drafts.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { draftsTexts as words } from '#texts/drafts';
import { Notice } from '../../ui/notice.tsx';
import { Pick } from '../../ui/pick.tsx';

type Role = DraftOfCaseType['roles'][number];

export function DraftPreview({ draft: { roles, hash } }: { readonly draft: DraftOfCaseType }) {
  const [chosen, setChosen] = useState('');
  const role = roles.find((one) => one.role === chosen);
  if (roles.length === 0) return null;
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{words.preview}</h2>
      <p>{words.previewLead}</p>
      <Pick
        label={words.previewAs}
        value={chosen}
        options={roles.map(({ role: value, title }) => ({ value, label: title }))}
        onPick={setChosen}
      />
      {role === undefined ? null : <AsRole key={`${role.role} ${hash ?? ''}`} role={role} />}
    </section>
  );
}

function AsRole({ role: { title, forms, hidden } }: { readonly role: Role }) {
  const [at, setAt] = useState('0');
  const [tried, setTried] = useState(0);
  const shown = forms[Number(at)];
  const options = forms.map(({ task, form }, index) => ({
    value: String(index),
    label: task === null ? words.previewOpening(form.title) : task,
  }));
  return (
    <>
      <p>{hidden.length === 0 ? words.previewAll(title) : words.previewHidden(title, hidden)}</p>
      {forms.length === 0 ? <p>{words.previewNoForm(title)}</p> : null}
      {forms.length < 2 ? null : (
        <Pick
          label={words.previewForm}
          value={at}
          options={options}
          onPick={(value) => {
            setAt(value);
            setTried(0);
          }}
        />
      )}
      {shown === undefined ? null : (
        <>
          <h3>{options[Number(at)]?.label}</h3>
          {tried === 0 ? null : <Notice key={tried} tone="good" title={words.previewTried} takeFocus />}
          <CaseForm
            key={at}
            form={shown.form}
            draft={`preview/${shown.form.form}`}
            keeps={false}
            submit={words.previewTry}
            busy={false}
            // Nothing is asked of the server: a preview cannot send anything.
            onSubmit={async () => {
              setTried((before) => before + 1);
              return null;
            }}
          />
        </>
      )}
    </>
  );
}
