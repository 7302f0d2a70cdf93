// The door of this room: CMMN files in and out, and scenarios played against them. Models come and go as text; reading
// files and decoding bytes is for the caller.
export { compileCase, type CompiledCase, type CompileOptions } from './compile-case.ts';
export type { CmmnCase, CmmnModel } from './model.ts';
export { readCmmn, type ReadModel } from './read-model.ts';
export type { XmlProblem } from './xml-tree.ts';
export { playCmmnScenario, type PlayOptions } from './play-cmmn-scenario.ts';
export { type CmmnScenario, readCmmnScenario } from './read-cmmn-scenario.ts';
export { writeCmmn } from './write-model.ts';
export { sourceOf } from './case-type-of-model.ts';
export { type CaseTypeSource, modelOf, waitsUnknownToCmmn } from './model-of-case-type.ts';
