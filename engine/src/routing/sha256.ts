// SHA-256 (FIPS 180-4) of a text in UTF-8, as hex. Here because a draw must be recomputable by anyone with a common tool,
// and this package may not use the platform's cryptography; it guards no secret.

const CONSTANTS = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const START = primes(8).map((prime) => fraction(Math.sqrt(prime)));

/** @example sha256('abc') // 'ba7816bf 8f01cfea …' without spaces */
export function sha256(text: string): string {
  const blocks = padded(utf8(text));
  let state: readonly number[] = START;
  for (let offset = 0; offset < blocks.length; offset += 64) state = compressed(state, schedule(blocks, offset));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function compressed(state: readonly number[], words: readonly number[]): readonly number[] {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < 64; round += 1) {
    const choice = (e & f) ^ (~e & g);
    const first = (h + bigSigma(e, [6, 11, 25]) + choice + (CONSTANTS[round] ?? 0) + (words[round] ?? 0)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = (bigSigma(a, [2, 13, 22]) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (state[index] ?? 0)) | 0);
}

function schedule(bytes: readonly number[], offset: number): readonly number[] {
  const words: number[] = [];
  for (let index = 0; index < 16; index += 1) {
    const at = offset + index * 4;
    words.push(
      ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0),
    );
  }
  for (let index = 16; index < 64; index += 1) {
    const early = words[index - 15] ?? 0;
    const late = words[index - 2] ?? 0;
    const small = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const other = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words.push(((words[index - 16] ?? 0) + small + (words[index - 7] ?? 0) + other) | 0);
  }
  return words;
}

function bigSigma(word: number, [first, second, third]: readonly [number, number, number]): number {
  return turned(word, first) ^ turned(word, second) ^ turned(word, third);
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The bytes, a one, zeros, and the length in bits as 64 bits, to a whole number of blocks. */
function padded(bytes: readonly number[]): readonly number[] {
  const zeros = (119 - (bytes.length % 64)) % 64;
  const bits = bytes.length * 8;
  const high = Math.floor(bits / 0x1_0000_0000);
  const length = [high, bits % 0x1_0000_0000].flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 255));
  return [...bytes, 128, ...Array.from({ length: zeros }, () => 0), ...length];
}

/** Half of a surrogate pair has no UTF-8 and stands as U+FFFD, as encoders do it. */
function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x1_0000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

function fraction(root: number): number {
  return ((root - Math.floor(root)) * 0x1_0000_0000) | 0;
}

function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number += 1) {
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  }
  return found;
}
