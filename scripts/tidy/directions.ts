// Who may import whom: between packages, between rooms, between features, and never in a circle.
// It reads the table in `house.ts` and decides nothing of its own.
import { ENGINE_DOORS, featureOf, LIBRARY_ROOMS, packageOf, roomOf, ROOMS } from './house.ts';
import { type CodeFile, type Finding, type ImportedModule, isTest, type Rule, type Tree } from './tree.ts';

/** An import of a file of ours, with both ends known. */
interface Edge {
  readonly file: CodeFile;
  readonly module: ImportedModule;
  readonly target: string;
}

export const directionRules: readonly Rule[] = [
  {
    name: 'package-directions',
    cure: 'The engine and the oracles import nothing of ours; server and web open the engine by its doors (see its package.json); web knows the server only by its OpenAPI document.',
    find: (tree) => edges(tree).flatMap(packageFault),
  },
  {
    name: 'room-directions',
    cure: 'Move the code to the room that may know it, or pass it in from the main that wires the rooms. The allowed lines are in scripts/tidy/house.ts; moving one needs a decision record.',
    find: (tree) => edges(tree).flatMap(roomFault),
  },
  {
    name: 'unknown-room',
    cure: 'Put the file into an existing room. A new room needs a line in scripts/tidy/house.ts, a row in the code map of ARCHITECTURE.md and a decision record.',
    find: (tree) =>
      [...tree.code.values()].flatMap((file) => {
        const room = roomOf(file.path);
        if (!/^(engine|server|web)\/[^/]+$/.test(room) || room.endsWith('/main') || Object.hasOwn(ROOMS, room))
          return [];
        return [{ path: file.path, line: 1, what: `lies in the room ${room}, which the house does not have` }];
      }),
  },
  {
    name: 'features-apart',
    cure: 'A feature never imports another: move what both need into web/src/ui, fields or client, or compose them in web/src/app.',
    find: (tree) =>
      edges(tree).flatMap(({ file, module, target }) => {
        const here = featureOf(file.path);
        const there = featureOf(target);
        if (here === '' || there === '' || here === there) return [];
        return [{ path: file.path, line: module.line, what: `the feature ${here} imports the feature ${there}` }];
      }),
  },
  {
    name: 'mains-are-last',
    cure: 'Nothing imports a main: it is where rooms are wired together. Move what is wanted into a room.',
    find: (tree) =>
      edges(tree).flatMap(({ file, module, target }) =>
        roomOf(target).endsWith('/main') ? [{ path: file.path, line: module.line, what: `imports ${target}` }] : [],
      ),
  },
  {
    name: 'tests-stay-outside',
    cure: 'Code that runs in production never imports a test or what tests are set up with (`test-*.ts`, `*-under-test.ts`).',
    find: (tree) =>
      edges(tree).flatMap(({ file, module, target }) =>
        isTest(target) && !isTest(file.path) ? [{ path: file.path, line: module.line, what: `imports ${target}` }] : [],
      ),
  },
  {
    name: 'library-rooms',
    cure: 'Each of these libraries belongs to a room (scripts/tidy/house.ts), so that it can be replaced there: call the door of that room.',
    find: (tree) => [...tree.code.values()].filter((file) => !isTest(file.path)).flatMap(libraryFaults),
  },
  {
    name: 'no-cycles',
    cure: 'Move what both sides need into a file below them, or pass it as an argument. Imports of types alone do not count.',
    find: findCycles,
  },
];

/** The file that an import means, or null for a library or a builtin. Exported for the other rules. */
export function resolveImport(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return joinPath(from.split('/').slice(0, -1), specifier);
  if (specifier.startsWith('#src/')) return `${packageOf(from)}/src/${specifier.slice('#src/'.length)}`;
  const ours = /^@casewright\/([^/]+)(?:\/(.*))?$/.exec(specifier);
  if (ours === null) return null;
  const [, name = '', door = ''] = ours;
  return name === 'engine' ? `engine/src/${door}/${door}.ts` : `${name}/src/${door}`;
}

