// The shapes of what a case keeps besides fields and work, as JSON Schema. What their names refer to is checked elsewhere.
import { LAW, PERIOD_CLOCK } from './clock-schema.ts';
import { type Schema, closed, group, text } from './schema-parts.ts';

const LINE = { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 };
const NAME = text(
  'Small letters, digits and hyphens, starting with a letter, such as send-fine.',
  '^[a-z][a-z0-9-]{0,59}$',
);

/** What every kind of entry may say. */
const COMMON = {
  title: LINE,
  by: { ...NAME, description: 'The role that records it. Without it, anybody of the team.' },
  section: { ...NAME, description: 'The section of access that it belongs to. Without it, general.' },
  personal: { type: 'boolean', description: 'True when what is said in it is sealed for the person whom it is about.' },
} as const satisfies Record<string, Schema>;

/** How a media type is written, or the name of a family. */
const ACCEPTED = text(
  'A family (pdf, office, picture, mail, text, sound, video) or a media type such as application/pdf.',
  '^(pdf|office|picture|mail|text|sound|video|[a-z]{1,20}/[a-z0-9][a-z0-9.+-]{0,99})$',
);

const AT_CLOSING: Schema = {
  type: 'string',
  enum: ['must-be-settled', 'may-stay-open'],
  description: 'Whether a case can be closed while one is open.',
};

export const PARTY: Schema = closed(['title'], {
  ...COMMON,
  subject: { type: 'boolean', description: 'True where personal data about the party is kept.' },
  min: { type: 'integer', minimum: 0, maximum: 1, description: '0 when a case is opened without one. Without it, 1.' },
  max: { type: 'integer', minimum: 1, maximum: 99, description: 'How many stand in the role at once. Without it, 1.' },
  replaceable: { type: 'boolean', description: 'True when somebody else may follow in the role.' },
  represents: { type: 'array', minItems: 1, items: NAME, description: 'Parties for whom they act; with scope.' },
  scope: { ...group(LINE, 'For what they may act, each with its label; with represents.'), minProperties: 1 },
});

export const ISSUE: Schema = closed(['title', 'outcomes'], {
  ...COMMON,
  outcomes: { ...group(LINE, 'Each outcome with its label.'), minProperties: 1 },
  decidedBy: { ...NAME, description: 'The role that decides it. Without it, anybody of the team.' },
  subject: { ...NAME, description: 'The party whom a personal one is about.' },
  within: { ...NAME, description: 'The kind of issue of which it is a part.' },
  mayReopen: { type: 'boolean', description: 'True when one that was decided may be opened again.' },
  atClosing: AT_CLOSING,
});

export const GOAL: Schema = closed(['title', 'owner', 'measure'], {
  ...COMMON,
  owner: { type: 'array', minItems: 1, items: NAME, description: 'Parties whose goal it can be.' },
  measure: closed(['title', 'unit', 'direction'], {
    title: LINE,
    unit: { ...LINE, description: 'In what it is counted, such as nights or words a minute.' },
    direction: { type: 'string', enum: ['more', 'less'], description: 'Which value is the better one.' },
  }),
  atClosing: AT_CLOSING,
});

export const OBLIGATION: Schema = closed(['title', 'owedBy'], {
  ...COMMON,
  owedBy: { type: 'array', minItems: 1, items: NAME, description: 'Parties that can owe it, and agency.' },
  waivedBy: { ...NAME, description: 'The role that may waive it. Without it, anybody of the team.' },
  clock: PERIOD_CLOCK,
  atClosing: AT_CLOSING,
});

const REVIEW_RIGHT: Schema = closed(['title', 'body', 'asks', 'clock', 'decidedAs'], {
  title: LINE,
  body: { type: 'string', enum: ['internal', 'external'], description: 'Whether the agency itself reviews it.' },
  asks: { type: 'array', minItems: 1, items: NAME, description: 'Parties that may ask, and agency.' },
  clock: PERIOD_CLOCK,
  decidedAs: { ...NAME, description: 'The kind of determination by which it is answered.' },
  late: { type: 'boolean', description: 'True when asking late may be allowed, with reasons.' },
});

export const DETERMINATION: Schema = closed(['title', 'outcomes', 'review'], {
  ...COMMON,
  by: { ...NAME, description: 'The role that drafts it and gives notice. Without it, anybody of the team.' },
  outcomes: { ...group(LINE, 'Each outcome with its label.'), minProperties: 1 },
  delegation: closed(['role', 'instrument', 'law'], {
    role: { ...NAME, description: 'The role that makes it.' },
    instrument: { ...NAME, description: 'The instrument in the register of delegations.' },
    law: LAW,
  }),
  body: { ...LINE, description: 'The body outside that makes it; instead of delegation.' },
  decides: { type: 'array', minItems: 1, items: NAME, description: 'Kinds of issues that it decides.' },
  considers: {
    type: 'array',
    minItems: 1,
    items: text('Letters and digits, starting with a small letter, such as notifiedOn.', '^[a-z][A-Za-z0-9]{0,59}$'),
    description: 'Fields that it must name among what was considered.',
  },
  evidence: { type: 'array', minItems: 1, items: NAME, description: 'Kinds of evidence of which it must name one.' },
  mustBeRead: {
    type: 'array',
    minItems: 1,
    items: NAME,
    description: 'Kinds of documents, and evidence, whose pages its maker must have opened.',
  },
  disclosed: { type: 'array', minItems: 1, items: NAME, description: 'Duties of disclosure that come first.' },
  notify: { type: 'array', minItems: 1, items: NAME, description: 'Parties to whom notice is given.' },
  review: group(REVIEW_RIGHT, 'Who may ask for a review; {} where nobody may.'),
  atClosing: AT_CLOSING,
});

