// The OpenAPI document: what it says of the interface as a whole, and how to have it without a database.
import type { ApiDoors } from './api-options.ts';
import { buildApi } from './build-api.ts';

/** The document as it is committed: readable, and the same for every installation. */
export async function describeApi(): Promise<string> {
  const { app } = await buildApi({
    doors: NO_DOORS,
    demonstration: false,
    providers: [],
    publicOrigin: null,
    staffApp: null,
    requestsPerMinute: null,
    signInsPerMinute: 1,
    logger: false,
  });
  const document = app.swagger();
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Registering routes opens no door; whoever did would be told. */
const NO_DOORS: ApiDoors = {
  get queries(): never {
    throw new Error('A route opened a door while it was registered.');
  },
  execute: unreachable,
  signIn: unreachable,
  signOut: unreachable,
  decideReview: unreachable,
  keepUnsent: unreachable,
  sayHere: unreachable,
  mergePeople: unreachable,
  keepView: unreachable,
  drawSample: unreachable,
  reviewSampledCase: unreachable,
  giveView: unreachable,
  dropView: unreachable,
  keepPhrase: unreachable,
  dropPhrase: unreachable,
  unmergePeople: unreachable,
  exportSubjectFile: unreachable,
  openSubjectFile: unreachable,
  completeSubjectFile: unreachable,
  decideSubjectItems: unreachable,
  approveSubjectFile: unreachable,
  beginDraft: unreachable,
  takeDraftStep: unreachable,
  proposeList: unreachable,
  takeDisposalStep: unreachable,
  placeHold: unreachable,
  takeHoldStep: unreachable,
  makeLetter: unreachable,
  giveRole: unreachable,
  endRole: unreachable,
  lockAccount: unreachable,
  retryTexts: unreachable,
  askPrint: unreachable,
  sayPosted: unreachable,
  sayReturned: unreachable,
  witness: unreachable,
  get inbox(): never {
    throw new Error('A route opened a door while it was registered.');
  },
  get uploads(): never {
    throw new Error('A route opened a door while it was registered.');
  },
  scanner: 'off',
  get identity(): never {
    throw new Error('A route opened a door while it was registered.');
  },
  followChanges: unreachable,
  followRights: () => () => {},
  followHere: () => () => {},
};

function unreachable(): never {
  throw new Error('The description of the interface answers no requests.');
}
