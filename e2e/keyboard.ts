// Working the staff app by keys alone, as a person does who has no mouse: going from one control to the next, and filling
// in whatever form is there by what each control says about itself.
import type { Page } from 'playwright-core';

const MOST_STEPS = 120;
const ROUND_MS = 250;

interface Focused {
  readonly tag: string;
  readonly type: string;
  readonly mode: string;
  readonly label: string;
  readonly value: string;
  readonly submits: boolean;
  /** True for a radio in a group of which none is chosen. */
  readonly unanswered: boolean;
}

/** Presses Tab until the control with this accessible name has the focus. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const { tag, label } = await focused(page);
    if (name.test(label)) return;
    // Once round: what is looked for may still be on its way.
    if (tag === 'BODY') await page.waitForTimeout(ROUND_MS);
  }
  throw new Error(`No control named ${name} can be reached by Tab.`);
}

/** To the people whom one can work as, past the languages. They come with an answer of their own; before it, keys reach nothing. */
export async function tabToPeople(page: Page): Promise<void> {
  await page.getByRole('radio').first().waitFor();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).type === 'radio') return;
  }
  throw new Error('The people to choose from cannot be reached by Tab.');
}

/** Signs in to the demonstration as the person of that name. */
export async function signInAs(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  await tabToPeople(page);
  for (let step = 0; !(await focused(page)).label.includes(name); step += 1) {
    if (step > 60) throw new Error(`${name} is not among the people to choose from.`);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
}

/** Fills the form by keys, from its first control to its submit button, and leaves the focus there. Answers how many it filled. */
export async function fillForm(page: Page): Promise<number> {
  let filled = 0;
  await page.evaluate(() => document.querySelector<HTMLElement>('form')?.closest('main')?.focus());
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    if (!(await page.evaluate(() => document.activeElement?.closest('.case-form') !== null))) continue;
    const control = await focused(page);
    if (control.submits) return filled;
    if (await fill(page, control)) filled += 1;
  }
  throw new Error('The submit button of the form cannot be reached by Tab.');
}

async function fill(page: Page, control: Focused): Promise<boolean> {
  if (control.tag === 'BUTTON') {
    if (!/^(Today|Now), for/.test(control.label)) return false;
    await page.keyboard.press('Enter');
    return true;
  }
  if (control.type === 'radio') {
    if (control.unanswered) await page.keyboard.press('Space');
    return control.unanswered;
  }
  if (control.value !== '' || control.mode === 'numeric' || /^Time$/.test(control.label)) return false;
  if (control.tag === 'SELECT') await page.keyboard.press('ArrowDown');
  else await page.keyboard.type(control.mode === 'decimal' ? '12' : 'Checked');
  return true;
}

export async function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const input = element instanceof HTMLInputElement ? element : null;
    const group =
      input?.type === 'radio' ? document.querySelectorAll(`input[name="${CSS.escape(input.name)}"]:checked`) : [];
    const labels = element !== null && 'labels' in element ? [...((element.labels as NodeList | null) ?? [])] : [];
    const valued =
      element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
        ? element.value
        : (input?.value ?? '');
    return {
      tag: element?.tagName ?? '',
      type: input?.type ?? '',
      mode: input?.inputMode ?? '',
      label:
        element?.getAttribute('aria-label') ??
        // Past the last control the focus is on the body, whose text is that of the whole page.
        (labels.map((label) => label.textContent).join(' ') ||
          (element === document.body ? '' : (element?.textContent ?? ''))),
      value: valued,
      submits: element instanceof HTMLButtonElement && element.type === 'submit',
      unanswered: input?.type === 'radio' && group.length === 0,
    };
  });
}
