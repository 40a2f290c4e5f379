import { defineConfig } from 'vitest/config'

// One runner for everything. Files share a process (isolate: false), which is ten times faster here;
// tests therefore keep no module-level state of their own.
export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    exclude: ['test/e2e/**', '**/node_modules/**'],
    isolate: false,
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['test/database/cluster.setup.ts'],
    reporters: ['default'],
  },
})
