import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { CoverageHistory, CoveragePoint } from "#lib/domain/coverage-history.ts";
import { ComparisonView } from "./comparison-view.tsx";
import { HistoryCharts } from "./history-charts.tsx";

function point(at: string, change: Partial<CoveragePoint> = {}): CoveragePoint {
  return { at, reachable: 5, blocked: 3, unknown: 1, unread: 2, unreadCells: 1, readAt: at, ...change };
}

const POINTS = [point("2026-11-14T12:00:00.000Z"), point("2026-11-14T13:00:00.000Z", { reachable: 6 })];
const WHOLE: CoverageHistory = {
  capability: "run-command",
  by: "",
  from: POINTS[0]?.at ?? "",
  to: POINTS[1]?.at ?? "",
  series: [{ name: "", kind: "value", points: POINTS }],
};

function draw(history: CoverageHistory): string {
  return renderToStaticMarkup(
    <HistoryCharts
      history={history}
      scale="count"
      a={POINTS[0]?.at ?? null}
      b={null}
      onCompare={() => undefined}
      accountName={(account) => (account === "111111111111" ? "prod" : account)}
    />,
  );
}

it("says the latest point in words, for the slider as for the eye", () => {
  const words = "at least 6 of 10 in reach; 2 not read; nothing known of 1 account-region";
  const html = draw(WHOLE);
  expect(html.match(new RegExp(`aria-valuetext="[^"]*${words}"`))).not.toBeNull();
  expect(html).toContain(`${words}</p>`);
  expect(html).toContain("Not read");
});

it("draws each part with its name, and the sum of all for the slider", () => {
  const series = (["111111111111", "<b>x</b>"] as const).map((name) => ({ name, kind: "value" as const, points: POINTS }));
  const html = draw({ ...WHOLE, by: "account", series });
  expect(html).toContain("<bdi>prod</bdi>");
  expect(html).toContain("&lt;b&gt;x&lt;/b&gt;");
  expect(html).toContain("at least 12 of 20 in reach; 4 not read");
});

it("says that there is nothing yet where there is nothing", () => {
  expect(draw({ ...WHOLE, series: [{ name: "", kind: "value", points: [] }] })).toContain(
    "The first point comes when a sweep ends",
  );
});

it("lists what became of the nodes, with a link to each and to the file", () => {
  const place = { account: "111111111111", region: "eu-west-1", id: "i-0f3a6c1d2e4b5a697" };
  const [from = point(""), to = point("")] = POINTS;
  const html = renderToStaticMarkup(
    <ComparisonView
      comparison={{
        capability: "run-command",
        from,
        to,
        counts: { entered: 0, left: 0, gained: 0, lost: 2, unread: 4 },
        nodes: [
          {
            ...place,
            name: "web",
            change: "lost",
            before: "reachable",
            after: "blocked",
            tagBefore: "CadoResponseSSMEnabled=True",
            tagAfter: "",
          },
        ],
      }}
      csv="/api/history/compare?format=csv"
      accountName={() => "prod"}
    />,
  );
  expect(html).toContain('href="/?node=111111111111/eu-west-1/i-0f3a6c1d2e4b5a697"');
  expect(html).toContain("reachable → blocked");
  expect(html).toContain("(not tagged)");
  expect(html).toContain("2 instances");
  expect(html).toContain("The first 1 of them; the file has all.");
  expect(html).toContain('href="/api/history/compare?format=csv"');
});
