// Test support: a small kind of case with a section of its own, for tests of who may read what. Only tests use it.

/** @param access the lines under `access:` */
export function careSource(access: string): string {
  return `
caseType: care
version: 1.0.0
title: Care
archetype: service
reference: CA-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, manager: Manager }
data:
  note: { type: text, label: Note }
  diagnosis: { type: text, label: Diagnosis }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional, diagnosis: optional } } }
plan: { tasks: { visit: { title: Visit, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
access:
${access}`;
}
