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
