// The window of help: what the screen is for, its keys first, all other keys, the switch that turns single keys off and the choice of other
// ones (WCAG 2.1.4), how long what is completed is held back, the language, and colours. Loaded when it is first opened.
import { useMatches } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { helpTexts } from '#texts/help';
import { keysTexts as texts } from '#texts/keys';
import { languageTexts } from '#texts/language';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { keyFault } from '../ui/key-choice.ts';
import { commandsInUse, keyOf } from '../ui/keys.ts';
import { choose, usePreferences, type Preferences } from '../ui/preferences.ts';
import { LanguageChoice } from './language-choice.tsx';

const COLOURS: readonly Preferences['colours'][] = ['system', 'light', 'dark'];
const SECONDS = [0, 10, 30] as const;
const COMMANDS = Object.keys(texts.list);

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const { singleKeys, colours, undoSeconds } = usePreferences();
  const id = useId();
  // As it is when the window opens: the window itself answers to none.
  const [here] = useState(commandsInUse);
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <label className="option">
        <input
          type="checkbox"
          checked={singleKeys}
          aria-describedby={id}
          onChange={(event) => choose({ singleKeys: event.target.checked })}
        />
        {texts.on}
      </label>
      <p id={id} className="field-hint">
        {texts.onHint}
      </p>
      <ThisScreen />
      <p>{texts.intro}</p>
      <KeyTable title={texts.here} commands={COMMANDS.filter((command) => here.has(command))} />
      <details className="folded">
        <summary>{texts.elsewhere}</summary>
        <KeyTable title={texts.elsewhere} commands={COMMANDS.filter((command) => !here.has(command))} />
      </details>
      <FixedKeys />
      <p>
        <Button
          onClick={() => {
            choose({ keys: {} });
            announce(texts.resetDone);
          }}
        >
          {texts.reset}
        </Button>
      </p>
      <Choices
        name="undo"
        legend={texts.undo}
        hint={texts.undoHint}
        options={SECONDS.map((seconds) => ({ value: seconds, label: texts.undoFor(seconds) }))}
        chosen={undoSeconds}
        onChoose={(seconds) => choose({ undoSeconds: seconds })}
      />
      <Choices
        name="colours"
        legend={texts.display}
        options={COLOURS.map((each) => ({ value: each, label: texts.colours[each] }))}
        chosen={colours}
        onChoose={(each) => choose({ colours: each })}
      />
      <p className="field-label">{languageTexts.label}</p>
      <LanguageChoice />
    </Dialog>
  );
}

function ThisScreen() {
  const screen = useMatches({
    select: (matches) => helpTexts.screens[(matches.at(-1)?.fullPath ?? '').replace(/(.)\/$/, '$1')],
  });
  if (screen === undefined) return null;
  return (
    <section data-help>
      <h3>{screen.title}</h3>
      <p>{screen.is}</p>
      <ul className="reasons">
        {screen.does.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function KeyTable({ title, commands }: { readonly title: string; readonly commands: readonly string[] }) {
  usePreferences();
  return (
    <table className="keys">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.key}</th>
          <th scope="col">{texts.does}</th>
          <th scope="col">
            <span className="visually-hidden">{texts.change}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {commands.map((command) => (
          <KeyLine key={command} command={command} />
        ))}
      </tbody>
    </table>
  );
}

function KeyLine({ command }: { readonly command: string }) {
  const [isAsking, setAsking] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const does = texts.list[command] ?? '';
  const key = keyOf(command);

  function take(pressed: string) {
    const wanted = pressed === 'Delete' || pressed === 'Backspace' ? '' : pressed;
    const wrong = wanted === '' ? null : keyFault(wanted, command, COMMANDS);
    setFault(wrong === null ? null : texts.faults[wrong]);
    if (wrong !== null) return;
    choose({ keys: { ...currentKeys(), [command]: wanted } });
    announce(texts.changed(does, wanted));
    setAsking(false);
  }

  return (
    <tr data-key-of={command}>
      <td>{key === '' ? texts.none : <kbd>{key === ' ' ? texts.space : key}</kbd>}</td>
      <td>
        {does}
        {isAsking ? (
          <AskKey prompt={texts.press(does)} fault={fault} onKey={take} onLeave={() => setAsking(false)} />
        ) : null}
      </td>
      <td>
        {isAsking ? null : (
          <Button
            look="quiet"
            aria-label={texts.changeOf(does)}
            onClick={() => {
              setFault(null);
              setAsking(true);
            }}
          >
            {texts.change}
          </Button>
        )}
      </td>
    </tr>
  );
}

function currentKeys(): Preferences['keys'] {
  return Object.fromEntries(
    COMMANDS.filter((command) => keyOf(command) !== command).map((command) => [command, keyOf(command)]),
  );
}

interface AskProps {
  readonly prompt: string;
  readonly fault: string | null;
  readonly onKey: (key: string) => void;
  readonly onLeave: () => void;
}

/** Listens for one key. Tab and Esc go on as they always do. */
function AskKey({ prompt, fault, onKey, onLeave }: AskProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <>
      <input
        ref={input}
        className="input"
        readOnly
        value=""
        aria-label={prompt}
        onBlur={onLeave}
        onKeyDown={(event) => {
          if (event.key === 'Tab') return;
          if (event.key === 'Shift' || event.ctrlKey || event.altKey || event.metaKey) return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Escape') onLeave();
          else onKey(event.key);
        }}
      />
      <span className="cell-line">{prompt}</span>
      <span className="field-error" role="alert">
        {fault}
      </span>
    </>
  );
}

function FixedKeys() {
  return (
    <table className="keys">
      <caption>{texts.always}</caption>
      <tbody>
        {texts.fixed.map(([key, does]) => (
          <tr key={key}>
            <th scope="row">
              <kbd>{key}</kbd>
            </th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ChoicesProps<T> {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

function Choices<T extends string | number>({ name, legend, hint, options, chosen, onChoose }: ChoicesProps<T>) {
  return (
    <fieldset className="field">
      <legend className="field-label">{legend}</legend>
      {hint === undefined ? null : <p className="field-hint">{hint}</p>}
      <div className="options">
        {options.map(({ value, label }) => (
          <label key={value} className="option">
            <input type="radio" name={name} value={value} checked={chosen === value} onChange={() => onChoose(value)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
