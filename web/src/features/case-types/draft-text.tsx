// The text of a draft with its scenarios: a form for whoever writes it, and to read for everybody else.
import type { DraftOfCaseType, DraftScenario } from '../../client/case-type-drafts.ts';
import type { FieldFace, FieldValue, FormFace } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { draftsTexts as words } from '#texts/drafts';
import { useStep } from './use-step.ts';

interface Props {
  readonly draft: DraftOfCaseType;
}

const SOURCE_MAX = 400_000;
const SCENARIO_MAX = 90_000;

export function DraftTextForm({ draft }: Props) {
  const { may, whole, source, scenarios } = draft;
  return (
    <section aria-labelledby="text" className="draft-text">
      <h2 id="text">{words.text}</h2>
      {may.save === null ? (
        <Write draft={draft} />
      ) : (
        <>
          <Read title={words.text} text={source} />
          {scenarios.map((one) => (
            <details key={one.name}>
              <summary>{words.scenario(one.name)}</summary>
              <Read title={words.scenario(one.name)} text={one.source} />
            </details>
          ))}
        </>
      )}
      {whole === null ? null : (
        <details>
          <summary>{words.whole}</summary>
          <Read title={words.whole} text={whole} />
        </details>
      )}
    </section>
  );
}

/** A field that cannot be changed scrolls by itself and is reached by Tab. */
function Read({ title, text }: { readonly title: string; readonly text: string }) {
  return <textarea className="input" readOnly rows={20} aria-label={title} value={text} />;
}

function Write({ draft }: Props) {
  const { busy, take } = useStep(draft);
  return (
    <>
      <p>{words.textHint}</p>
      <CaseForm
        key={draft.steps}
        form={formOf(draft)}
        draft={`case-type-drafts/${draft.draftId}/text`}
        submit={words.save}
        busy={busy}
        onSubmit={(data, unsent) => take('text', textIn(draft, data), unsent)}
      />
    </>
  );
}

function formOf({ source, scenarios }: DraftOfCaseType): FormFace {
  const face = { kind: 'long-text', required: false, maxLength: SCENARIO_MAX } as const;
  const written = scenarios.map((one, index): FieldFace => {
    const label = words.scenario(one.name);
    return { ...face, field: `scenario-${index}`, label, hint: words.scenarioHint, value: one.source };
  });
  return {
    form: 'text',
    title: words.text,
    fields: [
      { ...face, field: 'source', label: words.source, required: true, maxLength: SOURCE_MAX, value: source },
      ...written,
      { ...face, field: 'another', label: words.another, hint: words.anotherHint },
    ],
  };
}

/** Ends with one line break each, which the form does not keep. */
function textIn({ scenarios }: DraftOfCaseType, data: Readonly<Record<string, FieldValue>>): object {
  const line = (value: FieldValue | undefined): string => `${String(value ?? '')}\n`;
  const kept = scenarios.flatMap(({ name }, index): readonly DraftScenario[] => {
    const value = data[`scenario-${index}`];
    return value === undefined || value === null ? [] : [{ name, source: line(value) }];
  });
  const another = data['another'];
  const added = another === undefined || another === null ? [] : [{ name: freeName(scenarios), source: line(another) }];
  return { source: line(data['source']), scenarios: [...kept, ...added] };
}

function freeName(scenarios: readonly DraftScenario[]): string {
  const taken = new Set(scenarios.map(({ name }) => name));
  let number = scenarios.length + 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}
