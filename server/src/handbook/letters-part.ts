// The letters of a kind of case in its handbook: to whom each goes, what it may tell them, and its text with made-up values in it.
import {
  type CaseType,
  changeNames,
  type LetterBlock,
  type LetterDefinition,
  type LetterText,
  textsOfBlocks,
} from '@casewright/engine/definition';
import { HARDEST_GRADE, readingGrade } from '@casewright/engine/letters';
import { el, type Html, join, list, table } from './html.ts';

/** Null where a kind of case has none. */
export function lettersPart(caseType: CaseType): Html | null {
  const letters = [...caseType.letters.values()];
  if (letters.length === 0) return null;
  return join([el('h2', { id: 'letters' }, 'Letters'), ...letters.map((letter) => letterPart(caseType, letter))]);
}

function letterPart(caseType: CaseType, letter: LetterDefinition): Html {
  const { title, to, mentions, discloses, ways, subject, body } = letter;
  const say = sampleOf(caseType, letter);
  const party = (name: string): string => caseType.parties.get(name)?.title ?? name;
  const grade = readingGrade([subject, ...textsOfBlocks(body)].map(say), caseType.language);
  const hard = grade !== null && grade > HARDEST_GRADE ? ', which is hard: use shorter words and sentences' : '';
  return join([
    el('h3', {}, title),
    list([
      `Goes to: ${to.map(party).join(', ')}`,
      `May say what is personal to others: ${mentions.length === 0 ? 'nobody' : mentions.map(party).join(', ')}`,
      `Tells of the sections: ${['general', ...discloses].join(', ')}`,
      `Is sent from here: ${ways.size === 0 ? 'no' : [...ways.values()].join(', ')}`,
      ...(grade === null ? [] : [`Takes ${grade} years of school to read${hard}`]),
    ]),
    el(
      'div',
      { class: 'draft' },
      join([el('p', {}, el('strong', {}, say(subject))), ...body.map((block) => blockPart(block, say))]),
    ),
  ]);
}

type Say = (text: LetterText) => string;

const SAMPLES: Readonly<Record<string, string>> = {
  ...{ recipient: 'Ada Ruiz', reference: 'ABC-2024-17', today: '5 March 2024', agency: 'the agency' },
  ...{ date: '1 March 2024', money: '120.50', number: '3' },
  ...{ 'right.title': 'Internal review', 'right.within': '30 days' },
  ...{ 'meeting.day': '2 April 2024', 'meeting.starts': '10:00', 'meeting.ends': '11:30', 'meeting.place': 'Room 4' },
};

/** Each name with a made-up value of its kind, or what it is called. */
function sampleOf(caseType: CaseType, { merge }: LetterDefinition): Say {
  return (text) =>
    changeNames(text, (name) => {
      const field = merge.get(name);
      const label = field?.source.from === 'case' ? caseType.fields.get(field.source.field ?? '')?.label : undefined;
      return SAMPLES[name] ?? SAMPLES[field?.as ?? ''] ?? `[${label ?? name}]`;
    });
}

function blockPart(block: LetterBlock, say: Say): Html {
  switch (block.block) {
    case 'heading':
      return el('p', {}, el('strong', {}, say(block.text)));
    case 'paragraph':
      return el('p', {}, say(block.text));
    case 'list':
      return el(
        block.isOrdered ? 'ol' : 'ul',
        {},
        block.items.map((item) => el('li', {}, say(item))),
      );
    case 'table': {
      const rows = block.rows.map((row) => row.map(say));
      return join([table(say(block.caption), block.header.map(say), rows)]);
    }
    case 'when':
      return join([
        el('p', {}, el('em', {}, 'Where '), el('code', {}, block.when.source), ':'),
        ...block.then.map((part) => blockPart(part, say)),
        ...(block.otherwise.length === 0 ? [] : [el('p', {}, el('em', {}, 'Otherwise:'))]),
        ...block.otherwise.map((part) => blockPart(part, say)),
      ]);
    case 'rights':
      return join([
        el('p', {}, el('em', {}, `For each right of review of ${block.of.replaceAll('-', ' ')}:`)),
        el('p', {}, say(block.says)),
      ]);
    case 'each':
      return join([
        el('p', {}, el('em', {}, `For each ${block.each.kind.replaceAll('-', ' ')}:`)),
        ...block.blocks.map((part) => blockPart(part, say)),
      ]);
  }
}
