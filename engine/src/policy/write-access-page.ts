// Writes the page on which an auditor reads who may read what, from the rules themselves. It says what they do and
// nothing of how the program does it.
import type { FactKind } from './access-facts.ts';
import { type AccessRules, accessRules, type Condition, CONDITION_TEXTS, type GrantRule } from './access-rules.ts';
import { actionRules } from './authorize.ts';

const KINDS: { readonly [K in FactKind]: string } = {
  person: 'somebody works for an agency',
  unit: 'a unit lies below another: team, office, region, agency',
  membership: 'a person belongs to a unit in a role',
  assignment: 'a case is assigned to a person',
  delegation: 'a person hands their work over to a colleague',
  clearance: 'a person is cleared to a level of a scale, and for markers',
  'read-in': 'a person has been read into a compartment',
  wall: 'a person, or a unit with all below, is kept off a case or all cases of a matter',
  seal: 'a case or a section is open only to those whom the seal names',
  share: 'an agency shares sections of a case with another, for a purpose, by an authority, until a day',
  consent: 'the person concerned agrees to a purpose',
  'break-glass': 'a person opens a case in an emergency, with a reason',
  specific: 'a request for access to a case was approved',
  case: 'what a case is: its unit, matters, classification, compartments, purposes, and its sections, fields and documents',
};

/** The page, as Markdown. */
export function writeAccessPage(rules: AccessRules = accessRules): string {
  return [opening(rules), ways(rules), bars(rules), standingIn(rules), actions(), facts(), closing()].join('\n');
}

function opening({ version }: AccessRules): string {
  return `<!-- Written from the rules by \`npm run generate\`; do not edit. A test compares. -->
# Who may read and do what

Rules ${version}. The program, the database and this page are made from the same rules.

A person may read a case, a section, a field or a document when **somebody granted it** in one of the ways below **and nothing
bars it**. One bar is enough to refuse, however many grants there are. Administrators are people like others: no rule lets
anybody pass. Every fact holds from an instant until another, and is looked at anew for every question.
`;
}

function ways({ grants }: AccessRules): string {
  const each = grants.map(
    (rule) => `### ${title(rule.rule)}

${rule.says}

${[...rule.conditions.map(conditionLine), ...sideEffects(rule)].map((line) => `- ${line}`).join('\n')}
`,
  );
  return `## What grants access\n\nOne of these is needed.\n\n${each.join('\n')}`;
}

function conditionLine(condition: Condition): string {
  const text = CONDITION_TEXTS[condition.if];
  const more =
    condition.if === 'lasts-at-most'
      ? ` (${condition.hours} hours)`
      : condition.if === 'gives-reason'
        ? ` (${condition.characters} characters at least)`
        : '';
  return `Only where ${text}${more}.`;
}

function sideEffects({ sections, namedReaders, handedOn }: GrantRule): readonly string[] {
  return [
    sections === 'listed' ? 'It opens the sections that it lists, and what lies in them.' : 'It opens all sections.',
    {
      'by-role': 'Where a part names roles, only a membership in one of them opens it.',
      'stays-closed': 'A part that names roles stays closed.',
      opens: 'It opens parts that name roles as well.',
    }[namedReaders],
    handedOn === 'never'
      ? 'It cannot be handed on to whoever stands in.'
      : 'It can be handed on where it, and the role, may be.',
  ];
}

function bars({ terms, standingWalls }: AccessRules): string {
  const each = terms.map(
    ({ term, says, of }) =>
      `- **${title(term)}.** ${says}${of === 'everybody' ? ' Who stands in for a colleague must pass, and so must the colleague.' : ''}`,
  );
  return `## What bars access

Each of these must hold. Nothing lifts one, an emergency least of all.

${each.join('\n')}

A wall stands while it is ${standingWalls.join(' or ')}.
`;
}

function standingIn({ unknownRole }: AccessRules): string {
  const rights = [
    unknownRole.below ? 'reaches the units below' : 'reaches no unit below its own',
    unknownRole.delegable ? 'may be handed on' : 'may not be handed on',
  ];
  return `## Standing in for a colleague

Whoever stands in says so, and both names are recorded. They may use what the colleague could hand on and nothing that the
colleague was handed. They see nothing that is barred to either of them. Both must work for the same agency.

They act in the roles of the colleague that may be handed on, and in those that both have in the same team. Both count as
whoever did it: what one of them proposed, asked for or did in an emergency the other does not decide. Nobody stands in for
a privacy officer or an auditor, and nobody asks for access or opens a case in an emergency for somebody else.

A role that no setting describes ${rights.join(' and ')}.
`;
}

function actions(): string {
  const lines = actionRules.map(({ says, who }) => `- **${title(who)}.** ${says}`);
  return `## What may be done

Whoever does something must be allowed to do it, in the agency of the case and nowhere else.

${lines.join('\n')}
- **Auditor.** Whoever holds a seat may look at what was recorded, from its first instant until its last, within its scope, and
  do nothing. It is given by somebody else, never to somebody who works on cases, and every look is on record like others.
  It stands in for a missing grant and for nothing else: what a wall, clearance, compartment, seal or purpose bars is barred, in
  the case as in its sections, and the only purpose is that of the seat. A case that is barred is told as one of a number.
  Parts that name roles are open to it.
`;
}

function facts(): string {
  const lines = Object.entries(KINDS).map(([kind, says]) => `| ${kind} | ${says} |`);
  return `## What is known

| fact | it says that |
| --- | --- |
${lines.join('\n')}
`;
}

function closing(): string {
  return `## When something is not known

- A case that is not known, or known in two ways at once, is open to nobody; so is a part that is not described, or lies in a
  section that is not.
- A fact that cannot be read, or is of a kind that these rules do not know, closes every person, case, matter and unit that it
  names, since it might have taken access away. If it names none, it closes everything.
- A level or marker that is not on its scale is above everybody.
- What may no longer be true is not shown: a row of the database says until when its rules were worked out.
`;
}

function title(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1).replaceAll('-', ' ');
}
