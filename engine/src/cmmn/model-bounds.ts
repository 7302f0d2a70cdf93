// Refuses a model whose parts are few enough to be read as XML and too many to be compiled in time. Knows no meaning.
import { problem, type Reading } from './element.ts';
import type { XmlElement } from './xml-tree.ts';

const MOST_CASES = 100;
/** About a thousand short conditions, or a hundred of half the length that one may have; each costs its reading. */
const MOST_READING = 22_000;
const READ = new Set(['condition', 'timerExpression']);

/** @returns false where it is too much, and the first element that is */
export function isWithinBounds(root: XmlElement, reading: Reading): boolean {
  let cases = 0;
  let effort = 0;
  const waiting: XmlElement[] = [root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (element.name === 'case') cases += 1;
    if (READ.has(element.name)) effort += 20 + element.text.length ** 2 / 2000;
    if (cases > MOST_CASES || effort > MOST_READING) {
      const reason =
        cases > MOST_CASES
          ? `The file holds more than ${MOST_CASES} cases. Split the file.`
          : 'The conditions up to here are more than can be read in time. Shorten them, or split the case.';
      problem(reading, element, { code: 'too-large', reason });
      return false;
    }
    for (let at = element.children.length - 1; at >= 0; at -= 1) {
      const child = element.children[at];
      if (child !== undefined) waiting.push(child);
    }
  }
  return true;
}
