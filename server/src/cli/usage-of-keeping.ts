// The text of `help` for what keeps records over the years and moves them.

export const TRANSFER = `casewright transfer check <folder>
casewright transfer export <new folder> --agency <slug> [--days <number>] [--clear]
casewright transfer import <folder>

"check" compares a bag (BagIt, RFC 8493) with what it says of itself, whoever wrote it: every file, every hash, every path.
"export" takes all that an agency has out as a bag: each table as CSV, and the keys. The rows are sealed under a key that is put into
CASEWRIGHT_BACKUP_KEYS (default: backup-keys in the data folder); bring bag and key to the other side by different ways.
"import" brings the agency of a bag into this installation, all of it or nothing, beside those that are here. Its number, its log and
every hash stay what they were. The schema of both installations must be the same.

  --agency <slug>   the agency to take out
  --days <number>   until then the bag can be opened (30)
  --clear           leave the rows in the clear, for a system that is not Casewright; the keys stay sealed

That an agency was taken out, and that it came, is on its record. Its list of people comes with it; nobody stays signed in.`;

export const PACKAGE = `casewright package out <case> --to <new folder> --reason <text> [--agency <slug>] [--as <person>] [--purpose <name>]
casewright package out --list <file> --to <folder> --reason <text> ...
casewright package verify <folder>
casewright package in <folder> --agency <slug> [--dry-run]

"out" takes a case out as a bag (BagIt, RFC 8493): a copy to be read in any browser, every event in the open, what it is in Dublin Core,
the proof that its events are in the log, its documents as they came, and its keys, sealed under one that is put into
CASEWRIGHT_BACKUP_KEYS (default: backup-keys in the data folder). Secret ways of reaching somebody are nowhere but in what is sealed.
With a list, one reference or id a line, each case is a bag in a folder by its id; run it again after it was cut off, and it goes on.
"verify" needs no database and no network: every file, every hash, the chain, the proof; each problem is told with its file.
"in" brings it into an agency of the same number: the same events with the same hashes, or nothing. A case, a reference, a kind of
case or a team in the way is told, and nothing is merged or published by itself.

  --list <file>     cases, one a line, such as those of a list of disposal; what follows a # is a remark
  --to <folder>     where it goes: new or empty for one case
  --reason <text>   why it leaves; it stands in the package
  --readable        without the keys: to be read and kept, and not to come back
  --days <number>   until then what is sealed can be opened (30)
  --as <person>     in whose name; a case with a part that is not theirs to see is not taken out
  --dry-run         say what would be done, and do nothing`;

export const INBOX = `casewright inbox queue --agency <slug> --queue <team> --zone <zone> --lead <role> [--days <number>] [--place <place>]
casewright inbox take <folder or files> --agency <slug> --queue <team> [--dry-run]
casewright inbox list --agency <slug> --queue <team> --as <person>
casewright inbox unaccounted [--agency <slug>]

"queue" lets a team take what comes in, and says how long it has. "take" brings in .eml and .msg as mail and any other file as a scan; run
it again after it was cut off: what is there already is found. "list" shows what waits, due first, to somebody of the team.
"unaccounted" counts what is neither filed, nor waiting in a queue with a day, nor rejected with a reason. It is always 0; else it ends
with 1 and names each.

  --agency <slug>   the agency; "unaccounted" looks at all without it
  --queue <team>    the team whose queue it is
  --days <number>   working days within which an item is to be worked (5)
  --zone <zone>     where the team works, such as Europe/Rome
  --place <place>   whose public holidays count, such as AU-NSW (weekends alone)
  --lead <role>     the role in the team that answers for what is overdue
  --as <person>     who asks
  --dry-run         say what would be taken, and take nothing`;

export const TEXTS = `casewright texts list [--failed] [--agency <slug>]
casewright texts rebuild [--failed] [--agency <slug>]

Text is read out of each file of a document by the server's worker, so that documents are found by their words. "list" counts what was
read, what waits and what could not be read; with --failed it names each of the last with its reason, and any is a problem.
"rebuild" has all texts read again, with --failed those that could not be. Until the worker has read them, nothing finds them.`;

export const LETTERS = `casewright letters print --agency <slug> --to <folder> [--dry-run] [--again <label> --reason <reason>]
casewright letters list --agency <slug> --as <person>
casewright letters posted <batch> --agency <slug> --as <person> --on <day>
casewright letters returned <label> --agency <slug> --as <person> --reason <reason>

"print" puts what waits for post into a new folder in that folder: for each letter a cover sheet with the address and the letter as it was
approved, a list (manifest.json) and SHA256SUMS. Run it again with the same folder after it was cut off: what lies there whole is printed,
and of what does not nobody can know; its case is told so. "list" shows what waits and the newest batches, "posted" says when a batch
went to the post, and "returned" that a letter came back, by the label on its cover sheet. These three are for the role mail-room.

  --agency <slug>     the agency
  --to <folder>       where to; it says where people live, so only its owner reads it
  --dry-run           tell what would be printed, and print nothing
  --again <label>     print once more what was printed: 12-3, or 12 for a whole batch
  --reason <reason>   with --again: spoilt, lost, damaged, other;
                      with "returned": unknown-address, moved, refused, unclaimed, incomplete, other`;

export const SAMPLES = `casewright samples [recompute] [<sample>] [--agency <slug>]
casewright samples population <sample> --agency <slug> [--as <person>] [--purpose <name>]

A sample of finished work is drawn in the staff app by a seed. "recompute" draws each again from its seed and the ids of the population, and
compares it with what was drawn, and all of it with what the log has since then; anything else than the same is a problem.
"population" prints what somebody outside needs to draw it again with sha256sum alone, as docs/quality-samples.md shows. In the place of a case
that may not be told to whoever asks stands its hash; the look is in the access log.`;
