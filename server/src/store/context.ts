// The signed context of a transaction: which agency, on whose behalf, until when; and, beside it, what its reader holds. The
// database checks both signatures with a key that the application's role cannot read, so SQL smuggled into a statement can
// choose neither another agency nor another reader.
//
// What the check costs the database: about 10 microseconds in a loop, and in a statement of its own, where function and
// key are looked up anew, about as much again as reading one row by its key (measured on a loaded machine, point reads:
// 42 without policy, 52 with an unsigned setting, 98 signed; a view instead of the function: 92). A command has seven to
// nine such statements.
import { createHmac } from 'node:crypto';
import { programToken } from '@casewright/engine/policy';
import { signReader } from './reader-context.ts';

/**
 * What a transaction reads cases with: the tokens of a reader, or the program's own right, for what it does of its own
 * accord and for writing what was decided. Without either it reads none.
 */
export type Holding = 'program' | readonly string[];

export interface Context {
  /** The agency; 0 is the platform itself, which may only read the list of agencies. */
  readonly tenant: number;
  /** Person or system id, `[A-Za-z0-9_.-]{1,64}`; `-` while nobody has been found yet. */
  readonly person: string;
  readonly holding?: Holding;
}

/** Sees the list of agencies and nothing else. */
export const PLATFORM: Context = { tenant: 0, person: '-' };

/** For what the program does of its own accord in an agency: its timers, its log, a rebuild. */
export function programContext(tenant: number, person: string): Context {
  return { tenant, person, holding: 'program' };
}

/** For what somebody may read; of the right of the program nobody has anything. */
export function readerContext({ tenant, person, holding }: Context): Context {
  return { tenant, person, ...(holding === undefined || holding === 'program' ? {} : { holding }) };
}

/** For what the installation notes that belongs to no agency. */
export const PLATFORM_PROGRAM: Context = programContext(PLATFORM.tenant, PLATFORM.person);

export interface ContextSigner {
  /** The statements that set the context for the rest of the transaction, ready to send. */
  readonly setContext: (context: Context, nowMs: number) => readonly string[];
  /** The one that sets what is held from here on. */
  readonly setReader: (context: Context, holding: Holding, nowMs: number) => string;
}

/** How long a signature holds. It must outlast the longest transaction, and bounds what a leaked one is worth. */
const LIFETIME_S = 300;
/** A remembered signature is used while it still holds for this long. */
const MARGIN_S = 120;
const REMEMBERED = 10_000;

// The literal goes into SQL text, because SET takes no parameters; nothing that fails this pattern gets there.
const CONTEXT = /^[0-9]{1,9}:[A-Za-z0-9_.-]{1,64}:[0-9]{1,11}\.[0-9a-f]{64}$/;

interface Remembered {
  readonly text: string;
  /** Epoch seconds. */
  readonly until: number;
}

/** @param key 32 bytes; the same that `migrate` gave to the database. */
export function contextSigner(key: Buffer): ContextSigner {
  const contexts = new Map<string, Remembered>();
  const programs = new Map<number, Remembered>();
  // A reader's list of tokens is made once and never changed, so what was signed for it is found by the list itself.
  const readers = new WeakMap<readonly string[], Remembered>();

  function setWho(who: string, nowS: number): string {
    const known = contexts.get(who);
    if (known !== undefined && known.until > nowS) return known.text;
    if (contexts.size >= REMEMBERED) contexts.clear();
    const text = `SET LOCAL app.ctx = '${sign(who, nowS + LIFETIME_S, key)}'`;
    contexts.set(who, { text, until: nowS + LIFETIME_S - MARGIN_S });
    return text;
  }

  function setReader({ tenant, person }: Context, holding: Holding, nowMs: number): string {
    const nowS = Math.floor(nowMs / 1000);
    const known = holding === 'program' ? programs.get(tenant) : readers.get(holding);
    if (known !== undefined && known.until > nowS) return known.text;
    const reader =
      holding === 'program'
        ? { tenant, person: 'program', tokens: [programToken(String(tenant))] }
        : { tenant, person, tokens: holding };
    const text = `SET LOCAL app.reader = '${signReader(reader, nowS + LIFETIME_S, key)}'`;
    const made = { text, until: nowS + LIFETIME_S - MARGIN_S };
    if (holding === 'program') programs.set(tenant, made);
    else readers.set(holding, made);
    return text;
  }

  return {
    setContext(context, nowMs) {
      const who = setWho(`${context.tenant}:${context.person}`, Math.floor(nowMs / 1000));
      return context.holding === undefined ? [who] : [who, setReader(context, context.holding, nowMs)];
    },
    setReader,
  };
}

/** @returns `<tenant>:<person>:<expires, epoch seconds>.<hex hmac-sha-256>`; throws for an id that does not fit. */
export function sign(who: string, expiresS: number, key: Buffer): string {
  const payload = `${who}:${expiresS}`;
  const literal = `${payload}.${createHmac('sha256', key).update(payload).digest('hex')}`;
  if (!CONTEXT.test(literal))
    throw new TypeError('An agency or person id does not have the form that a context allows.');
  return literal;
}
