// What a CCD definition says, from its sheets alone and by ../ccd-shape.md: which events somebody may start in which state,
// what their forms ask, and which paths somebody reads and writes.
import { type FormPage, formsIn } from './ccd-forms.ts';
import { type Definition, lettersIn, pathsWith, profilesIn } from './ccd-rights.ts';
import { holdsInState } from './enabling-condition.ts';
import { fieldPaths } from './field-paths.ts';
import { lastOf, type Row, type Sheets, text } from './read-sheets.ts';

/** The shape of both sides, as ../ccd-shape.md gives it. */
export interface CcdPrediction {
  readonly caseType: string;
  readonly allowed: Record<string, Record<string, string[]>>;
  readonly events: Record<string, FormPage[]>;
  readonly readable: Record<string, string[]>;
  readonly writable: Record<string, string[]>;
}

interface CcdEvent {
  readonly id: string;
  readonly before: readonly string[];
  readonly condition: string;
}

const ANY = '*';

export function predictCcd(sheets: Sheets): CcdPrediction {
  const definition = { sheets, paths: fieldPaths(sheets) };
  const states = lastOf(sheets['State'] ?? [], 'ID').map((row) => text(row, 'ID'));
  const events = eventsIn(sheets, states);
  const forms = formsIn(definition);
  const profiles = profilesIn(sheets);
  const caseType = text(sheets['CaseType']?.[0] ?? {}, 'ID');
  const may = mayStart(definition, caseType);
  const byProfile = <T>(ask: (profile: string) => T) =>
    Object.fromEntries(profiles.map((profile) => [profile, ask(profile)]));
  return {
    caseType,
    allowed: byProfile((profile) =>
      Object.fromEntries(
        ['', ...states].map((state) => {
          const started = events.filter((event) => may({ profile, state, event }));
          return [state, started.map(({ id }) => id).toSorted()];
        }),
      ),
    ),
    events: Object.fromEntries(events.map(({ id }) => [id, forms.get(id) ?? []])),
    readable: byProfile((profile) => pathsWith('R', profile, definition)),
    writable: byProfile((profile) => pathsWith('RCU', profile, definition)),
  };
}

/**
 * Events whose states exist: those before the first event, and those of which at least one state before them exists. CCD refuses
 * a definition that names any other state, so this reading, and that the states after an event do not matter, is the shape's alone.
 */
function eventsIn(sheets: Sheets, states: readonly string[]): CcdEvent[] {
  const exists = (state: string) => state === ANY || states.includes(state);
  return lastOf(sheets['CaseEvent'] ?? [], 'ID').flatMap((row) => {
    const before = namesIn(row, 'PreConditionState(s)');
    if (before.length > 0 && !before.some(exists)) return [];
    return [{ id: text(row, 'ID'), before, condition: text(row, 'EventEnablingCondition') }];
  });
}

interface Start {
  readonly profile: string;
  readonly state: string;
  readonly event: CcdEvent;
}

function mayStart({ sheets, paths }: Definition, caseType: string): (start: Start) => boolean {
  const onType = lettersIn(sheets, 'AuthorisationCaseType', 'CaseTypeID');
  const onState = lettersIn(sheets, 'AuthorisationCaseState', 'CaseStateID');
  const onEvent = lettersIn(sheets, 'AuthorisationCaseEvent', 'CaseEventID');
  return ({ profile, state, event: { id, before, condition } }) => {
    if (!onEvent(profile, id).includes('C')) return false;
    if (!holdsInState(condition, { state, typeAt: paths.typeAt })) return false;
    const type = onType(profile, caseType);
    if (state === '') return before.length === 0 && type.includes('C');
    const isBefore = before.includes(state) || before.includes(ANY);
    return isBefore && type.includes('U') && onState(profile, state).includes('U');
  };
}

function namesIn(row: Row, column: string): string[] {
  const names = text(row, column).split(';');
  return names.map((name) => name.trim()).filter((name) => name !== '');
}
