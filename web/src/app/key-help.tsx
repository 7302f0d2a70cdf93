// The list of keys, the switch that turns single keys off (WCAG 2.1.4), and the choice of colours and of the language.
import { useId } from 'react';
import { appTexts } from '#texts/app';
import { languageTexts } from '#texts/language';
import { Dialog } from '../ui/dialog.tsx';
import { choose, usePreferences, type Preferences } from '../ui/preferences.ts';
import { LanguageChoice } from './language-choice.tsx';

const COLOURS: readonly Preferences['colours'][] = ['system', 'light', 'dark'];

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const { singleKeys, colours } = usePreferences();
  const id = useId();
  return (
    <Dialog title={appTexts.keys.title} onClose={onClose}>
      <p>{appTexts.keys.intro}</p>
      <label className="option">
        <input
          type="checkbox"
          checked={singleKeys}
          aria-describedby={id}
          onChange={(event) => choose({ singleKeys: event.target.checked })}
        />
        {appTexts.keys.on}
      </label>
      <p id={id} className="field-hint">
        {appTexts.keys.onHint}
      </p>
      <KeyTable />
      <fieldset className="field">
        <legend className="field-label">{appTexts.keys.display}</legend>
        <div className="options">
          {COLOURS.map((each) => (
            <label key={each} className="option">
              <input
                type="radio"
                name="colours"
                checked={colours === each}
                onChange={() => choose({ colours: each })}
              />
              {appTexts.keys[each]}
            </label>
          ))}
        </div>
      </fieldset>
      <p className="field-label">{languageTexts.label}</p>
      <LanguageChoice />
    </Dialog>
  );
}

function KeyTable() {
  return (
    <table className="keys">
      <thead>
        <tr>
          <th scope="col">{appTexts.keys.key}</th>
          <th scope="col">{appTexts.keys.does}</th>
        </tr>
      </thead>
      <tbody>
        {appTexts.keys.list.map(([key, does]) => (
          <tr key={key}>
            <td>
              <kbd>{key}</kbd>
            </td>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
