// The texts of help for how long cases are kept: due dates, holds, disposal and destruction.

export const HOLD = `casewright hold [list] [--agency <slug>]
casewright hold add --case <reference or id> --reason <why> [--agency <slug>]
casewright hold end --case <reference or id> [--hold <id>] [--agency <slug>]
casewright hold query --agency <slug> --as <person> --title <words> --reason <why> [--tell <person>,<person>] [--dry-run]
  [--case-type <name>,…] [--team <name>,…] [--outcome <name>,…] [--subject <id>,…] [--opened-from <date>] [--opened-to <date>]
  [--where <field>=<value>,<field>><value>,…]
casewright hold queries --agency <slug>
casewright hold acknowledge --agency <slug> --hold <id> --as <person>
casewright hold release --agency <slug> --hold <id> --approved-by <person>,<person>

While a hold stands on a case, nothing destroys it. "end" ends all holds of the case, or the one that is named. Each is on
record; name no person in a reason.

A hold by query covers every case for which all that it asks is so, now and whenever one comes to match, and each stays under it until
it is released, whatever is changed in it. Records managers hold, and two of them release. Those who are told say that they know.`;

export const RETENTION = `casewright retention show --case <reference or id> [--agency <slug>] [--as <person>]
casewright retention list --year <year> [--from <date> --to <date>] [--case-type <name>] [--action <action>] [--csv <file>]
casewright retention findings
casewright retention record --agency <slug> --kind manual|death|repeal --name <name> [--case <reference or id>] --on <date> --as <person>

When cases may be disposed of, by the classes of their case types (docs/retention-rules.md). "show" says why, step by step. "list" is what
would become due, by class, with what is under hold; nothing is disposed of. "findings" are closed cases for which no day can be told.
"record" puts down a day that counts besides: under a name, the death of a party, or the repeal of a law; without --on it is taken back.`;

export const DISPOSAL = `casewright disposal list --agency <slug>
casewright disposal propose --agency <slug> --as <person> --reason <words> [--to <date>] [--case-type <name>]
casewright disposal show <list> --agency <slug> [--as <person>]
casewright disposal approve <list> --agency <slug> --as <person> --hash <hash>
casewright disposal run <list> --agency <slug> [--dry-run]
casewright disposal certificate <list> --agency <slug>

Disposes of what is due: a list is proposed, two other records managers approve it by its hash, and it is gone through. Each case is
asked once more when its turn comes: what is held, changed, reopened or no longer due is left out and told. Each destruction has its
certificate, and the whole run one of its own. A run that was cut off goes on when it is run again.`;

export const DESTROY = `casewright destroy --case <reference or id> [--subject <party or id>] --authority <law or schedule> --class <class>
                   --approved-by <person>,<person> [--before-due <law or order>] [--agency <slug>]
casewright destroy --subject <id> …

Destroys a closed case lawfully, or what it holds of one person: what their key seals, and the documents that are about nobody
else; not what somebody wrote about them in a note. With --subject alone, in every case in which that person has a key. Refused
for a case that is open or under hold, and without two different people of the agency who approve. A whole case stays until the
day that its class says, unless --before-due names what lets it go earlier; the certificate says so.

The keys are erased for good, everything derived is purged, and a certificate is recorded: in the case's chain, in the
agency's log and in the list outside the database (CASEWRIGHT_DESTRUCTIONS). All proofs still verify. Until old row versions
are overwritten their bytes are still in the files of the database: run "casewright sweep". Backups taken before
hold it until their keys expire; a restore destroys it again.`;
