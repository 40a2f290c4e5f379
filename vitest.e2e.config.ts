import { defineConfig } from 'vitest/config'

// Journeys through the real application in a real browser; one application, one browser and one database server for all
// of them.
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    isolate: false,
    fileParallelism: false,
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 180_000,
    globalSetup: ['test/e2e/application.setup.ts', 'test/database/cluster.setup.ts'],
    reporters: ['default'],
  },
})
