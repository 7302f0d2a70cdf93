// The shape of a case type as JSON Schema (draft 2020-12): what editors complete and what the checker enforces are the
// same object. It says nothing about references, expressions or reachability.
import { ACCESS } from './access-schema.ts';
import { CLOCK, FIELD_NAME } from './clock-schema.ts';
import { DECISION } from './decision-schema.ts';
import {
  COMMUNICATION,
  DETERMINATION,
  EVIDENCE,
  GOAL,
  ISSUE,
  OBLIGATION,
  PARTY,
  REFERRAL,
  DISCLOSURE,
  DOCUMENT,
} from './entry-schema.ts';
import { FORM, TAB } from './form-schema.ts';
import { PLAN_SHAPES } from './plan-schema.ts';
import { PUBLISH } from './publish-schema.ts';
import { CLAUSE, LETTER, LETTER_BLOCK } from './letter-schema.ts';
import { REPORTS } from './reports-schema.ts';
import { RETENTION } from './retention-schema.ts';
import { ROUTING } from './routing-schema.ts';
import { IDENTIFIERS } from '../likeness/likeness.ts';
import { type Schema, closed, group, text } from './schema-parts.ts';

const NAME = text(
  'Small letters, digits and hyphens, starting with a letter, such as send-fine.',
  '^[a-z][a-z0-9-]{0,59}$',
);
const LINE = { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 };
const PARAGRAPH = { ...text('Text of at most 2,000 characters.'), minLength: 1, maxLength: 2000 };

/** Of RFC 5646, those that say a language and perhaps a region. */
const LANGUAGE = '^[a-z]{2,3}(-[A-Z]{2})?$';

const BLOCK = text(
  'The name of a block, @, and its version, such as internal-review@1.0.0.',
  '^[a-z][a-z0-9-]{0,59}@(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})$',
);

const FIELD = closed(['type', 'label'], {
  type: {
    type: 'string',
    enum: ['text', 'long-text', 'number', 'money', 'date', 'instant', 'boolean', 'choice'],
    description: 'What kind of value it holds. Money is an exact decimal; an instant carries its offset.',
  },
  label: LINE,
  hint: PARAGRAPH,
  options: {
    description:
      'For a choice: each value with the label that people see, a list of values, or the name of one of the lists.',
    anyOf: [
      {
        type: 'object',
        propertyNames: { pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$' },
        minProperties: 1,
        additionalProperties: LINE,
      },
      { type: 'array', minItems: 1, items: text('A value without spaces.', '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$') },
      { ...NAME, description: 'The name of one of the lists.' },
    ],
  },
  purpose: PARAGRAPH,
  personal: { type: 'boolean', description: 'True when the value says something about a person.' },
  subject: { ...NAME, description: 'The party whom a personal field is about.' },
  identifies: {
    type: 'string',
    enum: [...IDENTIFIERS],
    description: 'What of that party it says, where two records of one person are to be met by it.',
  },
  maxLength: { type: 'integer', minimum: 1, maximum: 100_000, description: 'Longest text in characters.' },
  within: { ...FIELD_NAME, description: 'The field that this one is a part of.' },
  fact: {
    ...closed(['means', 'neededFor'], {
      means: text(
        'What it means wherever it is asked: names with points between, such as person.date-of-birth.',
        '^[a-z][a-z0-9-]{0,39}(\\.[a-z][a-z0-9-]{0,39}){1,3}$',
      ),
      neededFor: { ...NAME, description: 'For what it is needed in such a case, such as eligibility.' },
      mayServe: { type: 'array', minItems: 1, items: NAME, description: 'For what it may serve in other cases.' },
      authority: { ...LINE, description: 'The law or agreement under which it may.' },
    }),
    description: 'Where it is collected once, and offered in other cases of the same person.',
  },
  derived: { $ref: '#/$defs/expression' },
});

/** Names of blocks with versions, and what each is told. */
const USES: Schema = {
  type: 'array',
  minItems: 1,
  items: {
    description: 'A block with its version, such as internal-review@1.0.0, or that with its parameters.',
    anyOf: [
      BLOCK,
      closed(['block'], {
        block: BLOCK,
        with: {
          type: 'object',
          description: 'What the block asks for, by the name of the parameter.',
          additionalProperties: {
            description: 'A name, a text, a number, or true or false, as the block asks.',
            anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'boolean' }],
          },
        },
      }),
    ],
  },
};

