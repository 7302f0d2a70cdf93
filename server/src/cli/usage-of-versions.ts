// The texts of help for commands on versions of case types: drafting one, trying it on the past, and moving cases to it.

export const MOVE = `casewright move rehearse <case type> --from <version> --to <version> --agency <slug>
  [--names <file>] [--report <file>] [--as <person>] [--purpose <name>]
casewright move run <rehearsal> --as <person> --reason <words>
casewright move back <rehearsal> --as <person> --reason <words> [--case <id>]

Lets running cases go on under another published version of their case type. First in thought: for each case, the clocks, work and
readers that would change, and what keeps it where it is. The report of that is read by people; then only what stands in it is done,
case by case, and a case that has changed meanwhile stays. It may be cut off and run again. Each case can be taken back to what it
was, unless something since has changed the same.

  --names <file>    YAML: items, fields and clocks that are called otherwise (old: new), drop (work that ends with the old
                    version), start (new work that starts although what it waits for has happened)
  --report <file>   where to write the rehearsal`;

export const WHAT_IF = `casewright what-if <case type> --agency <slug> --version <version> --from <date> --to <date>
  [--assume <file>] [--report <file>] [--as <person>] [--purpose <name>]

Plays the cases that were opened in a period under that version once more, under a case type that need not be published (a file or a
folder), and tells what would have been different by the end of the period: outcomes, missed deadlines, days, and work that came up and
lay open. People do what they did, as soon as the plan lets them, and work takes as long as it took. New work takes as long as is assumed, with answers
that are known of the case or assumed; else it stays open and is named. Each case is also played under its own version, and how many
came to what they really came to is said: that tells how far to trust the rest. Only cases that may be read whole in the name of whoever
asks are played; the access log has each. Nothing is changed.

  --assume <file>   YAML: days (of new work, else 5), and under tasks for each its days and answers:
                    tasks: { check: { days: 3, answers: { checked: true } } }
  --report <file>   writes all of it as JSON, with every case that would have gone another way`;

export const DRAFT = `casewright draft list|show|versions|save|send|approve|return|acknowledge|publish|withdraw …
  --agency <slug> --as <person>

Takes the text of a case type to where new cases open under it. Each step is done in the name of a person of the agency, who needs
the office for it in some team: case-type-designer writes, case-type-publisher approves and publishes, privacy-officer acknowledges.
Nobody approves or acknowledges what they wrote in. What a step is about is named by the hash that “show” prints.

  draft list                                 the drafts that were begun last
  draft show <draft>                         what the check and its scenarios say, what differs, and what is missing
  draft versions <case type>                 the published versions, from when each is in force, and how many cases that they may read run under it
  draft save <case type> [--draft <draft>]   begins a draft with a file or a folder, its blocks and scenarios, or saves it into one
  draft send <draft> --hash <hash> [--from <date>]      for review; it is to begin on that day of its zone, or at once
  draft approve <draft> --hash <hash>
  draft return <draft> --reason <words>      to whoever writes it
  draft acknowledge <draft> --hash <hash> --difference <id> --reason <words>
  draft acknowledge <draft> --hash <hash> --file <file> many at once: YAML with the id of each difference and the words for it
  draft publish <draft> --hash <hash>
  draft withdraw <draft> --reason <words>`;
