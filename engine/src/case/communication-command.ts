// What may be asked of letters, messages, calls and meetings. Nothing is sent by a command: it records what was.
import type { Appointment, CommunicationParts, FailingWay, MeetingParts } from '../entries/entries.ts';

/** On one that is there. `of` is the name under which the case type describes it. */
interface OnCommunication {
  readonly of: string;
  readonly entry: string;
}

export type CommunicationCommand =
  | (CommunicationParts & { readonly type: 'DraftCommunication'; readonly of: string })
  | (CommunicationParts & {
      readonly type: 'RecordCommunication';
      readonly of: string;
      readonly direction: 'out' | 'in';
      /** The day; absent: the day of the command. */
      readonly on?: string;
    })
  | (OnCommunication & Partial<CommunicationParts> & { readonly type: 'ReviseCommunication' })
  | (OnCommunication & { readonly type: 'DiscardCommunication'; readonly reason: string })
  /** `content` is what the approver has read, by its hash. */
  | (OnCommunication & { readonly type: 'ApproveCommunication'; readonly content: string })
  | (OnCommunication & { readonly type: 'SendCommunication'; readonly on?: string })
  | (OnCommunication & { readonly type: 'DeliverCommunication'; readonly on?: string })
  /** `failing`: they are not where it was sent that way, as whoever carried it says. */
  | (OnCommunication & { readonly type: 'BounceCommunication'; readonly reason: string; readonly failing?: FailingWay })
  | MeetingCommand;

/** A meeting that is to come. */
export type MeetingCommand =
  | (MeetingParts & { readonly type: 'ArrangeMeeting'; readonly of: string; readonly appointment: Appointment })
  | (OnCommunication & { readonly type: 'MoveMeeting'; readonly appointment: Appointment; readonly reason: string })
  | (OnCommunication & { readonly type: 'CancelMeeting'; readonly reason: string })
  /** `missedBy` names the parties who did not come, by id; none: it was held. */
  | (OnCommunication & {
      readonly type: 'ConcludeMeeting';
      readonly missedBy: readonly string[];
      readonly reasons: string;
    });
