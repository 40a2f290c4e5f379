// zhenpu generate: files that are made from the code and committed, so that a change shows in review.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { terms } from '#core/base/terms.ts'
import { openApi } from '#server/http/open-api.ts'
import { version } from '#server/version.ts'

const root = join(import.meta.dirname, '..', '..', '..')

export function generated(): Record<string, string> {
  const rows = terms.map(({ english, chinese, meaning }) => `| ${english} | ${chinese} | ${meaning} |`)
  return {
    'openapi.json': `${JSON.stringify(openApi(version), null, 1)}\n`,
    'docs/glossary.md': `# Glossary 术语表\n\nMade from \`src/core/base/terms.ts\` by \`npm run generate\`.\n\n| English | 中文 | meaning |\n|---|---|---|\n${rows.join('\n')}\n`,
  }
}

/** Files that are not what the code makes; written unless only checking. */
export function stale(): string[] {
  return Object.entries(generated()).filter(([file, text]) => !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== text).map(([file]) => file)
}

export async function generate({ check }: { check?: boolean }): Promise<number> {
  const old = stale()
  if (!check) for (const file of old) writeFileSync(join(root, file), generated()[file] as string)
  console.error(old.length ? `${check ? '过时' : '已更新'}：${old.join('、')}` : '都是最新的。')
  return check && old.length ? 1 : 0
}
