// How routes of commands on entries are defined: all alike but for what each asks.
import type { TSchema } from 'typebox';
import type { CommandRoute } from '../route.ts';
import { CommandAnswer } from '../schemas.ts';

export const ENTRY_COMMAND = { method: 'POST', audit: 'command', answer: CommandAnswer } as const;

export type DefineCommand = <P extends TSchema, B extends TSchema>(
  route: Omit<CommandRoute<P, B>, keyof typeof ENTRY_COMMAND>,
) => void;
