// Deciding on one item: released, redacted or withheld, each with what it needs. What is missing the server says.
import { decideItems, type FilePlace, type SubjectItem } from '../../client/rights.ts';
import type { FieldFace } from '../../client/types.ts';
import { rightsTexts as words } from '#texts/rights';
import { type Answers, choice, field, FormWindow, type SentForm, textIn } from './form-window.tsx';

export interface DecideWindowProps {
  readonly place: FilePlace;
  readonly item: SubjectItem;
  readonly onClose: () => void;
}

const CHOICES = [
  { value: 'release', label: words.choices.release },
  { value: 'redact', label: words.choices.redact },
  { value: 'withhold', label: words.choices.withhold },
] as const;

export function DecideWindow({ place, item, onClose }: DecideWindowProps) {
  const isPaper = item.file !== null;
  const fields: readonly FieldFace[] = [
    choice('decision', words.choose, CHOICES),
    ...(item.namesOthers ? [{ ...field('namesOthers', 'boolean', words.seen), required: false }] : []),
    { ...field('code', 'text', words.code), hint: words.codeHint, required: false, maxLength: 80 },
    { ...field('words', 'long-text', words.say), required: false },
    ...(isPaper
      ? [{ ...field('copy', 'text', words.copy), hint: words.copyHint, required: false, maxLength: 80 }]
      : []),
  ];

  function send(answers: Answers, _: unknown, { unsent }: SentForm): Promise<unknown> {
    const decision = CHOICES.find(({ value }) => value === textIn(answers, 'decision'))?.value ?? 'withhold';
    const given = Object.fromEntries(
      ['code', 'words', 'copy'].flatMap((name) => {
        const text = textIn(answers, name);
        return text === '' ? [] : [[name, text]];
      }),
    );
    const seen = answers['namesOthers'] === true ? { namesOthers: true } : {};
    return decideItems(place, { items: [item.item], decision, ...given, ...seen }, unsent);
  }

  return (
    <FormWindow
      {...{ fields, send, onClose }}
      title={words.decideOf(item.title, item.reference)}
      draft={`rights/decide/${place.fileId}/${item.item}`}
      submit={words.decide}
      done={words.decided}
    />
  );
}
