// Numbers for new cases, taken from the database in blocks. A number is used once; those of a block that a process did
// not come to use are gaps.
import { flight, type Tx } from '../store/database.ts';
import { takeReferences, type Counter } from '../store/reference-counter.ts';

export interface References {
  /** The next number. A new block is taken in the transaction, and its rest kept for others only by `keep`. */
  readonly next: (tx: Tx, counter: Counter) => Promise<TakenNumber>;
}

export interface TakenNumber {
  readonly number: number;
  /** To be called once the transaction has committed: only then do the other numbers of a new block belong to us. */
  readonly keep: () => void;
}

interface Block {
  next: number;
  readonly end: number;
}

const BLOCK = 64;

export function referenceBlocks(): References {
  const blocks = new Map<string, Block[]>();
  return {
    async next(tx, counter) {
      const id = `${counter.tenant}|${counter.caseType}|${counter.year}`;
      const own = blocks.get(id) ?? [];
      blocks.set(id, own);
      const [block] = own;
      if (block !== undefined) {
        const number = block.next;
        block.next += 1;
        if (block.next === block.end) own.shift();
        return { number, keep: () => {} };
      }
      const [taken] = await flight(tx, [takeReferences(counter, BLOCK)]);
      const end = taken.rows[0]?.next ?? 0;
      return { number: end - BLOCK, keep: () => own.push({ next: end - BLOCK + 1, end }) };
    },
  };
}

/** Fills a case type's pattern: `INF-{year}-{sequence}` becomes `INF-2024-000123`. */
export function formatReference(pattern: string, year: number, number: number): string {
  return pattern
    .replaceAll('{year}', String(year).padStart(4, '0'))
    .replaceAll('{sequence}', String(number).padStart(6, '0'));
}

/** Whether a reference has the form of those that are made here; others come from elsewhere and may say anything. */
export function isOwnReference(pattern: string, reference: string): boolean {
  const parts = pattern.split(/(\{year\}|\{sequence\})/).map((part) => {
    if (part === '{year}') return String.raw`\d{4}`;
    return part === '{sequence}' ? String.raw`\d{6,}` : part.replaceAll(/[^A-Za-z0-9]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join('')}$`).test(reference);
}
