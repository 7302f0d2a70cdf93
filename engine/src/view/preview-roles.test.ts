import { checkCaseType } from '@casewright/engine/definition';
import { expect, it } from 'vitest';
import { previewRoles } from './view.ts';

const SOURCE = `
caseType: intake
version: 1.0.0
title: Intake
archetype: service
reference: IT-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, nurse: Nurse, clerk: Clerk }
data:
  fullName: { type: text, label: Name, purpose: To know them }
  illness: { type: text, label: Illness, purpose: Care }
access: { sections: [{ name: health, title: Health, fields: [illness], readers: [nurse] }] }
opening: { form: open, by: officer }
forms:
  open: { title: Open, fields: { fullName: required } }
  care: { title: Care, fields: { illness: required } }
plan: { tasks: { look: { title: Look after them, by: nurse, form: care }, talk: { title: Talk, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

it('shows each role its forms with the work for which they are, and names what it is not shown', () => {
  const checked = checkCaseType(SOURCE, 'a'.repeat(64));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  const preview = previewRoles(checked.caseType);
  expect(
    preview.map(({ role, title, forms, hidden }) => ({
      ...{ role, title, hidden },
      forms: forms.map(({ task, form }) => [task, form.form, ...form.fields.map(({ field }) => field)]),
    })),
  ).toEqual([
    { role: 'officer', title: 'Officer', hidden: ['Illness'], forms: [[null, 'open', 'fullName']] },
    { role: 'nurse', title: 'Nurse', hidden: [], forms: [['Look after them', 'care', 'illness']] },
    { role: 'clerk', title: 'Clerk', hidden: ['Illness'], forms: [] },
  ]);
});
