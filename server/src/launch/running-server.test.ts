import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRunningServer, noteRunningServer, requireFreePort } from './running-server.ts';

describe('the note of a running server', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-note-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('tells where a living server listens, by port, until it is taken back', () => {
    const forget = noteRunningServer(folder, 8080, 'http://here');
    expect(findRunningServer(folder, 8080)).toEqual({ pid: process.pid, address: 'http://here' });
    expect(findRunningServer(folder, 8081)).toBeNull();
    forget();
    expect(findRunningServer(folder, 8080)).toBeNull();
  });

  it('is not believed of a process that is dead or is another one by now', () => {
    const note = (identity: string): void =>
      writeFileSync(join(folder, 'server-8080.json'), JSON.stringify({ pid: process.pid, identity, address: 'x' }));
    note(`${process.pid}:1:another-life`);
    expect(findRunningServer(folder, 8080)).toBeNull();
    writeFileSync(join(folder, 'server-8080.json'), '{"pid":');
    expect(findRunningServer(folder, 8080)).toBeNull();
  });
});

describe('a port', () => {
  it('that is busy is told of with how to choose another', async () => {
    const server = createServer();
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    // A server that listens on a port has an address of this kind, not a path.
    const { port } = server.address() as AddressInfo;
    await expect(requireFreePort('127.0.0.1', port)).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`);
    await expect(requireFreePort('192.0.2.1', port)).rejects.toThrow('no network address 192.0.2.1');
    await new Promise((done) => {
      server.close(done);
    });
    await expect(requireFreePort('127.0.0.1', port)).resolves.toBeUndefined();
  });
});
