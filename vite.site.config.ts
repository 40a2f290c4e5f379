// The public site in two parts: the renderer for the server (dist/site/render.js, self-contained) and what the
// browser gets (dist/web: one script, one style sheet, names with their hash, listed in manifest.json).
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  publicDir: false,
  logLevel: 'warn',
  environments: {
    client: {
      build: {
        outDir: 'dist/web', emptyOutDir: true, manifest: 'manifest.json', target: 'es2022', cssTarget: 'chrome111', assetsDir: 'assets',
        modulePreload: false,
        rolldownOptions: { input: 'src/web/site/app/enhance.ts' },
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
