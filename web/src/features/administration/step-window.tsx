// One step that an administrator takes with somebody, in a window that says first what follows from it.
import { useQueryClient } from '@tanstack/react-query';
import { endRole, giveRole, lockAccount, type Staff, STAFF_KEY } from '../../client/administration.ts';
import type { FieldFace, FieldValue, Problem } from '../../client/types.ts';
import { useSending } from '../../client/use-sending.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { administrationTexts as words } from '#texts/administration';
import { Dialog } from '../../ui/dialog.tsx';

type Person = Staff['items'][number];

export type StaffStep =
  | { readonly kind: 'give' | 'lock' | 'open'; readonly person: Person }
  | { readonly kind: 'end'; readonly person: Person; readonly held: Person['roles'][number] };

export interface StepWindowProps {
  readonly step: StaffStep;
  readonly staff: Staff;
  /** Told in a sentence what was done. */
  readonly onDone: (says: string) => void;
  readonly onClose: () => void;
}

type Answers = Readonly<Record<string, FieldValue>>;

interface Face {
  readonly title: string;
  readonly lead: string | null;
  readonly fields: readonly FieldFace[];
  readonly submit: string;
  /** Does it, and says what was done. */
  readonly act: (answers: Answers) => Promise<string>;
}

export function StepWindow({ step, staff, onDone, onClose }: StepWindowProps) {
  const client = useQueryClient();
  const { busy, send: sendOnce } = useSending();
  const { title, lead, fields, submit, act } = faceOf(step, staff);

  const send = (answers: Answers): Promise<Problem | null> =>
    sendOnce(async () => {
      const says = await act(answers);
      await client.invalidateQueries({ queryKey: STAFF_KEY });
      onClose();
      onDone(says);
    });

  return (
    <Dialog title={title} onClose={onClose}>
      {lead === null ? null : <p className="lead">{lead}</p>}
      <CaseForm
        form={{ form: step.kind, title, fields }}
        draft={`administration/${step.kind}`}
        keeps={false}
        submit={submit}
        busy={busy}
        onSubmit={send}
      />
    </Dialog>
  );
}

function faceOf(step: StaffStep, staff: Staff): Face {
  const { person, name } = step.person;
  if (step.kind === 'give') return givingTo(step.person, staff);
  if (step.kind === 'end') {
    const { team, title, role } = step.held;
    return {
      ...{ title: words.endOf(name, role, title), lead: words.endLead(name), fields: [], submit: words.endSubmit },
      act: async () => {
        await endRole({ person, team, role });
        return words.ended(name, role, title);
      },
    };
  }
  const locks = step.kind === 'lock';
  return {
    title: locks ? words.lockOf(name) : words.openOf(name),
    lead: locks ? words.lockLead(name) : words.openLead(name),
    fields: [],
    submit: locks ? words.lock : words.open,
    act: async () => {
      await lockAccount(person, locks);
      return locks ? words.isLocked(name) : words.isOpen(name);
    },
  };
}

function givingTo({ person, name }: Person, { teams, roles }: Staff): Face {
  const choice = { kind: 'choice', required: true, maxLength: 64 } as const;
  return {
    title: words.giveTo(name),
    lead: null,
    fields: [
      {
        ...choice,
        field: 'role',
        label: words.role,
        options: roles.map((value) => ({ value, label: words.roleName(value) })),
      },
      {
        ...choice,
        field: 'team',
        label: words.team,
        options: teams.map(({ team, title }) => ({ value: team, label: title })),
      },
    ],
    submit: words.giveSubmit,
    act: async (answers) => {
      const [role, team] = [String(answers['role']), String(answers['team'])];
      await giveRole({ person, team, role });
      return words.given(name, role, teams.find((one) => one.team === team)?.title ?? team);
    },
  };
}
