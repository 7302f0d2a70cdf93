// What is in a bundle that is being put together, in its order, and what can go in: by buttons, so that no pointer is needed.
import { useEffect, useRef, useState } from 'react';
import type { Bundles, CaseView } from '../../client/types.ts';
import { bundlesTexts as texts } from '#texts/bundles';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { TextLine } from '../../ui/text-line.tsx';
import { faultIn, moved, put, wordsOf, type BundleItem } from './bundle-draft.ts';

interface ListProps {
  readonly view: CaseView;
  readonly items: readonly BundleItem[];
  readonly facts: Bundles['documents'];
  readonly onChange: (items: readonly BundleItem[]) => void;
}

export function BundleInside({ view, items, facts, onChange }: ListProps) {
  const list = useRef<HTMLOListElement>(null);
  // A line that moves takes the focus with it, which the browser would let go.
  const [focus, setFocus] = useState<{ readonly entry: string; readonly move: string; readonly times: number } | null>(
    null,
  );
  useEffect(() => {
    if (focus === null) return;
    list.current
      ?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(focus.entry)}"] [data-move="${focus.move}"]`)
      ?.focus();
  }, [focus]);
  const move = (entry: string, by: -1 | 1): void => {
    const next = moved(items, entry, by);
    onChange(next);
    announce(texts.movedTo(wordsOf(view, entry), next.findIndex((item) => item.entry === entry) + 1));
    setFocus((last) => ({ entry, move: by === -1 ? 'up' : 'down', times: (last?.times ?? 0) + 1 }));
  };
  return (
    <section aria-label={texts.inside}>
      <h3>{texts.inside}</h3>
      {items.length === 0 ? <p className="quiet">{texts.empty}</p> : null}
      <ol className="lines" ref={list}>
        {items.map((item, at) => (
          <InsideLine
            key={item.entry}
            words={wordsOf(view, item.entry)}
            item={item}
            fault={faultIn(facts, item.entry) ?? null}
            ends={{ first: at === 0, last: at === items.length - 1 }}
            onMove={(by) => move(item.entry, by)}
            onRemove={() => onChange(items.filter(({ entry }) => entry !== item.entry))}
            onHeading={(heading) =>
              onChange(items.map((one) => (one.entry === item.entry ? { ...one, heading } : one)))
            }
          />
        ))}
      </ol>
    </section>
  );
}

interface LineProps {
  readonly words: string;
  readonly item: BundleItem;
  readonly fault: string | null;
  readonly ends: { readonly first: boolean; readonly last: boolean };
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
  readonly onHeading: (heading: string) => void;
}

function InsideLine({ words, item, fault, ends, onMove, onRemove, onHeading }: LineProps) {
  return (
    <li className="line" data-entry={item.entry}>
      <TextLine
        label={
          <>
            {texts.heading} <span className="visually-hidden">{words}</span>
          </>
        }
        dir="auto"
        value={item.heading}
        onType={onHeading}
      />
      <p>
        <strong>
          <bdi>{words}</bdi>
        </strong>
      </p>
      {fault === null ? null : <p className="field-error">{texts.fault(fault)}</p>}
      <div className="page-actions">
        <Button
          data-move="up"
          aria-disabled={ends.first}
          aria-label={texts.upOf(words)}
          onClick={() => (ends.first ? undefined : onMove(-1))}
        >
          {texts.up}
        </Button>
        <Button
          data-move="down"
          aria-disabled={ends.last}
          aria-label={texts.downOf(words)}
          onClick={() => (ends.last ? undefined : onMove(1))}
        >
          {texts.down}
        </Button>
        <Button aria-label={texts.outOf(words)} onClick={onRemove}>
          {texts.out}
        </Button>
      </div>
    </li>
  );
}

export function BundleChoice({ view, items, facts, onChange }: ListProps) {
  const inside = new Set(items.map(({ entry }) => entry));
  const others = facts.filter(({ entry }) => !inside.has(entry));
  const free = others.filter(({ fault }) => fault === null);
  const barred = others.filter(({ fault }) => fault !== null);
  const add = (entries: readonly string[]): void => onChange(put(items, entries));
  return (
    <section aria-label={texts.mayGoIn}>
      <h3>{texts.mayGoIn}</h3>
      {free.length === 0 ? <p className="quiet">{texts.noneLeft}</p> : null}
      {free.length > 1 ? <Button onClick={() => add(free.map(({ entry }) => entry))}>{texts.addAll}</Button> : null}
      <ul className="lines">
        {free.map(({ entry }) => (
          <li key={entry} className="line">
            <bdi>{wordsOf(view, entry)}</bdi>{' '}
            <Button aria-label={texts.addOf(wordsOf(view, entry))} onClick={() => add([entry])}>
              {texts.add}
            </Button>
          </li>
        ))}
      </ul>
      {barred.length === 0 ? null : (
        <details>
          <summary>{texts.mayNot(barred.length)}</summary>
          <ul className="lines">
            {barred.map(({ entry, fault }) => (
              <li key={entry} className="line">
                <bdi>{wordsOf(view, entry)}</bdi> <span className="quiet">{texts.fault(fault ?? '')}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
