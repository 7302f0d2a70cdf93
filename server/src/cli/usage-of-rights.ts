// The text of `help` for what people may ask of what is held about them.

export const SUBJECT = `casewright subject open --request <case> --about <case>/<party> --agency <slug> --as <person>
casewright subject list --request <case> --agency <slug> --as <person>
casewright subject show <file> --agency <slug> --as <person> [--queue]
casewright subject complete <file> [--dry-run] --agency <slug> --as <person>
casewright subject release <file> --items <item>,… [--names-others] [--dry-run] --agency <slug> --as <person>
casewright subject redact <file> --items <item>,… [--copy <document>] [--words <text>] [--dry-run] --agency <slug> --as <person>
casewright subject withhold <file> --items <item>,… --code <exemption> --reason <text> [--dry-run] --agency <slug> --as <person>
casewright subject approve <file> --hash <hash> [--dry-run] --agency <slug> --as <person>
casewright subject export <file> --hash <hash> --to <new folder> [--language en|fr] [--dry-run] --agency <slug> --as <person>

The file of what is held about a person, in every case in which they are, also under other names that are held to be theirs. It is opened
for the case in which they ask. Each item is released whole, redacted or withheld by somebody who may read it where it stands; the person
reads the code and the reason of what is withheld. A paper that is redacted waits in the queue (--queue) until its redacted copy, a
document of the same case, is named; of anything else --words says what is given in its stead.

A privacy officer who had no part in it and may read all of it approves the list by its hash. They are told how much of it they may not
read; nobody else is. "export" writes a bag (BagIt) with an index to read and one for programs, as it was approved and not otherwise.`;

export const ERASE = `casewright erase --request <case> --about <case>/<party> --law <law> --class <class> --approved-by <person>,<person>
                 --agency <slug> [--ordered <order>] [--dry-run]

Erases what is held about a person, in every case in which they are: what their key seals, and the documents that are about nobody else.
In each case it is refused while the case is open, under hold, or kept by its retention class or a floor, and says by which; an order of
a court or of a law above the schedule is named with --ordered, and lets no hold go. Each destruction has its certificate, and is done
again after a restore. With --dry-run nothing is done.`;
