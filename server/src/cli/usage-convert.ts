// The texts of help for what turns definitions of others into case types, and back.

export const CONVERT = `casewright convert <from> <to>

Turns a case type in YAML into CMMN 1.1, or a CMMN model (1.1 or 1.0) into a case type, by the endings of the two names
(.yaml, .cmmn); or the decisions of a case type into DMN 1.5, or a DMN model (1.1 to 1.5) into a case type that decides the same
(.dmn). What a case type cannot say is refused with its place, and nothing is written then. What CMMN has no place for goes along in extensions, and comes back. A model of another product gives the
least that a case type needs; "casewright check" then says what is missing. <to> must not exist.`;

export const CONVERT_CCD = `casewright convert-ccd <folder> --to <file.yaml> [--without <ends>] [--on <date>] [--case-type <id>]

Turns a CCD definition, as JSON sheets in a folder and the folders in it, into a case type. Beside <file.yaml> it writes
<file.yaml>.report.json with what became of every row (carried, in part with what is lost, or not carried and why) and the
names that stand for CCD's ids, and <file.yaml>.report.txt for people. None of the three may exist.

  --without <ends>   pieces that are left out, by the ends of their names, with commas (default: prod,shuttered)
  --on <date>        the day for which rows must be live (default: today)
  --case-type <id>   which, where the definition has several`;
