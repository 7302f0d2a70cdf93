// Reads an event log that is an XES file (IEEE 1849), one event at a time: traces and events in order, the attributes
// of a trace as columns that begin with `case:`. It knows no activity and no case type. A document type is refused,
// because entities are how a small file becomes a large one; nested attributes and those of the log are passed over.
import { TextDecoder } from 'node:util';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { CASE_PREFIX, LogFault, type LogRow, type RowBatches } from './log-row.ts';

const MAX_DEPTH = 64;
const ATTRIBUTE_KINDS = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);
const LIFECYCLE = 'lifecycle:transition';

/** The events of an XES file, in order. A missing lifecycle is `complete`. Throws LogFault where it cannot be read on. */
export async function* readXes(chunks: AsyncIterable<Buffer>): RowBatches {
  const rows: LogRow[] = [];
  const reader = startReader(rows);
  let decoder: TextDecoder | null = null;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(declaredEncoding(chunk));
    const fault = reader.feed(decoder.decode(chunk, { stream: true }));
    yield rows.splice(0);
    if (fault !== null) throw fault;
  }
  const fault = reader.end();
  yield rows.splice(0);
  if (fault !== null) throw fault;
}

interface XesReader {
  feed(text: string): LogFault | null;
  end(): LogFault | null;
}

interface Position {
  /** Local names of the open elements. */
  readonly path: string[];
  trace: Record<string, string> | null;
  event: Record<string, string> | null;
  /** Events seen in the open trace. */
  events: number;
  eventLine: number;
  index: number;
  sawLog: boolean;
}

function startReader(rows: LogRow[]): XesReader {
  const at: Position = { path: [], trace: null, event: null, events: 0, eventLine: 0, index: 0, sawLog: false };
  const parser = new SaxesParser({ xmlns: false });
  parser.on('doctype', () => {
    throw new LogFault(
      'The XES file has a document type declaration, which is refused. Remove the DOCTYPE line.',
      parser.line,
    );
  });
  parser.on('error', (error) => {
    throw new LogFault(`The XES file cannot be read further after event ${at.index}: ${error.message}.`, parser.line, {
      cause: error,
    });
  });
  parser.on('opentag', (tag) => openElement(at, tag, parser.line));
  parser.on('closetag', () => closeElement(at, rows));
  const guard = (step: () => unknown): LogFault | null => {
    try {
      step();
      return null;
    } catch (error) {
      if (error instanceof LogFault) return error;
      throw error;
    }
  };
  return {
    feed: (text) => guard(() => parser.write(text)),
    end: () =>
      at.sawLog ? guard(() => parser.close()) : new LogFault('The file has no <log>, so it is not an XES file.', 1),
  };
}

function openElement(at: Position, tag: SaxesTagPlain, line: number): void {
  const name = localName(tag.name);
  const parent = at.path.at(-1);
  at.path.push(name);
  if (at.path.length > MAX_DEPTH) throw new LogFault(`The XES file nests more than ${MAX_DEPTH} elements.`, line);
  if (at.path.length === 1) {
    if (name !== 'log')
      throw new LogFault(`The file begins with <${name}> and not with <log>, so it is not an XES file.`, line);
    at.sawLog = true;
  } else if (name === 'trace' && parent === 'log') {
    at.trace = {};
    at.events = 0;
  } else if (name === 'event' && (parent === 'trace' || parent === 'log')) {
    at.event = {};
    at.eventLine = line;
  } else if (ATTRIBUTE_KINDS.has(name)) {
    takeAttribute(at, { parent, key: tag.attributes['key'], value: tag.attributes['value'], line });
  }
}

/** Only direct attributes of an event or a trace are taken: anything deeper describes an attribute, not the event. */
function takeAttribute(
  at: Position,
  found: { parent: string | undefined; key: string | undefined; value: string | undefined; line: number },
): void {
  const { parent, key, value, line } = found;
  if (key === undefined || value === undefined) return;
  if (parent === 'event' && at.event !== null) {
    if (value !== '') at.event[key] = value;
  } else if (parent === 'trace' && at.trace !== null) {
    if (at.events > 0)
      throw new LogFault(`The attribute "${key}" of a trace stands after its events, against IEEE 1849.`, line);
    if (value !== '') at.trace[CASE_PREFIX + key] = value;
  }
}

function closeElement(at: Position, rows: LogRow[]): void {
  const name = at.path.pop();
  if (name === 'trace') at.trace = null;
  if (name !== 'event' || at.event === null) return;
  at.index += 1;
  at.events += 1;
  rows.push({ index: at.index, line: at.eventLine, values: { [LIFECYCLE]: 'complete', ...at.trace, ...at.event } });
  at.event = null;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The encoding of the XML declaration; UTF-8 where there is none or none that is known. */
function declaredEncoding(firstChunk: Buffer): string {
  const label =
    /^[^>]{0,200}encoding=["']([A-Za-z0-9._-]+)["']/u.exec(firstChunk.subarray(0, 256).toString('latin1'))?.[1] ??
    'utf-8';
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'utf-8';
  }
}
