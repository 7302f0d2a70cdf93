// Choosing the language of the screen. The page is loaded again in the other one, where it is; what was typed and not saved would be
// lost by that, so it is asked about first.
import { useState } from 'react';
import { dropAllDrafts, hasDrafts } from '../client/drafts.ts';
import { languageTexts } from '#texts/language';
import { LANGUAGES, type Language } from '../texts/languages.ts';
import { Button } from '../ui/button.tsx';

const A_YEAR_S = 31_536_000;

export function LanguageChoice() {
  const [asked, setAsked] = useState<Language | null>(null);
  return (
    <div className="languages" role="group" aria-label={languageTexts.label}>
      {LANGUAGES.map((language) => (
        <Button
          key={language.tag}
          look="quiet"
          lang={language.tag}
          aria-pressed={isShown(language)}
          onClick={() => (hasDrafts() ? setAsked(language) : change(language))}
        >
          <bdi>{language.name}</bdi>
        </Button>
      ))}
      {asked === null ? null : (
        <div role="alert">
          <p>{languageTexts.unsaved}</p>
          <Button onClick={() => change(asked)}>{languageTexts.change}</Button>
        </div>
      )}
    </div>
  );
}

function isShown({ tag }: Language): boolean {
  return document.documentElement.lang.split('-')[0] === tag;
}

/** The server hands out the page in the language that the cookie names. It says nothing of who somebody is. */
function change(language: Language): void {
  const secure = window.location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `casewright-language=${language.tag}; path=/; max-age=${A_YEAR_S}; samesite=lax${secure}`;
  dropAllDrafts();
  window.location.reload();
}
