// The text of help for releases of open data.

export const RELEASE = `casewright release list|prepare|show|approve|publish|withdraw|catalogue … --agency <slug> --as <person>

Finished cases as open data, as their kind says under “publish”. Each step is done in the name of a person of the agency:
open-data-publisher prepares, publishes and withdraws; two people approve who had no part in it, each open-data-publisher or
privacy-officer. What a step is about is named by the hash that “show” prints. Cases that may not be published are not counted,
and what was published before is reckoned with (docs/decisions/0050-release.md).

  release list                                       the releases that were prepared last
  release prepare <case type> --from <date> --until <date>   all whole periods in between
  release show <release> [--to <folder>]             what it tells, what is kept back, and who has approved; writes its files
  release approve <release> --hash <hash>
  release publish <release> --hash <hash> [--address <address>]
  release withdraw <release> --hash <hash> --reason <words> [--address <address>]
  release catalogue [--address <address>]            writes the folder with what is published, and its catalogue, anew

What is published lies in the folder “published” of the data folder. With CASEWRIGHT_OPEN_DATA=1 the server gives it to everybody
under /open-data/<agency>/. --address says where else it is served, for the addresses in the catalogue.`;
