// What somebody may do from where they are. It is asked of the page itself: the menu has exactly the places that are theirs to go to, and the
// page has exactly the buttons that are theirs to press, so that this list offers neither more nor less than they do.

export interface Offer {
  readonly key: string;
  readonly label: string;
  readonly act: 'go' | 'press';
  readonly element: HTMLElement;
}

const LABEL_MOST = 100;

export function offeredHere(): readonly Offer[] {
  return [...offers('press', 'main button[type=button]'), ...offers('go', '.side-nav a.nav-link')];
}

function offers(act: Offer['act'], selector: string): readonly Offer[] {
  const known = new Set<string>();
  return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((element): readonly Offer[] => {
    const label = labelOf(element);
    const isShown = act === 'go' || element.offsetParent !== null;
    if (label === '' || label.length > LABEL_MOST || !isShown || isOfRow(element) || known.has(label)) return [];
    known.add(label);
    return [{ key: `${act} ${label}`, label, act, element }];
  });
}

/** What is done with one row of a table is done there: as many as there are rows, they would be in the way of what the page is for. */
function isOfRow(element: HTMLElement): boolean {
  return element.closest('[role="row"], tr') !== null;
}

/** The key that a button shows is no part of its name. */
function labelOf(element: HTMLElement): string {
  const said = element.getAttribute('aria-label');
  if (said !== null) return said;
  const texts = [...element.childNodes].map((node) =>
    node instanceof HTMLElement && node.getAttribute('aria-hidden') === 'true' ? '' : (node.textContent ?? ''),
  );
  return texts.join('').trim();
}

/** Whether each word that was typed is the beginning of one of these. */
export function hasWords(text: string, typed: string): boolean {
  const words = wordsOf(text);
  return wordsOf(typed).every((each) => words.some((word) => word.startsWith(each)));
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
