// Commands on issues: raising one, deciding it, opening it again.
import { say } from '../sentences/say.ts';
import { decideIssue, raiseIssue, reopenIssue } from '../entries/entries.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import type { IssueCommand } from './commands.ts';
import {
  closedFor,
  type EntryAsked,
  type EntryDecided,
  entryNamed,
  putChanged,
  putNew,
  refusedFor,
  unknownEntry,
  unknownKind,
} from './put-entry.ts';

export function changeIssue(asked: EntryAsked, command: IssueCommand): EntryDecided {
  const { draft, at } = asked;
  const definition = draft.caseType.issues.get(command.of);
  if (definition === undefined) return unknownKind(command.of);
  // A new one, and one that is opened again, would be open in a case that has ended.
  const closed = closedFor(asked, command.type !== 'DecideIssue' || definition.blocksClosing);
  if (closed !== null) return closed;
  if (command.type === 'RaiseIssue')
    return putNew(
      asked,
      { of: command.of, ruled: raiseIssue(definition, command, { at, entries: entriesIn(draft) }) },
      'IssueRaised',
    );
  const { entry } = command;
  const issue = entryNamed(asked, command, 'issue');
  if (issue === null) return unknownEntry(entry);
  if (command.type === 'DecideIssue') {
    const deciding = [...draft.caseType.determinations.values()].filter(({ decides }) => decides.includes(command.of));
    if (deciding.length > 0) {
      const titles = deciding.map(({ title }) => `“${title}”`).join(', ');
      return refusedFor(command.of, say('is-decided-by-a-delegate', { title: definition.title, titles }));
    }
    const { outcome, reasons } = command;
    const ruled = decideIssue(definition, issue, { outcome, reasons, at });
    return putChanged(asked, { entry, ruled }, { type: 'IssueDecided' });
  }
  const { reason } = command;
  return putChanged(asked, { entry, ruled: reopenIssue(definition, issue, reason) }, { type: 'IssueReopened', reason });
}