export const EVIDENCE: Schema = closed(['title', 'audiences'], {
  ...COMMON,
  offeredFor: { type: 'array', minItems: 1, items: NAME, description: 'Kinds of issues for which it may be offered.' },
  audiences: {
    ...group(
      closed(['title'], {
        title: LINE,
        section: { ...NAME, description: 'The section of access that exhibits for it belong to as well.' },
      }),
      'For whom an exhibit may be, such as joint, one side, the bench, or sealed.',
    ),
    minProperties: 1,
  },
  admittedBy: { ...NAME, description: 'The role that admits and excludes it. Without it, anybody of the team.' },
  custody: {
    type: 'string',
    enum: ['tracked', 'none'],
    description: 'Whether it is tracked who holds it. Without it, it is.',
  },
  atClosing: AT_CLOSING,
});

export const REFERRAL: Schema = closed(['title', 'to', 'purpose', 'authority', 'sections', 'declineReasons', 'clock'], {
  ...COMMON,
  to: { type: 'string', enum: ['team', 'agency'], description: 'A team of the same agency, or another agency.' },
  purpose: { ...NAME, description: 'What it is for; with another agency also that of the share.' },
  authority: { ...LINE, description: 'The law or agreement that allows it.' },
  sections: { type: 'array', minItems: 1, items: NAME, description: 'Sections that may go with it, at most.' },
  declineReasons: { ...group(LINE, 'Each reason for which it may be declined, with its label.'), minProperties: 1 },
  clock: PERIOD_CLOCK,
  answeredBy: { ...NAME, description: 'The role that records the answer. Without it, anybody of the team.' },
  atClosing: AT_CLOSING,
});

export const COMMUNICATION: Schema = closed(['title', 'form', 'with', 'channels'], {
  ...COMMON,
  form: { type: 'string', enum: ['letter', 'message', 'call', 'meeting'] },
  direction: { type: 'string', enum: ['out', 'in', 'both'], description: 'Without it, both.' },
  with: { type: 'array', minItems: 1, items: NAME, description: 'Parties with whom it can be.' },
  channels: { ...group(LINE, 'Each channel with its label, such as post.'), minProperties: 1 },
  approvedBy: { ...NAME, description: 'The role that approves what goes out, as a second person. Without it, nobody.' },
  atClosing: AT_CLOSING,
});

const { personal: _sealedByItself, ...OF_DOCUMENT } = COMMON;

export const DOCUMENT: Schema = closed(['title'], {
  ...OF_DOCUMENT,
  by: { ...NAME, description: 'The role that files it and keeps it in order. Without it, anybody of the team.' },
  audiences: {
    ...group(
      closed(['title'], {
        title: LINE,
        section: { ...NAME, description: 'The section of access that documents for it belong to as well.' },
      }),
      'For whom a document may be, such as joint, one side, or sealed.',
    ),
    minProperties: 1,
  },
  accepts: { type: 'array', minItems: 1, items: ACCEPTED, description: 'What its files may be. Without it, anything.' },
  maxSize: text('The largest file, such as 20 MB; 1 KB is 1024 bytes.', '^[1-9][0-9]{0,3} (KB|MB|GB)$'),
  about: { type: 'array', minItems: 1, items: NAME, description: 'Parties whom it may be about.' },
  category: { ...LINE, description: 'The folder in which people find it. Without it, its title.' },
  required: { type: 'boolean', description: 'True when a case cannot be closed while none of the kind is there.' },
  redactedBy: {
    type: 'string',
    enum: ['one', 'two'],
    description:
      'How many people a redacted copy of one takes: who draws and another who approves. Without it two, where the kind of case has parties or personal data.',
  },
});

export const DISCLOSURE: Schema = closed(['title', 'to', 'documents'], {
  title: LINE,
  by: { ...NAME, description: 'The role that gives and withholds. Without it, anybody of the team.' },
  to: { type: 'array', minItems: 1, items: NAME, description: 'Parties to whom it is due.' },
  documents: { type: 'array', minItems: 1, items: NAME, description: 'Kinds of documents that it covers.' },
  audiences: { type: 'array', minItems: 1, items: NAME, description: 'Only those for these. Without it, all.' },
  grounds: { ...group(LINE, 'Each ground on which something may be withheld, with its label.'), minProperties: 1 },
  atClosing: AT_CLOSING,
});
