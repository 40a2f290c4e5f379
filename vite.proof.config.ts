// The verification page (dist/proof/verify.html): one file with script and style inside, so that it works from a local
// disk without a network, and can be kept beside the bundle it verifies.
import { defineConfig, type Plugin } from 'vite'

export default defineConfig({
  root: 'src/web/proof',
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: '../../../dist/proof', emptyOutDir: true, target: 'es2022', cssTarget: 'chrome111', modulePreload: false, cssCodeSplit: false,
    rolldownOptions: { input: 'src/web/proof/verify.html' },
  },
  plugins: [inOneFile()],
})

/** Puts the built script and style into the page in place of references to them. */
function inOneFile(): Plugin {
  return {
    name: 'in-one-file', enforce: 'post',
    generateBundle(_, files) {
      let [script, style] = ['', '']
      for (const [name, file] of Object.entries(files)) {
        if (file.type === 'chunk') script += file.code
        else if (name.endsWith('.css')) style += String(file.source)
        else continue
        delete files[name]
      }
      const page = Object.values(files).find(file => file.fileName.endsWith('.html'))
      if (page?.type !== 'asset') throw new Error('the build made no page')
      // In a script element only these could end it or hide the rest; within strings the escape means the same.
      const safe = script.replaceAll(/<(?=\/script|!--)/gi, '\\x3c')
      page.source = String(page.source).replaceAll(/\s*<script[^>]* src=[^>]*><\/script>|\s*<link rel="stylesheet"[^>]*>/g, '')
        .replace('</head>', () => `<style>${style}</style>\n</head>`).replace('</body>', () => `<script type="module">${safe}</script>\n</body>`)
    },
  }
}
