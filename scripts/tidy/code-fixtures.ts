// Small trees that the rules on directions, doors and the form of code must catch or let pass.
import { code, file, type Fixtures } from './fixture.ts';

export const CODE_FIXTURES: Fixtures = {
  'package-directions': {
    caught: [
      [file('oracles/fines-log.ts', "import { addDays } from '@casewright/engine/calendar';")],
      [file('server/src/import/a.ts', "import { predict } from '../../../oracles/fines-predict.ts';")],
      [file('engine/src/case/a.ts', "import { x } from '../../../server/src/store/x.ts';")],
      [file('web/src/app/a.ts', "import type { CaseView } from '../../../server/src/api/schemas.ts';")],
      [file('web/src/app/a.ts', "import { x } from '@casewright/server/api';")],
      [file('web/src/app/a.ts', "import { decide } from '@casewright/engine/case';")],
      [file('server/src/commands/a.ts', "import { x } from '../../../engine/src/case/case.ts';")],
      [file('server/src/commands/a.ts', "const x = import('../../../web/src/app/a.ts');")],
    ],
    passed: [
      [file('server/src/commands/a.ts', "import { decide } from '@casewright/engine/case';")],
      [file('server/src/import/a.db.test.ts', "import { predict } from '../../../oracles/fines-predict.ts';")],
      [file('web/src/app/a.ts', "import { validateFields } from '@casewright/engine/form';")],
    ],
  },
  'room-directions': {
    caught: [
      [file('server/src/api/a.ts', "import { x } from '../store/read-case.ts';")],
      [file('server/src/api/a.ts', "import type { Tx } from '#src/store/database.ts';")],
      [file('server/src/store/a.ts', "import { x } from '../commands/x.ts';")],
      [file('server/src/queries/a.ts', "export { x } from '../launch/x.ts';")],
      [file('engine/src/plan/a.ts', "import type { Grant } from '../policy/principal.ts';")],
      [file('engine/src/plan/a.ts', "import { evolve } from '../case/evolve.ts';")],
      [file('engine/src/definition/a.ts', "import { settle } from '../plan/settle.ts';")],
      [file('web/src/ui/a.tsx', "import { Worklist } from '../features/work/worklist.tsx';")],
    ],
    passed: [
      [
        file(
          'server/src/main-api.ts',
          "import { x } from './store/read-case.ts'; import { y } from './api/server.ts';",
        ),
      ],
      [file('server/src/commands/a.db.test.ts', "import { x } from '../launch/test-database.ts';")],
      [file('engine/src/plan/a.ts', "import { type CaseState } from '../case/state.ts';")],
      [file('engine/src/definition/a.ts', "import type { Transition } from '../plan/lifecycle.ts';")],
    ],
  },
  'no-text-in-components': {
    caught: [
      [file('web/src/ui/a.tsx', 'export function A() { return <p>Save it</p>; }')],
      [file('web/src/ui/a.tsx', "export function A() { return <p>{'Save it'}</p>; }")],
      [file('web/src/ui/a.tsx', 'export function A({ n }) { return <p>{n > 1 ? `${n} cases` : null}</p>; }')],
      [file('web/src/ui/a.tsx', "export function A({ n }) { return <p>{n ?? 'none'}</p>; }")],
      [file('web/src/ui/a.tsx', 'export function A() { return <input placeholder="Name" />; }')],
      [file('web/src/ui/a.tsx', "export function A({ n }) { return <b aria-label={n ? 'Open' : texts.shut} />; }")],
      [file('web/src/features/work/a.tsx', 'export function A() { return <Notice title="Saved" />; }')],
      [file('web/src/features/work/a.ts', "export function a() { announce('It is saved.'); }")],
      [file('web/src/features/work/a.ts', "const columns = [{ label: 'Due' }];")],
    ],
    passed: [
      [file('web/src/ui/a.tsx', 'export function A() { return <p className="lead">{texts.save} · 12</p>; }')],
      [file('web/src/ui/a.tsx', 'export function A() { return <Button look="quiet" keyHint="?" type="button" />; }')],
      [file('web/src/ui/a.tsx', "export function A({ s }) { return <p>{s === 'open' ? texts.open : ', '}</p>; }")],
      [file('web/src/ui/a.tsx', "export function A() { return <p>{texts.of('open')}</p>; }")],
      [file('web/src/texts/en/a.ts', "export const aTexts = { label: 'Due' };")],
      [file('web/src/ui/a.test.tsx', 'const a = <p>Save it</p>;')],
      [file('web/src/features/work/a.ts', "const kind = { text: 'long-text' };")],
    ],
  },
  'unknown-room': {
    caught: [[file('server/src/services/a.ts', '')], [file('engine/src/workflow/a.ts', '')]],
    passed: [[file('server/src/store/a.ts', ''), file('server/src/errors.ts', ''), file('server/src/main-api.ts', '')]],
  },
  'no-case-type-ids': {
    caught: [
      [
        file('case-types/fishing-permit/case-type.yaml', ''),
        file('server/src/api/a.ts', "if (name === 'fishing-permit') open();"),
      ],
      [
        file('case-types/fishing-permit/case-type.yaml', ''),
        file('web/src/app/a.tsx', "const x = { kind: 'fishing-permit' };"),
      ],
    ],
    passed: [
      [
        file('case-types/fishing-permit/case-type.yaml', ''),
        file('server/src/demonstration/a.ts', "open('fishing-permit');"),
      ],
      [
        file('case-types/fishing-permit/case-type.yaml', ''),
        file('engine/src/case/a.test.ts', "open('fishing-permit');"),
      ],
      [file('server/src/api/a.ts', "if (name === 'fishing-permit') open();")],
    ],
  },
  'features-apart': {
    caught: [[file('web/src/features/work/a.tsx', "import { Plan } from '../case/plan.tsx';")]],
    passed: [
      [
        file(
          'web/src/features/work/a.tsx',
          "import { Row } from './row.tsx'; import { Badge } from '../../ui/badge.tsx';",
        ),
      ],
    ],
  },
  'mains-are-last': {
    caught: [[file('server/src/cli/a.ts', "import { start } from '../main-serve.ts';")]],
    passed: [[file('server/src/main-serve.ts', "import { start } from './api/server.ts';")]],
  },
  'tests-stay-outside': {
    caught: [
      [file('server/src/store/a.ts', "import { x } from '../launch/test-database.ts';")],
      [file('web/src/ui/a.ts', "import { x } from './b.test.ts';")],
    ],
    passed: [[file('server/src/store/a.db.test.ts', "import { x } from '../launch/test-database.ts';")]],
  },
  'library-rooms': {
    caught: [
      [file('server/src/queries/a.ts', "import pg from 'pg';")],
      [file('engine/src/plan/a.ts', "import { evaluate } from 'feelin';")],
      [file('engine/src/plan/a.ts', "import { nanoid } from 'nanoid';")],
    ],
    passed: [
      [file('server/src/store/a.ts', "import pg from 'pg';")],
      [file('engine/src/expression/a.ts', "import { evaluate } from 'feelin';")],
    ],
  },
  'no-cycles': {
    caught: [
      [
        file('engine/src/form/a.ts', "import { b } from './b.ts';"),
        file('engine/src/form/b.ts', "import { c } from './c.ts';"),
        file('engine/src/form/c.ts', "import { a } from './a.ts';"),
      ],
    ],
    passed: [
      [
        file('engine/src/form/a.ts', "import { b } from './b.ts';"),
        file('engine/src/form/b.ts', "import type { A } from './a.ts';"),
      ],
    ],
  },
  'engine-purity': {
    caught: [
      "import { readFileSync } from 'node:fs';",
      'export const at = Date.now();',
      'export const at = new Date();',
      'export const at = new Date(2026, 1, 1);',
      'export const hour = (at: Date) => at.getHours();',
      'export const die = Math.random();',
      'export async function wait() {}',
      'export function wait() { return Promise.resolve(1); }',
      'export const page = document.title;',
      'export const key = process.env["KEY"];',
      'export const id = globalThis.crypto.randomUUID();',
      'setTimeout(() => {}, 1);',
      'export const text = new Intl.NumberFormat().format(1);',
      "export const text = new Intl.DateTimeFormat('en-AU').format(0);",
      "export const text = new Intl.DateTimeFormat('en-AU', { dateStyle: 'long' }).format(0);",
      'export const text = (1).toLocaleString();',
      "export const order = 'a'.localeCompare('b');",
    ].map((text) => [file('engine/src/case/a.ts', text)]),
    passed: [
      'export const day = (text: string) => new Date(text).getUTCDay();',
      'export function title(document: { title: string }) { return document.title; }',
      'export const read = (of: { location: string; fetch: number }) => of.location + of.fetch;',
      "export const text = new Intl.DateTimeFormat('en-AU', { timeZone: 'UTC' }).format(0);",
    ].map((text) => [file('engine/src/case/a.ts', text)]),
  },
  'sql-in-the-store': {
    caught: [
      [file('server/src/queries/a.ts', "const q = 'select * from case_head where tenant = $1';")],
      [file('server/src/api/a.ts', 'const q = `insert into event (tenant) values (${tenant})`;')],
      [file('server/src/launch/a.ts', "const q = 'insert into person (tenant) values ($1)';")],
      [file('server/src/cli/a.ts', "const q = 'delete from event where tenant = 1';")],
    ],
    passed: [
      [file('server/src/store/a.ts', "const q = 'select 1';")],
      [file('server/src/store/a.db.test.ts', "const q = 'delete from event';")],
      [file('server/src/launch/a.ts', "const q = 'create database casewright';")],
      [file('web/src/ui/a.ts', "const label = 'Select a case from the list'; const other = 'update the case';")],
    ],
  },
  'no-set-config': {
    caught: [
      [file('server/src/store/a.ts', "const q = 'select set_config($1, $2, true)';")],
      [file('server/migrations/0002_x.sql', "select set_config('app.ctx', '', true);")],
    ],
    passed: [[file('server/src/store/a.ts', "const q = 'SET LOCAL app.ctx';")]],
  },
  'routes-by-one-door': {
    caught: [
      [file('server/src/api/cases.ts', "app.get('/api/v1/cases', list);")],
      [file('server/src/api/cases.ts', "server.route({ method: 'GET', url: '/x', handler });")],
      [file('server/src/worker/health.ts', 'app.post(`/health/${name}`, answer);')],
    ],
    passed: [
      [file('server/src/api/route.ts', 'app.route({ method, url, handler });')],
      [file('server/src/api/cases.ts', "const kind = kinds.get('case');")],
    ],
  },
  'sole-callers': {
    caught: [[file('server/src/api/cases.ts', "import { authorize, redact } from '@casewright/engine/policy';")]],
    passed: [
      [file('server/src/queries/answer-read.ts', "import { redact, type Redacted } from '@casewright/engine/policy';")],
    ],
  },
  'code-parses': { caught: [code('export function f( {')], passed: [code('export function f() {}')] },
  'no-default-export': {
    caught: [[file('web/src/app/a.tsx', 'export default function App() {}')]],
    passed: [[file('web/vite.config.ts', 'export default {};')]],
  },
  'erasable-syntax': {
    caught: [
      code('enum Colour { Red }'),
      code('namespace Inner { export const x = 1; }'),
      code('class A { constructor(private readonly x: number) {} }'),
      code("import fs = require('fs');"),
    ],
    passed: [code("declare module 'vitest' { interface ProvidedContext { a: string } }")],
  },
  'no-barrels': {
    caught: [code("export * from './b.ts';"), code("export * as b from './b.ts';")],
    passed: [code("export type * from './b.ts'; export { c } from './c.ts';")],
  },
  'no-classes': {
    caught: [code('export class CaseManager {}')],
    passed: [code('export class NotFound extends Error {}')],
  },
  'top-level-functions': {
    caught: [code('const add = (a: number) => a + 1;'), code('export const add = (a: number) => a + 1;')],
    passed: [code('export function add(list: number[]) { const one = (a: number) => a + 1; return list.map(one); }')],
  },
  'casts-need-a-reason': {
    caught: [
      code('export const x = y as string;'),
      code('export const x = y!;'),
      code('export function f(x: any) {}'),
      code('const a = 1; // A note on something else.\n\n\nexport const x = y as string;'),
    ],
    passed: [
      code('// The column is not null.\nexport const x = y as string;'),
      code('export const x = y!; // Checked two lines above.'),
      code("export const kinds = ['a'] as const;"),
      [file('server/src/store/a.test.ts', 'const x = y as string;')],
    ],
  },
  'brands-minted-once': {
    caught: [
      code('// Trust me here.\nconst x = y as CaseType;'),
      code('const x = y as unknown as Redacted<CaseView>;'),
      [file('server/src/api/a.test.ts', 'const tx = {} as Tx;')],
    ],
    passed: [[file('engine/src/policy/redact.ts', 'export function redact(view: V) { return view as Redacted<V>; }')]],
  },
  'brands-listed': {
    caught: [
      code('declare const sealed: unique symbol;\nexport interface Sealed { readonly [sealed]: true }'),
      code('declare const sealed: unique symbol;\nexport type Sealed<T> = T & { readonly [sealed]: true };'),
    ],
    passed: [code('declare const granted: unique symbol;\nexport interface Grant { readonly [granted]: true }')],
  },
};
