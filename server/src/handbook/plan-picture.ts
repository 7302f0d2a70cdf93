// The plan of a kind of case as a picture: a box for each step, in columns by what comes first, boxes in boxes for stages, and a line from
// what must happen to what it lets begin. The same is said in words beside it, so the picture is for those who would rather look.
import type { CaseType, PlanItemDefinition } from '@casewright/engine/definition';
import { CASE_PLAN } from '@casewright/engine/plan';
import { el, type Html } from './html.ts';

const WIDTH = 190;
const HEIGHT = 46;
const GAP = 26;
const PAD = 14;
const HEAD = 26;

interface Box {
  readonly item: PlanItemDefinition;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** @returns an SVG with a title, in the size that it needs */
export function planPicture(caseType: CaseType): Html {
  const boxes: Box[] = [];
  const { width, height } = place(caseType, CASE_PLAN, { x: 0, y: 0, boxes });
  const byItem = new Map(boxes.map((box) => [box.item.id, box]));
  const lines = boxes.flatMap((box) => linesTo(box, byItem));
  return el(
    'svg',
    {
      ...{ role: 'img', class: 'plan', viewBox: `0 0 ${width} ${height}`, width, height },
      'aria-label': `The plan of ${caseType.title} as a picture. The tables below say the same in words.`,
    },
    el('defs', {}, el('marker', { id: 'arrow', ...MARKER }, el('path', { d: 'M 0 0 L 8 4 L 0 8 z', class: 'end' }))),
    // Lines lie on stages and under steps, so that none crosses out what a step is called.
    boxes.filter(({ item }) => item.kind === 'stage').map(shape),
    lines,
    boxes.filter(({ item }) => item.kind !== 'stage').map(shape),
  );
}

const MARKER = { viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' };

interface At {
  readonly x: number;
  readonly y: number;
  readonly boxes: Box[];
}

/** Puts what a stage holds into columns, each below the other, and says how much room it took. */
function place(
  caseType: CaseType,
  stage: string,
  { x, y, boxes }: At,
): { readonly width: number; readonly height: number } {
  const children = (caseType.children.get(stage) ?? []).flatMap((id) => caseType.items.get(id) ?? []);
  const columns = columnsOf(caseType, children);
  let left = x + PAD;
  let lowest = y + PAD;
  for (const column of columns) {
    let top = y + PAD;
    let widest = WIDTH;
    for (const item of column) {
      const before = boxes.length;
      const size = sizeAt(caseType, item, { x: left, y: top, boxes });
      // Drawn before what it holds, so that it lies behind it.
      boxes.splice(before, 0, { item, x: left, y: top, ...size });
      top += size.height + GAP / 2;
      widest = Math.max(widest, size.width);
    }
    lowest = Math.max(lowest, top);
    left += widest + GAP;
  }
  return { width: left - x - GAP + PAD, height: lowest - y + PAD - GAP / 2 };
}

function sizeAt(
  caseType: CaseType,
  item: PlanItemDefinition,
  { x, y, boxes }: At,
): { readonly width: number; readonly height: number } {
  if (item.kind !== 'stage') return { width: WIDTH, height: HEIGHT };
  const inside = place(caseType, item.id, { x, y: y + HEAD, boxes });
  return { width: Math.max(WIDTH, inside.width), height: HEAD + Math.max(PAD, inside.height) };
}

/** Steps that wait for none of their siblings first, then each after the last that it waits for. */
function columnsOf(
  caseType: CaseType,
  children: readonly PlanItemDefinition[],
): readonly (readonly PlanItemDefinition[])[] {
  const siblings = new Map(children.map((item) => [item.id, item]));
  const depths = new Map<string, number>();
  const depthOf = (item: PlanItemDefinition, seen: ReadonlySet<string>): number => {
    const known = depths.get(item.id);
    if (known !== undefined) return known;
    if (seen.has(item.id)) return 0;
    const before = sourcesOf(item)
      .flatMap((id) => siblingAround(caseType, siblings, id))
      .filter((one) => one !== item);
    const deeper = before.map((one) => depthOf(one, new Set([...seen, item.id])) + 1);
    const depth = Math.max(0, ...deeper);
    depths.set(item.id, depth);
    return depth;
  };
  const columns: PlanItemDefinition[][] = [];
  for (const item of children) {
    const depth = depthOf(item, new Set());
    (columns[depth] ??= []).push(item);
  }
  return columns.filter((column) => column.length > 0);
}

/** The sibling that a step is, or in which it lies; none where it lies elsewhere. */
function siblingAround(
  { items }: CaseType,
  siblings: ReadonlyMap<string, PlanItemDefinition>,
  id: string,
): readonly PlanItemDefinition[] {
  for (let at: string | null = id; at !== null; at = items.get(at)?.parent ?? null) {
    const found = siblings.get(at);
    if (found !== undefined) return [found];
  }
  return [];
}

function sourcesOf({ entry }: PlanItemDefinition): readonly string[] {
  return entry.flatMap(({ on }) => on.flatMap((part) => (part.source === 'item' ? [part.item] : [])));
}

function shape({ item, x, y, width, height }: Box): Html {
  const rounded = item.kind === 'milestone' ? HEIGHT / 2 : 4;
  const name = item.title.length > 54 ? `${item.title.slice(0, 52)}…` : item.title;
  const lines = item.kind === 'stage' ? [name] : wrapped(name);
  const first = item.kind === 'stage' ? y + 17 : y + height / 2 + (lines.length === 1 ? 5 : -3);
  return el(
    'g',
    { class: `${item.kind}${item.discretionary === undefined ? '' : ' discretionary'}` },
    el('rect', { x, y, width, height, rx: rounded }),
    lines.map((line, at) => el('text', { x: x + 9, y: first + at * 15 }, line)),
  );
}

const LINE = 25;

/** At most two lines that fit the box. */
function wrapped(title: string): readonly string[] {
  if (title.length <= LINE) return [title];
  const at = title.lastIndexOf(' ', LINE);
  const [one, other] = at < 8 ? [title.slice(0, LINE), title.slice(LINE)] : [title.slice(0, at), title.slice(at + 1)];
  return [one, other.length > LINE ? `${other.slice(0, LINE - 1)}…` : other];
}

/** From the right of what comes first to the left of what follows; where it stands before that, over its top. */
function linesTo(to: Box, byItem: ReadonlyMap<string, Box>): readonly Html[] {
  return [...new Set(sourcesOf(to.item))].flatMap((id) => {
    const from = byItem.get(id);
    if (from === undefined || from === to) return [];
    const [x1, y1] = [from.x + from.width, from.y + Math.min(from.height, HEIGHT) / 2];
    const [x2, y2] = [to.x, to.y + Math.min(to.height, HEIGHT) / 2];
    const bend = Math.max(14, Math.min(60, Math.abs(x2 - x1) / 2));
    const d = `M ${x1} ${y1} C ${x1 + bend} ${y1}, ${x2 - bend} ${y2}, ${x2} ${y2}`;
    return [el('path', { d, class: 'leads', 'marker-end': 'url(#arrow)' })];
  });
}