function edges(tree: Tree): readonly Edge[] {
  return [...tree.code.values()].flatMap((file) =>
    file.imports.flatMap((module) => {
      const target = resolveImport(file.path, module.specifier);
      return target === null ? [] : [{ file, module, target }];
    }),
  );
}

function packageFault({ file, module, target }: Edge): readonly Finding[] {
  const here = packageOf(file.path);
  const there = packageOf(target);
  if (here === there) return [];
  const fault = (what: string): readonly Finding[] => [{ path: file.path, line: module.line, what }];
  // Oracles predict without the engine what it should answer; they may be asked by tests and by the long proof.
  if (there === 'oracles' && (isTest(file.path) || roomOf(file.path) === 'server/main')) return [];
  // What npm calls as `casewright` sets the project up before it starts the program.
  if (there === 'scripts' && file.path === 'server/casewright.mjs') return [];
  if (here === 'engine' || here === 'oracles' || (here === 'web' && there !== 'engine'))
    return fault(`${here} imports ${target}`);
  if (there !== 'engine') return ['scripts', 'e2e'].includes(here) ? [] : fault(`${here} imports ${target}`);
  if (module.specifier.startsWith('.')) return fault(`reaches into ${target} past its door`);
  const door = target.split('/')[2] ?? '';
  const doors = ENGINE_DOORS[here];
  if (doors === undefined || doors === null || doors.includes(door) || isTest(file.path)) return [];
  return fault(`opens the engine's door "${door}"; ${here} may open ${doors.join(' and ')}`);
}

function roomFault({ file, module, target }: Edge): readonly Finding[] {
  const here = roomOf(file.path);
  const there = roomOf(target);
  // A test may set up its world with any room of its package; a main wires them all.
  if (isTest(file.path) || here === there || here.endsWith('/main')) return [];
  if (packageOf(file.path) !== packageOf(target)) return [];
  const rule = ROOMS[here];
  if (rule === undefined || !Object.hasOwn(ROOMS, there)) return [];
  if (rule.uses.includes(there) || rule.files?.includes(target) === true) return [];
  if (rule.types?.includes(there) === true) {
    if (module.typeOnly) return [];
    return [
      {
        path: file.path,
        line: module.line,
        what: `${here} may name the types of ${there}, not use its code (${target})`,
      },
    ];
  }
  return [{ path: file.path, line: module.line, what: `${here} imports ${target}, but ${here} never sees ${there}` }];
}

function libraryFaults(file: CodeFile): readonly Finding[] {
  const room = roomOf(file.path);
  if (!/^(engine|server|web)\//.test(room)) return [];
  return file.imports.flatMap(({ specifier, line }) => {
    const name = libraryName(specifier);
    const owners = LIBRARY_ROOMS[name];
    const stranger = packageOf(file.path) === 'engine' && owners === undefined && isLibrary(specifier);
    if (stranger) return [{ path: file.path, line, what: `the engine imports ${name}, which no room of it owns` }];
    if (owners === undefined || owners.includes(room) || room.endsWith('/main')) return [];
    return [{ path: file.path, line, what: `${room} imports ${name}, which belongs to ${owners.join(', ')}` }];
  });
}

function isLibrary(specifier: string): boolean {
  return (
    !specifier.startsWith('.') &&
    !specifier.startsWith('#') &&
    !specifier.startsWith('@casewright/') &&
    !specifier.startsWith('node:')
  );
}

function libraryName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

function findCycles(tree: Tree): readonly Finding[] {
  const targets = new Map<string, { target: string; line: number }[]>();
  for (const { file, module, target } of edges(tree)) {
    if (module.typeOnly || !tree.code.has(target)) continue;
    targets.set(file.path, [...(targets.get(file.path) ?? []), { target, line: module.line }]);
  }
  const findings: Finding[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (done.has(path)) return;
    for (const { target, line } of targets.get(path) ?? []) {
      const at = [...trail, path].indexOf(target);
      if (at === -1) visit(target, [...trail, path]);
      else findings.push({ path, line, what: [...[...trail, path].slice(at), target].join(' -> ') });
    }
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return findings;
}

function joinPath(folder: readonly string[], relative: string): string {
  const parts = [...folder];
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
