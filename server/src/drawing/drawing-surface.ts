// The canvas that pages are drawn on, with a fault of the library mended. Runs only in the process that draws.
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';

type Styles = Pick<SKRSContext2D, 'fillStyle' | 'strokeStyle'>;

let isMended = false;

export function surfaceOf(width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  if (!isMended) mend(canvas.getContext('2d'));
  isMended = true;
  return canvas;
}

/**
 * After `restore` this library paints with the colour of before, but still names the last one when it is asked, up to 1.0.
 * pdf.js asks, and drew letters in the pattern of something else: so both colours are set anew.
 */
function mend(context: SKRSContext2D): void {
  // Every context shares these methods, also those that pdf.js makes for itself.
  const shared = Object.getPrototypeOf(context) as SKRSContext2D;
  // Taken out of their object on purpose: they are called on whichever context it is about.
  const save: (this: SKRSContext2D) => void = Reflect.get(shared, 'save');
  const restore: (this: SKRSContext2D) => void = Reflect.get(shared, 'restore');
  const saved = new WeakMap<SKRSContext2D, Styles[]>();
  shared.save = function saveStyles(this: SKRSContext2D): void {
    const { fillStyle, strokeStyle } = this;
    const stack = saved.get(this) ?? [];
    stack.push({ fillStyle, strokeStyle });
    saved.set(this, stack);
    save.call(this);
  };
  shared.restore = function restoreStyles(this: SKRSContext2D): void {
    restore.call(this);
    const styles = saved.get(this)?.pop();
    if (styles !== undefined) Object.assign(this, styles);
  };
}
