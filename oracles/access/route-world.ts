// People and cases as the oracle of routes is told of them: facts alone, nothing of what follows from them.

export interface OraclePerson {
  readonly person: string;
  readonly agency: number;
  readonly memberships: readonly { readonly team: string; readonly role: string }[];
  readonly level: string | null;
  readonly markers: readonly string[];
  readonly readIn: readonly string[];
  readonly walledMatters: readonly string[];
  readonly by: 'nobody' | 'browser' | 'token' | 'ended';
  readonly scope: readonly string[];
  readonly caseTypes: readonly string[] | null;
  readonly purpose: string | null;
  readonly seat: string | null;
}

export interface Grant {
  readonly person: string;
  readonly sections: readonly string[] | null;
  readonly expired: boolean;
}

export interface OracleCase {
  readonly name: string;
  readonly agency: number;
  readonly team: string;
  readonly caseType: string;
  readonly level: string;
  readonly markers: readonly string[];
  readonly compartments: readonly string[];
  readonly matters: readonly string[];
  readonly purposes: readonly string[] | null;
  readonly assigned: string | null;
  readonly walls: readonly { readonly person: string | null; readonly unit: string | null }[];
  readonly seals: readonly { readonly section: string | null; readonly openTo: readonly string[] }[];
  readonly shares: readonly {
    readonly to: number;
    readonly sections: readonly string[];
    readonly purpose: string;
    readonly ended: boolean;
  }[];
  readonly specific: readonly Grant[];
  readonly emergencies: readonly Grant[];
  readonly closed: boolean;
}

export interface OracleWorld {
  readonly units: readonly { readonly agency: number; readonly team: string; readonly above: readonly string[] }[];
  readonly people: readonly OraclePerson[];
  readonly cases: readonly OracleCase[];
}
