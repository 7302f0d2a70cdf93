// What a move changes, in words for whoever answers for it.
import type { SeenNote } from '../commands/decide-move.ts';

export function noteText(note: SeenNote): string {
  switch (note.kind) {
    case 'clock':
      return clockText(note);
    case 'begins':
      return `${note.item} begins`;
    case 'ends':
      return `${note.item} is no longer to be done`;
    case 'role':
      return `${note.item} is done by ${note.to}, before by ${note.from}`;
    case 'missed':
      return `${note.item} waits for ${note.waitsFor}, which has happened: name it under start, or it may wait for ever`;
    case 'readers':
      return `other people may read ${note.part === 'case' ? 'the case' : `the part ${note.part}`}`;
  }
}

function clockText({ clock, from, to }: Extract<SeenNote, { kind: 'clock' }>): string {
  if (to === null) return `the clock ${clock} no longer runs`;
  return from === null ? `the clock ${clock} is due on ${to}` : `the clock ${clock} moves from ${from} to ${to}`;
}
