import { expect, it } from 'vitest';
import { readProviderSettings } from './provider-settings.ts';

const PROVIDER = { agency: 'city', issuer: 'https://id.example', clientId: 'casewright' };

function read(...providers: readonly object[]): ReturnType<typeof readProviderSettings> {
  return readProviderSettings(JSON.stringify({ providers }), (path) => {
    if (path === 'missing') throw new Error('ENOENT');
    return 'secret\n';
  });
}

it('reads a provider and fills in what was left out', () => {
  expect(read({ ...PROVIDER, clientSecretFile: 'here' })).toEqual({
    providers: [
      {
        ...PROVIDER,
        title: 'city',
        clientSecret: 'secret',
        scope: 'openid profile',
        subjectClaim: 'sub',
        provisioning: 'directory',
        secondFactor: { roles: [], acr: [], amr: [] },
      },
    ],
  });
});

it('says everything that is wrong at once', () => {
  const result = read(
    { agency: 'city', issuer: 'http://id.example', clientId: '', clientSecretFile: 'missing', provisioning: 'any' },
    { ...PROVIDER, scope: 'profile', secondfactor: {}, secondFactor: { roles: ['officer'] } },
  );
  expect(result).toEqual({
    problems: [
      'providers[0]: issuer must be an https address; http is allowed only for a provider on this machine.',
      'providers[0]: provisioning must be "directory" or "first-sign-in".',
      'providers[0]: clientId must be a text.',
      'providers[0]: clientSecretFile cannot be read.',
      'providers[1]: "secondfactor" is not known.',
      'providers[1]: scope must contain "openid".',
      'providers[1]: secondFactor needs "acr" or "amr", or nobody could hold these roles.',
      'names an agency twice; each has one provider.',
    ],
  });
  expect(readProviderSettings('[]', String)).toHaveProperty('problems');
});

it('allows a plain connection to this machine alone', () => {
  expect(read({ ...PROVIDER, issuer: 'http://127.0.0.1:9' })).toHaveProperty('providers');
  expect(read({ ...PROVIDER, issuer: 'http://127.0.0.1.evil.example' })).toHaveProperty('problems');
});
