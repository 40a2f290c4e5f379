// What the server renders the public site with (dist/site/render.js, self-contained), and what browsers get (dist/web:
// for the site and for the workbench one script and one style sheet each, and the workbench's workers; names with their
// hash, listed in manifest.json).
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  publicDir: false,
  worker: { format: 'es' },
  logLevel: 'warn',
  environments: {
    client: {
      build: {
        outDir: 'dist/web', emptyOutDir: true, manifest: 'manifest.json', target: 'es2022', cssTarget: 'chrome111', assetsDir: 'assets',
        modulePreload: false, chunkSizeWarningLimit: 1500,
        rolldownOptions: { input: ['src/web/site/app/enhance.ts', 'src/web/workbench/entry.tsx'] },
      },
    },
    ssr: {
      resolve: { noExternal: true },
      build: {
        outDir: 'dist/site', emptyOutDir: true, ssr: true, target: 'node22', minify: false,
        rolldownOptions: { input: 'src/web/site/entry.server.tsx', output: { entryFileNames: 'render.js' } },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment)
    },
  },
})
