// Ids that sort by the time they were made (RFC 9562, 5.7), so that new rows land at the end of their index.
import { randomFillSync } from 'node:crypto';

// One call for many ids: asking the system for ten bytes costs as much as asking for a page.
const pool = Buffer.alloc(4000);
let used = pool.length;

/** @param nowMs milliseconds since 1970, from the caller's clock. */
export function uuidV7(nowMs: number): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.toString('hex', used, used + 10);
  used += 10;
  const time = nowMs.toString(16).padStart(12, '0');
  // Two bits of variant: the digit becomes 8, 9, a or b.
  const variant = '89ab'.charAt(Number.parseInt(random.charAt(3), 16) & 3);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}
