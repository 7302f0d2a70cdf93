// An agency with people who bring documents while servers are killed, and cases to bring them to.
import { createHash } from 'node:crypto';
import { checkCaseType } from '@casewright/engine/definition';
import { COOKIE_NAME } from '../api/credential.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { principalOfMember } from '../commands/member-principal.ts';
import { signIn } from '../commands/sign-in.ts';
import { configurationOf, openSystem } from '../open-system.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';

export const REGISTRY = 501;

const SOURCE = `
caseType: matter
version: 1.0.0
title: Matter
archetype: service
reference: MA-{year}-{sequence}
purpose: { statement: Keeping documents, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: registry
roles: { clerk: Clerk }
data: { note: { type: text, label: Note } }
documents: { paper: { title: Paper, by: clerk } }
opening: { form: open, by: clerk }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { check: { title: Check, by: clerk } } }
closing: { by: clerk, outcomes: { done: Done }, afterwards: [] }
`;

export interface DocumentAgency {
  readonly caseIds: readonly string[];
  /** Cookie headers, one for each person. */
  readonly cookies: readonly string[];
}

/** @param env of the installation */
export async function prepareDocuments(
  env: Readonly<Record<string, string>>,
  { people, cases }: { readonly people: number; readonly cases: number },
): Promise<DocumentAgency> {
  const system = await openSystem(configurationOf(env), () => {});
  try {
    const { database, deps } = system;
    const team = 'registry';
    const clerks = Array.from({ length: people }, (_, index) => `clerk-${index + 1}`);
    const memberships = [{ team, role: 'clerk' }];
    await upsertPeople(database, {
      ...{ tenant: REGISTRY, slug: team, name: 'The registry', teams: [{ team, title: 'Registry' }] },
      people: clerks.map((person) => ({ person, name: person, memberships })),
    });
    const checked = checkCaseType(SOURCE, createHash('sha256').update(SOURCE).digest('hex'));
    if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
    const publishedAt = new Date(Date.now() - 60_000).toISOString();
    await publishCaseType(database, { tenant: REGISTRY, person: 'set-up', ...checked, source: SOURCE, publishedAt });
    const [first = ''] = clerks;
    const by = principalOfMember({
      tenant: REGISTRY,
      person: first,
      authority: 'session:set-up',
      name: first,
      teams: memberships,
    });
    const caseIds: string[] = [];
    for (let number = 1; number <= cases; number += 1) {
      const open = { caseType: 'matter', data: {} };
      const outcome = await executeCommand(deps, by, { open, idempotencyKey: `open-${number}` });
      if (outcome.kind !== 'applied') throw new Error(`A case was not opened: ${outcome.kind}`);
      caseIds.push(outcome.caseId);
    }
    const cookies: string[] = [];
    for (const personId of clerks) {
      const credential = await signIn({ database, nowMs: Date.now }, { agency: team, personId });
      cookies.push(`${COOKIE_NAME}=${credential ?? ''}`);
    }
    return { caseIds, cookies };
  } finally {
    await system.close();
  }
}
