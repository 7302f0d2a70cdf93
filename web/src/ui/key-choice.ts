// Which keys a person may give to a command.
import { keyOf } from './keys.ts';

/** Keys of one sign that browsers take for themselves: Firefox searches links with the apostrophe. */
const OF_BROWSERS = ["'", ' '];

/**
 * What speaks against a key for a command; null where nothing does.
 * @param commands all that there are
 */
export function keyFault(key: string, command: string, commands: readonly string[]): 'not-one' | 'taken' | null {
  if (key === command) return isTaken(key, command, commands) ? 'taken' : null;
  if (!/^.$/u.test(key) || OF_BROWSERS.includes(key)) return 'not-one';
  return isTaken(key, command, commands) ? 'taken' : null;
}

function isTaken(key: string, command: string, commands: readonly string[]): boolean {
  return commands.some((other) => other !== command && keyOf(other) === key);
}
