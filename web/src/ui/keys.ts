// Which key does what. A command is named by the key that it has by itself; a person may give it another one, or none.
import { preferences } from './preferences.ts';

/** The key that a command has now; empty where the person took it away. */
export function keyOf(command: string): string {
  return preferences().keys[command] ?? command;
}

/**
 * Whether a key that was pressed is that of a command. What counts is the sign that the key writes, wherever it is on the keyboard. On a
 * keyboard that writes no Latin letters it is the place of the key, since no single key there writes the sign.
 */
export function isKeyOf(event: KeyboardEvent, command: string): boolean {
  const key = keyOf(command);
  return key !== '' && (key === event.key || key === signOf(event));
}

/** The sign that a key stands for: not its capital while capitals are locked, and the Latin one on other keyboards. */
export function signOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (key === '؟') return '?';
  if (/^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key) && !shiftKey)
    return LETTER.exec(code)?.[1]?.toLowerCase() ?? key;
  return !shiftKey && /^\p{Lu}$/u.test(key) ? key.toLowerCase() : key;
}

const LETTER = /^Key([A-Z])$/;
const inUse = new Map<string, number>();

/** While a screen answers to a command. @returns what ends that */
export function answerTo(command: string): () => void {
  inUse.set(command, (inUse.get(command) ?? 0) + 1);
  return () => {
    const left = (inUse.get(command) ?? 1) - 1;
    if (left > 0) inUse.set(command, left);
    else inUse.delete(command);
  };
}

/** The commands to which what is on the screen answers. */
export function commandsInUse(): ReadonlySet<string> {
  return new Set(inUse.keys());
}
