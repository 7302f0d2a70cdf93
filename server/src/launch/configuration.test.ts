import { describe, expect, it } from 'vitest';
import { parseDatabaseUrl, readConfiguration } from './configuration.ts';

describe('the configuration', () => {
  it('is complete without any variable', () => {
    expect(readConfiguration({ PORT: '' })).toEqual({
      configuration: {
        host: '127.0.0.1',
        port: 8080,
        dataFolder: '.data',
        database: null,
        applicationDatabase: null,
        demonstration: false,
        openData: false,
        caseTypesFolder: null,
        publicOrigin: null,
        witnessFolder: null,
        destructionFolder: null,
        backupKeyFolder: null,
        keyProgram: null,
        tesseract: null,
        tesseractLanguages: 'eng',
        witnesses: [],
        witnessFor: [],
        filesFolder: null,
        printFolder: null,
        s3: null,
        fileMegabytes: 2048,
        clamav: null,
        identityFile: null,
        mail: null,
        inboundMail: null,
        language: 'en',
        sessionHours: 12,
        idleMinutes: 60,
      },
    });
  });

  it('names every bad value at once', () => {
    const result = readConfiguration({
      PORT: '70000',
      HOST: 'a b',
      DATABASE_URL: 'mysql://x',
      CASEWRIGHT_DEMO: 'yes',
      CASEWRIGHT_PUBLIC_ORIGIN: 'https://x.example/path',
      CASEWRIGHT_WITNESSES: 'https://x.example',
      CASEWRIGHT_WITNESS_FOR: 'key',
    });
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'HOST',
      'PORT',
      'DATABASE_URL',
      'CASEWRIGHT_DEMO',
      'CASEWRIGHT_PUBLIC_ORIGIN',
      'CASEWRIGHT_WITNESSES',
      'CASEWRIGHT_WITNESS_FOR',
    ]);
  });

  it("takes case types of one's own with the demonstration only", () => {
    const alone = readConfiguration({ CASEWRIGHT_CASE_TYPES: 'mine' });
    expect('problems' in alone && alone.problems[0]).toMatch(/needs CASEWRIGHT_DEMO=1/);
    expect(readConfiguration({ CASEWRIGHT_CASE_TYPES: 'mine', CASEWRIGHT_DEMO: '1' })).toMatchObject({
      configuration: { caseTypesFolder: 'mine' },
    });
  });

  it('does not take an application address alone, nor one of another role', () => {
    const alone = readConfiguration({ DATABASE_APP_URL: 'postgresql://casewright_app:x@h/d' });
    expect('problems' in alone && alone.problems[0]).toMatch(/needs DATABASE_URL/);
    const other = readConfiguration({
      DATABASE_URL: 'postgresql://o:x@h/d',
      DATABASE_APP_URL: 'postgresql://root:x@h/d',
    });
    expect('problems' in other && other.problems[0]).toMatch(/names the user root/);
  });
});

describe('an address of a database', () => {
  const check = (text: string, expected: unknown): void => expect(parseDatabaseUrl(text), text).toEqual(expected);

  it('is read as libpq reads it', () => {
    check('postgresql://u:p%40ss@db.example:6543/cases', {
      host: 'db.example',
      port: 6543,
      user: 'u',
      password: 'p@ss',
      database: 'cases',
    });
    check('postgres://u@db.example', { host: 'db.example', port: 5432, user: 'u', password: '', database: 'u' });
    check('postgresql://u:p@%2Fvar%2Frun/cases', {
      host: '/var/run',
      port: 5432,
      user: 'u',
      password: 'p',
      database: 'cases',
    });
    check('postgresql://u:p@/cases?host=/var/run&port=5433', {
      host: '/var/run',
      port: 5433,
      user: 'u',
      password: 'p',
      database: 'cases',
    });
    check('postgresql://u:p@[::1]:5433/cases', {
      host: '::1',
      port: 5433,
      user: 'u',
      password: 'p',
      database: 'cases',
    });
    check('postgresql://u:p@h/cases?sslmode=verify-full', {
      host: 'h',
      port: 5432,
      user: 'u',
      password: 'p',
      database: 'cases',
      ssl: { rejectUnauthorized: true },
    });
  });

  it('is refused with what is wrong', () => {
    check('postgresql://h/cases', 'names no user.');
    check('postgresql://u@h/cases?sslmode=maybe', expect.stringMatching(/sslmode "maybe"/));
    check('postgresql://u@h/cases?options=x', expect.stringMatching(/parameter options/));
    check('postgresql://u@h/cases?port=x', expect.stringMatching(/port/));
  });

  it('has a language for whoever chose none, perhaps with a region', () => {
    expect(readConfiguration({})).toHaveProperty('configuration.language', 'en');
    expect(readConfiguration({ CASEWRIGHT_LANGUAGE: 'en-AU' })).toHaveProperty('configuration.language', 'en-AU');
    expect(readConfiguration({ CASEWRIGHT_LANGUAGE: 'français' })).toEqual({
      problems: ['CASEWRIGHT_LANGUAGE must be a language, perhaps with a region, like fr or en-AU.'],
    });
  });

  it('does not let a demonstration stand beside people who prove who they are', () => {
    const result = readConfiguration({ CASEWRIGHT_DEMO: '1', CASEWRIGHT_IDENTITY: 'identity.json' });
    expect(result).toEqual({
      problems: [
        'CASEWRIGHT_DEMO lets anybody sign in as anybody, so it cannot be 1 beside CASEWRIGHT_IDENTITY; set one of the two.',
        'CASEWRIGHT_IDENTITY needs CASEWRIGHT_PUBLIC_ORIGIN beside it: providers send people back to that address.',
      ],
    });
    expect(readConfiguration({ CASEWRIGHT_IDLE_MINUTES: '0', CASEWRIGHT_SESSION_HOURS: '25' })).toHaveProperty(
      'problems.length',
      2,
    );
  });
});
