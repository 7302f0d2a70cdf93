// What may be said of where mail comes in.
import { expect, test } from 'vitest';
import { parseInboundMail } from './inbound-mail.ts';

test('reads a place, and whose each address is', () => {
  expect(parseInboundMail('127.0.0.1:2525', 'Desk@Town.example=town/desk, post@town.example=town/post')).toEqual({
    ...{ host: '127.0.0.1', port: 2525 },
    addresses: [
      { address: 'desk@town.example', agency: 'town', queue: 'desk' },
      { address: 'post@town.example', agency: 'town', queue: 'post' },
    ],
  });
  expect(parseInboundMail('[::1]:25', 'a@b=town/desk')).toMatchObject({ host: '::1', port: 25 });
});

test('refuses what would leave mail with nobody', () => {
  for (const [place, addresses] of [
    ['2525', 'a@b=town/desk'],
    ['host:99999', 'a@b=town/desk'],
    ['host:25', ''],
    ['host:25', 'a@b=town'],
    ['host:25', 'a@b=town/desk,b'],
    ['host:25', 'a@b=town/desk,A@b=town/post'],
  ] as const)
    expect(parseInboundMail(place, addresses)).toBeTypeOf('string');
});
