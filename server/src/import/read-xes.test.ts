import { expect, test } from 'vitest';
import { inPieces, readAll } from './log-under-test.ts';
import { LogFault } from './log-row.ts';
import { readXes } from './read-xes.ts';

const read = (text: string | Buffer) => readAll(readXes(inPieces(text)));

const LOG = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
  <string key="meta_3TU:language" value="eng"/>
  <int key="meta_concept:named_events_total" value="2"><int key="concept:name" value="7"/></int>
  <trace>
    <string key="concept:name" value="case-1"/>
    <date key="startdate" value="2011-10-11T13:42:22.688+02:00"/>
    <event>
      <string key="concept:name" value="T02 Check &amp; sign"><string key="concept:name" value="nested"/></string>
      <string key="lifecycle:transition" value="start"/>
      <date key="time:timestamp" value="2011-10-11T13:45:40.276+02:00"/>
      <list key="parts"><string key="org:resource" value="not the actor"/></list>
    </event>
    <event><string key="concept:name" value="T06"/><string key="org:group" value=""/></event>
  </trace>
  <trace><string key="concept:name" value="case-2"/><event><string key="concept:name" value="T06"/></event></trace>
</log>
`;

function faultOf(fault: unknown): LogFault {
  expect(fault).toBeInstanceOf(LogFault);
  return fault as LogFault; // checked on the line above
}

test('events come trace by trace, with the attributes of their trace as case columns', async () => {
  const { rows, fault } = await read(LOG);
  expect(fault).toBeNull();
  expect(rows).toEqual([
    {
      index: 1,
      line: 10,
      values: {
        'case:concept:name': 'case-1',
        'case:startdate': '2011-10-11T13:42:22.688+02:00',
        'concept:name': 'T02 Check & sign',
        'lifecycle:transition': 'start',
        'time:timestamp': '2011-10-11T13:45:40.276+02:00',
      },
    },
    {
      index: 2,
      line: 16,
      values: {
        'case:concept:name': 'case-1',
        'case:startdate': '2011-10-11T13:42:22.688+02:00',
        'concept:name': 'T06',
        'lifecycle:transition': 'complete',
      },
    },
    {
      index: 3,
      line: 18,
      values: { 'case:concept:name': 'case-2', 'concept:name': 'T06', 'lifecycle:transition': 'complete' },
    },
  ]);
});

test('a document type declaration is refused before anything in it is used', async () => {
  const bomb =
    '<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<log><trace><string key="concept:name" value="&b;"/></trace></log>';
  const { rows, fault } = await read(bomb);
  expect(rows).toEqual([]);
  expect(faultOf(fault).message).toContain('DOCTYPE');
});

test('an entity that was not declared is refused', async () => {
  const { fault } = await read('<log><trace><string key="concept:name" value="&x;"/></trace></log>');
  expect(faultOf(fault).message).toContain('cannot be read further');
});

test('XML that breaks off gives the events before the break and then a fault', async () => {
  const { rows, fault } = await read(LOG.slice(0, LOG.indexOf('case-2')));
  expect(rows).toHaveLength(2);
  expect(faultOf(fault).message).toContain('after event 2');
});

test('a file that is not XES is refused by name', async () => {
  expect(faultOf((await read('<html><body/></html>')).fault).message).toContain('<html>');
  expect(faultOf((await read('')).fault).message).toContain('no <log>');
});

test('a trace attribute after its events is refused, since the events are already on their way', async () => {
  const { rows, fault } = await read(
    '<log><trace><event><string key="concept:name" value="T"/></event><string key="channel" value="desk"/></trace></log>',
  );
  expect(rows).toHaveLength(1);
  expect(faultOf(fault).message).toContain('"channel"');
});

test('nesting without end is refused', async () => {
  const { fault } = await read(`<log>${'<string key="a" value="b">'.repeat(100)}`);
  expect(faultOf(fault).message).toContain('nests more than 64');
});

test('the encoding that the file declares is used', async () => {
  const latin = Buffer.from(
    '<?xml version="1.0" encoding="ISO-8859-1"?><log><trace><event><string key="concept:name" value="Prüfung"/></event></trace></log>',
    'latin1',
  );
  expect((await readAll(readXes(inPieces(latin, 4096)))).rows[0]?.values['concept:name']).toBe('Prüfung');
});
