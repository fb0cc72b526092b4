/** Names of the queues. */
export const QUEUES = { tagging: "tagging", webhook: "webhook", daily: "daily" } as const;
