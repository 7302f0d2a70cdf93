// Hands one message to the server for mail and says what became of it. What matters is the one moment at which nobody can know: when all
// was said and no answer came. Then it is `unknown`, whatever the library calls it.
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailSettings } from '../launch/mail-settings.ts';

export type Handed =
  | { readonly kind: 'accepted' }
  /** Refused for good, or for now. The code is the three digits of the answer, 0 without one. */
  | { readonly kind: 'refused' | 'delayed'; readonly code: number }
  | { readonly kind: 'unknown' };

export interface MailToHand {
  readonly from: string;
  readonly to: string;
  readonly message: Buffer;
  /** Of what is sent; the other side may name it in a report. */
  readonly dispatch: string;
}

/** Longest waits in milliseconds; together they are shorter than anybody's lease. */
export interface MailTimes {
  readonly connectMs: number;
  readonly answerMs: number;
}

export const MAIL_TIMES: MailTimes = { connectMs: 20_000, answerMs: 60_000 };

export type MailServer = (mail: MailToHand) => Promise<Handed>;

/** @returns what hands mail over; each message takes a connection of its own, so that no other's failure is taken for its own */
export function openMailServer(settings: MailSettings, times: MailTimes = MAIL_TIMES): MailServer {
  return async ({ from, to, message, dispatch }) => {
    let hasBegun = false;
    const raw = new Readable({
      read(): void {
        // The message is asked for when the server has said that it takes one, and not before.
        hasBegun = true;
        this.push(message);
        this.push(null);
      },
    });
    const line = new SMTPConnection(lineOptions(settings, times));
    try {
      await connected(line, settings);
      const dsn = { ret: 'HDRS', envid: dispatch, notify: 'FAILURE,DELAY' } as const;
      await new Promise<void>((resolve, reject) => {
        line.once('error', reject);
        line.send({ from, to: [to], dsn }, raw, (error) => (error === null ? resolve() : reject(error)));
      });
      return { kind: 'accepted' };
    } catch (error) {
      return whatBecame(error, hasBegun);
    } finally {
      raw.destroy();
      // What the line still says is of no matter, and must not end the program.
      line.on('error', () => undefined);
      line.quit();
    }
  };
}

function lineOptions({ host, port, tls }: MailSettings, { connectMs, answerMs }: MailTimes) {
  return {
    ...{ host, port, secure: tls === 'always', requireTLS: tls === 'upgrade', ignoreTLS: tls === 'never' },
    ...{ connectionTimeout: connectMs, greetingTimeout: connectMs, dnsTimeout: connectMs, socketTimeout: answerMs },
  };
}

function connected(line: SMTPConnection, { login }: MailSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    line.once('error', reject);
    line.once('end', () => reject(new Error('The line was cut.')));
    line.connect((failed) => {
      if (failed !== undefined && failed !== null) return reject(failed);
      if (login === null) return resolve();
      line.login({ user: login.user, pass: login.password }, (refused) =>
        refused === undefined || refused === null ? resolve() : reject(refused),
      );
    });
  });
}

function whatBecame(error: unknown, hasBegun: boolean): Handed {
  const code = codeOf(error);
  // Only what is answered to the recipient or the message is about these; a server that does not take us at all is for us to mend.
  if (code >= 500 && ABOUT_THEM.includes(commandOf(error))) return { kind: 'refused', code };
  if (code >= 400) return { kind: 'delayed', code };
  // Taken, and something went wrong afterwards.
  if (code >= 200 && code < 300 && hasBegun) return { kind: 'accepted' };
  return hasBegun ? { kind: 'unknown' } : { kind: 'delayed', code: 0 };
}

/** Three digits that the server answered; 0 where it did not. */
function codeOf(error: unknown): number {
  const code = typeof error === 'object' && error !== null && 'responseCode' in error ? error.responseCode : 0;
  return typeof code === 'number' ? code : 0;
}

const ABOUT_THEM: readonly unknown[] = ['RCPT TO', 'DATA'];

function commandOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'command' in error ? error.command : null;
}
