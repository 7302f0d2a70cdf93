// The list of keys, the switch that turns single keys off (WCAG 2.1.4), and the choice of colours and of the language.
import { useId } from 'react';
import { keysTexts } from '#texts/keys';
import { languageTexts } from '#texts/language';
import { Dialog } from '../ui/dialog.tsx';
import { choose, usePreferences, type Preferences } from '../ui/preferences.ts';
import { LanguageChoice } from './language-choice.tsx';

const COLOURS: readonly Preferences['colours'][] = ['system', 'light', 'dark'];

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const { singleKeys, colours } = usePreferences();
  const id = useId();
  return (
    <Dialog title={keysTexts.title} onClose={onClose}>
      <p>{keysTexts.intro}</p>
      <label className="option">
        <input
          type="checkbox"
          checked={singleKeys}
          aria-describedby={id}
          onChange={(event) => choose({ singleKeys: event.target.checked })}
        />
        {keysTexts.on}
      </label>
      <p id={id} className="field-hint">
        {keysTexts.onHint}
      </p>
      <KeyTable />
      <fieldset className="field">
        <legend className="field-label">{keysTexts.display}</legend>
        <div className="options">
          {COLOURS.map((each) => (
            <label key={each} className="option">
              <input
                type="radio"
                name="colours"
                checked={colours === each}
                onChange={() => choose({ colours: each })}
              />
              {keysTexts[each]}
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
          <th scope="col">{keysTexts.key}</th>
          <th scope="col">{keysTexts.does}</th>
        </tr>
      </thead>
      <tbody>
        {keysTexts.list.map(([key, does]) => (
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
