export type KeySection = { title: string; keys: readonly { keys: readonly string[]; does: string }[] };

/** What `?` lists. The screens do it; this is where a reader finds it. */
export const KEY_SECTIONS: readonly KeySection[] = [
  {
    title: "Everywhere",
    keys: [
      { keys: ["?"], does: "Show these keys" },
      { keys: ["Esc"], does: "Close what is open" },
      { keys: ["Tab"], does: "Next control; Shift+Tab for the one before" },
    ],
  },
  {
    title: "Instances",
    keys: [
      { keys: ["/"], does: "Search" },
      { keys: ["↑", "↓"], does: "Move by a row" },
      { keys: ["Page Up", "Page Down"], does: "Move by a screen" },
      { keys: ["Home", "End"], does: "First or last row" },
      { keys: ["Space"], does: "Select the row" },
      { keys: ["Shift", "↑↓"], does: "Select from here to there" },
      { keys: ["Ctrl", "A"], does: "Select all that match" },
      { keys: ["T"], does: "Tag what is selected, or put the row's tag right" },
      { keys: ["Enter"], does: "Open the details" },
      { keys: ["Esc"], does: "Close the details, then clear the selection" },
    ],
  },
  {
    title: "Policy",
    keys: [
      { keys: ["1", "4"], does: "Show your role, the corrected one, the guard, the dashboard’s own" },
      { keys: ["C"], does: "Copy the policy" },
      { keys: ["N"], does: "Show the next finding" },
      { keys: ["F8"], does: "In the editor: the next problem" },
    ],
  },
  {
    title: "Changes",
    keys: [{ keys: ["/"], does: "Search the timeline" }],
  },
];
