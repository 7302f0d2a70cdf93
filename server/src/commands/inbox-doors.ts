// Everything that is done with items of the inbox, as one door for whoever serves people and systems.
import type { CommandDeps } from './execute-command.ts';
import {
  claim,
  duplicate,
  fileItem,
  hand,
  openCaseOf,
  reject,
  type CaseToOpen,
  type InboxStep,
  type ItemFiled,
  type ItemOpened,
  type ItemToFile,
} from './inbox-steps.ts';
import type { Overseer } from './oversee.ts';
import { receiveBrought, type Brought, type BroughtDeps, type BroughtItem } from './receive-brought.ts';

export interface InboxDoors {
  readonly claim: (by: Overseer, asked: Parameters<typeof claim>[2]) => Promise<InboxStep>;
  readonly hand: (by: Overseer, asked: Parameters<typeof hand>[2]) => Promise<InboxStep>;
  readonly reject: (by: Overseer, asked: Parameters<typeof reject>[2]) => Promise<InboxStep>;
  readonly duplicate: (by: Overseer, asked: Parameters<typeof duplicate>[2]) => Promise<InboxStep>;
  readonly file: (by: Overseer, asked: ItemToFile) => Promise<ItemFiled>;
  readonly open: (by: Overseer, asked: CaseToOpen) => Promise<ItemOpened>;
  readonly receive: (by: Overseer, asked: BroughtItem) => Promise<Brought>;
}

export function openInbox(deps: CommandDeps & BroughtDeps): InboxDoors {
  return {
    claim: (by, asked) => claim(deps, by, asked),
    hand: (by, asked) => hand(deps, by, asked),
    reject: (by, asked) => reject(deps, by, asked),
    duplicate: (by, asked) => duplicate(deps, by, asked),
    file: (by, asked) => fileItem(deps, by, asked),
    open: (by, asked) => openCaseOf(deps, by, asked),
    receive: (by, asked) => receiveBrought(deps, by, asked),
  };
}
