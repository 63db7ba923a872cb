// Tests of pure functions. A busy machine is slow, not wrong: time limits are there for what hangs.
export default { test: { include: ["tests/**/*.test.{ts,tsx}"], testTimeout: 60_000 } };
