// One hand at the page, with the mouse or with the keys and never with both: it counts clicks or chords, and what it types is content and
// not counted. What the page itself saw is compared with the count, so that nothing is done beside it.
import type { Locator, Page } from 'playwright-core';

export type Way = 'mouse' | 'keys';

export interface Hand {
  readonly way: Way;
  /** Clicks, or chords, since `begin`. */
  readonly count: () => number;
  /** Forgets what was counted; from here on it is. */
  readonly begin: () => Promise<void>;
  /** Says what the page saw that was not counted, and what of the other kind; empty where nothing. */
  readonly cheating: () => Promise<readonly string[]>;
  /** A click on it. */
  readonly click: (target: Locator) => Promise<void>;
  /** One chord, such as `n` or `Control+Enter`. */
  readonly press: (chord: string) => Promise<void>;
  /** Content. */
  readonly type: (text: string) => Promise<void>;
}

interface Seen {
  clicks: number;
  chords: number;
  others: string[];
}

interface Watched {
  journeySeen: Seen;
}

const MODIFIERS = ['Control', 'Shift', 'Alt', 'Meta'];

/** Runs in the page before anything else does. */
export function watchHands(modifiers: readonly string[]): void {
  const seen: Seen = { clicks: 0, chords: 0, others: [] };
  // The page has no such member of its own.
  (window as unknown as Watched).journeySeen = seen;
  document.addEventListener('pointerdown', (event) => void (event.isTrusted && (seen.clicks += 1)), true);
  document.addEventListener(
    'keydown',
    ({ isTrusted, key }) => void (isTrusted && !modifiers.includes(key) && (seen.chords += 1)),
    true,
  );
}

export async function handOf(page: Page, way: Way): Promise<Hand> {
  await page.context().addInitScript(watchHands, MODIFIERS);
  // From now on: what opens windows of the machine is told of, and not only from the moment in which somebody begins to wait for one, which
  // a key can be quicker than.
  page.on('filechooser', () => {});
  let counted = 0;
  let typed = 0;
  const seen = (): Promise<Seen> => page.evaluate(() => (window as unknown as Watched).journeySeen);
  return {
    way,
    count: () => counted,
    begin: async () => {
      counted = 0;
      typed = 0;
      await page.evaluate(() => {
        Object.assign((window as unknown as Watched).journeySeen, { clicks: 0, chords: 0 });
      });
    },
    cheating: async () => {
      const { clicks, chords } = await seen();
      const [wantedClicks, wantedChords] = way === 'mouse' ? [counted, typed] : [0, counted + typed];
      return [
        ...(clicks === wantedClicks ? [] : [`The page saw ${clicks} clicks, and ${wantedClicks} were counted.`]),
        ...(chords === wantedChords ? [] : [`The page saw ${chords} keys, and ${wantedChords} were counted.`]),
      ];
    },
    click: async (target) => {
      if (way !== 'mouse') throw new Error('Nobody clicks who has only keys.');
      counted += 1;
      await target.click();
    },
    press: async (chord) => {
      if (way !== 'keys') throw new Error('Nobody presses keys who has only a mouse.');
      counted += 1;
      await page.keyboard.press(chord);
    },
    type: async (text) => {
      // Each sign as its own key, as people type; what this keyboard lacks comes from no key.
      for (const sign of text) {
        const isKey = /^[ -~]$/.test(sign);
        if (isKey) typed += 1;
        await (isKey ? page.keyboard.press(sign === ' ' ? 'Space' : sign) : page.keyboard.insertText(sign));
      }
    },
  };
}