const PROPERTIES = {
  caseType: {
    ...NAME,
    description: 'The name of this kind of case: small letters, digits and hyphens, starting with a letter.',
  },
  version: text('Three numbers, such as 1.0.0.', '^(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})$'),
  uses: { ...USES, description: 'Blocks that it imports.' },
  expanded: { ...USES, description: 'Blocks that were imported into this text; written when it is expanded.' },
  title: LINE,
  archetype: {
    type: 'string',
    enum: [
      ...['contract', 'investigation', 'service', 'human-resources', 'complaints', 'compliance', 'claims', 'legal'],
      'coordination',
    ],
  },
  reference: text(
    'Capital letters, digits, hyphens, {year} and {sequence}, with {sequence} once, such as INF-{year}-{sequence}.',
    '^[A-Z0-9/-]*(\\{year\\}[A-Z0-9/-]*)?\\{sequence\\}[A-Z0-9/-]*$',
  ),
  purpose: closed(['statement', 'authority'], { statement: PARAGRAPH, authority: PARAGRAPH }),
  classification: closed(['scale', 'level'], { scale: LINE, level: LINE }),
  zone: text('A name of the IANA time zone database, such as Europe/Rome.', '^[A-Za-z][A-Za-z0-9_+/-]{0,59}$'),
  team: { ...NAME, description: 'The team that owns new cases.' },
  roles: { ...group(LINE, 'Each role with its title.'), minProperties: 1 },
  parties: group(PARTY, 'Whom the case is about or concerns.'),
  issues: group(ISSUE, 'What must be decided, by kind.'),
  goals: group(GOAL, 'What somebody wants to reach, by kind.'),
  obligations: group(OBLIGATION, 'What somebody owes after a decision or an agreement, by kind.'),
  determinations: group(DETERMINATION, 'What a delegate decides, with its review rights, by kind.'),
  evidence: group(EVIDENCE, 'Exhibits, with who holds them, by kind.'),
  referrals: group(REFERRAL, 'What is referred to another team or agency, by kind.'),
  consents: group(
    closed(['title', 'of'], { title: LINE, of: { ...NAME, description: 'The party who consents.' } }),
    'Purposes for which nothing of a case is used without the consent of a person, by their names; open-data is publishing.',
    '^[a-z][a-z0-9-]{0,59}$',
  ),
  communications: group(COMMUNICATION, 'Letters, messages, calls and meetings, by kind.'),
  disclosures: group(DISCLOSURE, 'What parties must be let see, or be told why not, by duty.'),
  letters: group(LETTER, 'Letters that are made of what a case has on record, by name.'),
  clauses: group(CLAUSE, 'Parts that several letters have, by name.'),
  documents: group(DOCUMENT, 'Papers, pictures and recordings, each with its versions, by kind.'),
  lists: group(
    {
      ...group(LINE, 'Each value with the label that people see.', '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$'),
      minProperties: 1,
    },
    'Lists of values that several fields may offer, by name.',
  ),
  data: { ...group(FIELD, 'The case file: each field by its name.', '^[a-z][A-Za-z0-9]{0,59}$'), minProperties: 1 },
  tabs: {
    ...group(TAB, 'Parts of the page of a case, in their order, by name.'),
    minProperties: 1,
  },
  opening: closed(['form', 'by'], {
    form: NAME,
    by: {
      description: 'The role that opens cases, or a list of roles of which one is enough.',
      anyOf: [NAME, { type: 'array', minItems: 1, items: NAME }],
    },
  }),
  forms: {
    ...group(FORM, 'What is asked, by the name of the form.'),
    minProperties: 1,
  },
  plan: { $ref: '#/$defs/plan' },
  clocks: group(CLOCK, 'Legal periods.'),
  decisions: group(DECISION, 'Decision tables that tasks use.', '^[a-z][A-Za-z0-9_-]{0,59}$'),
  routing: ROUTING,
  access: ACCESS,
  reports: REPORTS,
  publish: PUBLISH,
  retention: RETENTION,
  language: text('The language of its own texts, such as en (without it: en) or fr-CA.', LANGUAGE),
  languages: group(
    {
      type: 'object',
      description: 'Each text of the case type with what it is in this language.',
      additionalProperties: PARAGRAPH,
    },
    'Languages in which it can be shown besides its own.',
    LANGUAGE,
  ),
  closing: closed(['by', 'outcomes'], {
    by: NAME,
    outcomes: {
      ...group(
        {
          description: 'Its label, or that with what must hold for a case to end so.',
          anyOf: [
            LINE,
            closed(['title'], {
              title: LINE,
              when: { $ref: '#/$defs/expression' },
              otherwise: { ...LINE, description: 'The sentence that they are told where it does not hold.' },
            }),
          ],
        },
        'Each outcome with its label.',
      ),
      minProperties: 1,
    },
    afterwards: {
      description: 'Work that may still be done after closing: a list of plan items, or all.',
      anyOf: [
        { type: 'string', enum: ['all'] },
        { type: 'array', items: NAME },
      ],
    },
  }),
} as const satisfies Record<string, Schema>;

/** JSON Schema of a case type file; also written to `case-types/case-type.schema.json`. */
export const caseTypeSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://casewright.example/schemas/case-type.schema.json',
  title: 'Casewright case type',
  ...closed(
    [
      ...[
        'caseType',
        'version',
        'title',
        'archetype',
        'reference',
        'purpose',
        'classification',
        'zone',
        'team',
        'roles',
      ],
      ...['data', 'opening', 'forms', 'plan', 'closing'],
    ],
    PROPERTIES,
  ),
  $defs: { ...PLAN_SHAPES, letterBlock: LETTER_BLOCK },
};
