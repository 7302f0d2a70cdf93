#!/usr/bin/env node
// A key program for PKCS #11 tokens (hardware modules, smart cards, SoftHSM), by OpenSC's pkcs11-tool: a request as JSON on
// standard input, an answer as JSON on standard output; docs/operator.md says what is in them. The wrapping key stays in the
// token. AES-CBC is enough here: Casewright seals what comes out of here once more and checks that seal before it asks.
//
// PKCS11_MODULE: the library of the token. PKCS11_TOKEN: its label. PKCS11_PIN: its PIN. PKCS11_KEY: the id of the AES key that
// wraps what is new, in hexadecimal; older ones are found by the id that stands beside what they wrapped.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What is told to whoever asked. */
class Refused extends Error {}

const IV_BYTES = 16;

try {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(readFileSync(0, 'utf8'))))}\n`);
} catch (error) {
  // Only sentences of this file: those of others might quote what they were given.
  const sentence = error instanceof Refused ? error.message : 'The request or the set-up was not understood.';
  process.stdout.write(`${JSON.stringify({ error: sentence })}\n`);
  process.exitCode = 1;
}

function answer(request) {
  if (request.version !== 1) throw new Refused('This key program speaks version 1.');
  if (request.do === 'wrap') {
    const iv = randomBytes(IV_BYTES);
    const body = token('--encrypt', { id: setting('PKCS11_KEY'), iv, bytes: Buffer.from(request.secret, 'base64') });
    return { key: setting('PKCS11_KEY'), wrapped: Buffer.concat([iv, body]).toString('base64') };
  }
  if (request.do === 'unwrap') {
    const wrapped = Buffer.from(request.wrapped, 'base64');
    const [iv, bytes] = [wrapped.subarray(0, IV_BYTES), wrapped.subarray(IV_BYTES)];
    return { secret: token('--decrypt', { id: request.key, iv, bytes }).toString('base64') };
  }
  throw new Refused('This key program can wrap and unwrap.');
}

function token(what, { id, iv, bytes }) {
  if (!/^([0-9a-f]{2})+$/.test(id)) throw new Refused('PKCS11_KEY must be the id of a key in hexadecimal, such as 01.');
  const place = ['--module', setting('PKCS11_MODULE'), '--token-label', setting('PKCS11_TOKEN')];
  const { error, status, stdout } = spawnSync(
    'pkcs11-tool',
    [
      ...[...place, '--login', '--pin', 'env:PKCS11_PIN', what, '--mechanism', 'AES-CBC-PAD'],
      ...['--id', id, '--iv', iv.toString('hex')],
    ],
    { input: bytes, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  if (error !== undefined) throw new Refused('pkcs11-tool cannot be started. Install OpenSC.');
  if (status !== 0 || stdout.length === 0)
    throw new Refused(`The token does not answer, refuses the PIN, or has no key ${id}.`);
  return stdout;
}

function setting(name) {
  const value = process.env[name] ?? '';
  if (value === '') throw new Refused(`${name} is not set.`);
  return value;
}
