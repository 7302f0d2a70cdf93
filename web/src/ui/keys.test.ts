import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { keyFault } from './key-choice.ts';
import { answerTo, commandsInUse, isKeyOf, signOf } from './keys.ts';
import { choose } from './preferences.ts';

// Only what the functions read of it.
const pressed = (key: string, code = '', shiftKey = false): KeyboardEvent => ({ key, code, shiftKey }) as KeyboardEvent;

// Choosing puts colours on the page; there is none here.
beforeAll(() => void vi.stubGlobal('document', { documentElement: { dataset: {} } }));
afterAll(() => void vi.unstubAllGlobals());
afterEach(() => choose({ keys: {} }));

describe('which key does what', () => {
  it('goes by the sign, wherever the key is', () => {
    // The letter n of a Dvorak keyboard is where others have l.
    expect(isKeyOf(pressed('n', 'KeyL'), 'n')).toBe(true);
    expect(isKeyOf(pressed('l', 'KeyN'), 'n')).toBe(false);
  });

  it('goes by the place where the keyboard writes no Latin letters', () => {
    expect(isKeyOf(pressed('т', 'KeyN'), 'n')).toBe(true);
    expect(isKeyOf(pressed('ى', 'KeyN'), 'n')).toBe(true);
    expect(isKeyOf(pressed('؟', 'Slash', true), '?')).toBe(true);
    expect(signOf(pressed('é', 'Digit2'))).toBe('é');
  });

  it('is the same while capitals are locked, and another with Shift', () => {
    expect(isKeyOf(pressed('N', 'KeyN'), 'n')).toBe(true);
    expect(isKeyOf(pressed('N', 'KeyN', true), 'n')).toBe(false);
  });

  it('is what the person chose, or nothing', () => {
    choose({ keys: { n: 'ö', m: '' } });
    expect(isKeyOf(pressed('ö'), 'n')).toBe(true);
    expect(isKeyOf(pressed('n'), 'n')).toBe(false);
    expect(isKeyOf(pressed('m'), 'm')).toBe(false);
  });

  it('knows what is on the screen', () => {
    const [one, two] = [answerTo('n'), answerTo('n')];
    one();
    expect(commandsInUse().has('n')).toBe(true);
    two();
    expect(commandsInUse().has('n')).toBe(false);
  });
});

describe('what a person may choose', () => {
  const commands = ['n', 'm', ' '];

  it('refuses what is another command already, and nothing else that is one sign', () => {
    expect(keyFault('m', 'n', commands)).toBe('taken');
    expect(keyFault('n', 'n', commands)).toBeNull();
    expect(keyFault('ö', 'n', commands)).toBeNull();
    choose({ keys: { m: 'p' } });
    expect(keyFault('m', 'n', commands)).toBeNull();
    expect(keyFault('p', 'n', commands)).toBe('taken');
  });

  it('refuses the keys of browsers and of assistive technology', () => {
    for (const key of ['Enter', 'Tab', 'Escape', 'F5', ' ', 'ArrowDown', "'", 'Backspace', 'ab'])
      expect(keyFault(key, 'n', ['n', 'm']), key).toBe('not-one');
  });
});
