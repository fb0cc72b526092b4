// Stands in for the "server-only" marker package where there is no bundler (unit tests).
export {};
