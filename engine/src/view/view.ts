// The door of this room: pure folds for reading. A view says what a person sees of a case; it decides nothing, and
// who may see it is not its business.
export { describeEvent, type ActivityWords } from './activity.ts';
export { viewCase, type CaseFace, type RelatedFace, type ViewContext } from './case-view.ts';
export { compareFaces, type FaceChange } from './compare-faces.ts';
export { standingOf, type ClockFace, type ClockStanding } from './clock-standing.ts';
export { faceOfForm, type FieldFace, type FormFace } from './form-face.ts';
export { type ItemCause, whyAvailable, type SaidCause, type WhyItem } from './why-item.ts';
export { whyNot } from './why-not.ts';
export { type BegunCause, whyBegun, type WhyBegun } from './why-begun.ts';
