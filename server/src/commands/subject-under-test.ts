// Test support: an agency in which one person is in several cases, some of them under another name, and who of the staff may read what of
// them. Only tests import it.
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { compile, principalIn, TOWN } from './agency-under-test.ts';
import { executeCommand } from './execute-command.ts';
import { asking, type FilesUnderTest, received, startFiles } from './files-under-test.ts';
import type { Overseer } from './oversee.ts';

/** A case about an applicant, with an informant; what is recorded within, and one kind of document, are for the head alone. */
export const DOSSIER = `
caseType: dossier
version: 1.0.0
title: Dossier
archetype: service
reference: DO-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, head: Head of the desk }
parties:
  applicant: { title: Applicant, subject: true }
  informant: { title: Informant, subject: true, min: 0, by: officer, personal: true }
data:
  name: { type: text, label: Name, purpose: Test, personal: true, subject: applicant, identifies: name }
  born: { type: date, label: Born, purpose: Test, personal: true, subject: applicant, identifies: born }
  caller: { type: text, label: Caller, purpose: Test, personal: true, subject: informant, identifies: name }
  note: { type: text, label: Remark, purpose: Test }
  suspicion: { type: text, label: Suspicion, purpose: Test }
documents:
  letter: { title: Letter, by: officer, accepts: [text, pdf], about: [applicant, informant] }
  opinion: { title: Opinion, by: head, section: inner, accepts: [text, pdf], about: [applicant] }
opening: { form: open, by: officer }
forms:
  open: { title: Open, fields: { name: optional, born: optional, note: optional } }
  more: { title: More, fields: { note: optional, caller: optional, suspicion: optional } }
plan: { tasks: { check: { title: Check, by: officer, form: more, repeat: true } } }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
access:
  manage: head
  sections:
    - { name: inner, title: Within, fields: [suspicion], readers: [head] }
`;

export interface SubjectUnderTest extends FilesUnderTest {
  /** An officer of the desk, its head, an officer of the port, and two privacy officers, of whom one may read all of it. */
  readonly olga: Overseer;
  readonly hugo: Overseer;
  readonly pia: Overseer;
  readonly petra: Overseer;
  readonly paul: Overseer;
  /** @returns the id of the case */
  readonly dossier: (of: DossierOf) => Promise<string>;
  /** Files a paper about somebody. @returns the id of the document */
  readonly paper: (caseId: string, of: PaperOf) => Promise<string>;
}

export interface DossierOf {
  readonly person: string;
  readonly name: string;
  readonly team?: string;
  readonly note?: string;
}

export interface PaperOf {
  readonly of: string;
  readonly text: string;
  readonly about: readonly string[];
  readonly derivedFrom?: { readonly entry: string; readonly content: string; readonly how: 'redaction' };
}

let keys = 0;
const key = (): string => `subject-${(keys += 1)}`;

export async function startSubjects(): Promise<SubjectUnderTest> {
  const files = await startFiles();
  const { database, deps } = files.agency;
  const memberships = {
    olga: [{ team: 'desk', role: 'officer' }],
    hugo: ['officer', 'head'].map((role) => ({ team: 'desk', role })),
    pia: [{ team: 'port', role: 'officer' }],
    petra: ['officer', 'head', 'privacy-officer'].flatMap((role) => ['desk', 'port'].map((team) => ({ team, role }))),
    paul: [{ team: 'desk', role: 'privacy-officer' }],
  };
  const teams = ['desk', 'port'].map((team) => ({ team, title: team }));
  const people = Object.entries(memberships).map(([person, held]) => ({ person, name: person, memberships: held }));
  await upsertPeople(database, { tenant: TOWN, slug: 'town', name: 'Town', teams, people });
  const published = { tenant: TOWN, person: 'ann', publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...published, caseType: compile(DOSSIER), source: DOSSIER });
  const as = (person: keyof typeof memberships): Overseer => asking(principalIn(TOWN, person, memberships[person]));
  const [olga, hugo, petra] = [as('olga'), as('hugo'), as('petra')];
  return {
    ...{ ...files, olga, hugo, petra, pia: as('pia'), paul: as('paul') },
    dossier: async ({ person, name, team = 'desk', note = 'Came in person' }) => {
      const open = { caseType: 'dossier', team, data: { name, note }, subjects: { applicant: person } };
      const outcome = await executeCommand(deps, petra.principal, { open, idempotencyKey: key() });
      if (outcome.kind !== 'applied') throw new Error(`The case was not opened: ${JSON.stringify(outcome)}`);
      return outcome.caseId;
    },
    paper: async (caseId, { of, text, about, derivedFrom }) => {
      const by = files.agency.ann;
      const file = await received(files, caseId, { bytes: Buffer.from(text), kind: of });
      const named = derivedFrom === undefined ? {} : { derivedFrom };
      const outcome = await executeCommand(deps, by, {
        caseId,
        command: { type: 'FileDocument', of, title: `About ${about.join()}`, file, about, ...named },
        idempotencyKey: key(),
      });
      if (outcome.kind !== 'applied') throw new Error(`The paper was not filed: ${JSON.stringify(outcome)}`);
      return `document.${outcome.version}`;
    },
  };
}
