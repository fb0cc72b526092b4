import type { Node } from "../../../lib/domain/node.ts";
import "../subject.ts";

// The rows as one plain JSON array, parsed and drawn: what the product's lines are compared with.
const SHOWN = 30;
const table = document.createElement("div");
table.className = "table";
document.body.append(table);

const answer = await fetch("/nodes.json");
Object.assign(window, { responseAt: performance.now() });
const nodes: Node[] = await answer.json();
for (const [line, node] of nodes.slice(0, SHOWN).entries()) {
  const row = document.createElement("div");
  row.setAttribute("role", "row");
  row.dataset.line = String(line);
  for (const text of [node.name, node.id, node.account, node.region, node.state, node.platform, node.ssm]) {
    const cell = document.createElement("span");
    cell.textContent = `${text} `;
    row.append(cell);
  }
  table.append(row);
}
window.subject = {
  shown: () => ({ count: nodes.length, ids: [table.children[0]?.children[1]?.textContent?.trim() ?? "", "", ""] }),
  chosen: () => 0,
  scroller: () => table,
  hasRowAt: () => true,
};
