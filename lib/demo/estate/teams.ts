/** A team as its tags tell it. `people` are who its hand-made instances are said to belong to. */
export type Team = { team: string; owner: string; costCenter: string; businessUnit: string; people: readonly string[] };

const ROWS: readonly (readonly [team: string, costCenter: string, businessUnit: string, people: readonly string[]])[] = [
  ["storefront", "CC-4100", "commerce", ["a.okafor", "m.silva"]],
  ["payments", "CC-4410", "commerce", ["j.novak", "p.nair"]],
  ["discovery", "CC-4150", "commerce", ["l.hansen"]],
  ["platform", "CC-2000", "engineering", ["t.wagner", "s.ito"]],
  ["sre", "CC-2010", "engineering", ["r.mensah"]],
  ["devex", "CC-2050", "engineering", ["k.dubois"]],
  ["mobile", "CC-2200", "engineering", ["c.lind"]],
  ["data", "CC-3300", "insight", ["h.yilmaz", "e.costa"]],
  ["ml", "CC-3350", "insight", ["y.cohen", "d.park"]],
  ["network", "CC-5020", "corporate-it", ["b.jansen"]],
  ["corp-it", "CC-5000", "corporate-it", ["f.rossi", "g.brandt"]],
  ["erp", "CC-5100", "finance", ["v.kumar"]],
  ["crm", "CC-6100", "sales", ["n.haddad"]],
  ["research", "CC-9000", "labs", ["q.nguyen", "x.moreau", "z.ali"]],
];

/** Every team, by its name. */
export const TEAMS: ReadonlyMap<string, Team> = new Map(
  ROWS.map(([team, costCenter, businessUnit, people]) => [
    team,
    { team, owner: `${team}-oncall@example.com`, costCenter, businessUnit, people },
  ]),
);

/** The team of that name. Throws where there is none. */
export function getTeam(name: string): Team {
  const team = TEAMS.get(name);
  if (team === undefined) throw new Error(`There is no team ${name}.`);
  return team;
}
