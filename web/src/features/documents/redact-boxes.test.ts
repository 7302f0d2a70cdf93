import { describe, expect, it } from 'vitest';
import { afterKey, between, inside, percent, type Box } from './redact-boxes.ts';

const BOX: Box = { id: 1, page: 1, x: 0.4, y: 0.5, width: 0.2, height: 0.1, reason: '' };
/** `Shift+` before the key as one says it. */
const press = (said: string, times: number): Box => {
  const asked = { key: said.replace('Shift+', ''), shiftKey: said.startsWith('Shift+') };
  return Array.from({ length: times }).reduce<Box>((one) => afterKey(one, asked) ?? one, BOX);
};

describe('boxes of a redaction', () => {
  it('move by a hundredth with arrows, and never leave the page', () => {
    expect(press('ArrowLeft', 3)).toMatchObject({ x: 0.37, y: 0.5 });
    expect(press('ArrowDown', 1)).toMatchObject({ y: 0.51 });
    expect(press('ArrowRight', 90)).toMatchObject({ x: 0.8, width: 0.2 });
    expect(press('ArrowUp', 90)).toMatchObject({ y: 0 });
    expect(afterKey(BOX, { key: 'Enter', shiftKey: false })).toBeNull();
  });

  it('change their size with Shift, and never to nothing', () => {
    expect(press('Shift+ArrowRight', 5)).toMatchObject({ x: 0.4, width: 0.25 });
    expect(press('Shift+ArrowUp', 90)).toMatchObject({ height: 0.005 });
  });

  it('are drawn from any corner to any other, and not by a touch', () => {
    const drawn = { x: 0.2, y: 0.3, width: 0.3, height: 0.4 };
    expect(between({ x: 0.5, y: 0.3 }, { x: 0.2, y: 0.7 })).toEqual(drawn);
    expect(between({ x: 0.2, y: 0.7 }, { x: 0.5, y: 0.3 })).toEqual(drawn);
    expect(between({ x: 0.5, y: 0.5 }, { x: 0.501, y: 0.9 })).toBeNull();
  });

  it('are held inside whatever is typed', () => {
    expect(inside({ x: 3, y: -1, width: Number.NaN, height: 2 })).toEqual({ x: 0.995, y: 0, width: 0.005, height: 1 });
    expect(percent(0.375)).toBe(38);
  });
});
