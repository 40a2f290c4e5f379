// zhenpu bundle: everything a season's decisions follow from, in one file that proves itself.
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { problem, Refusal } from '#core/base/problem.ts'
import { bundleText } from '#core/proof/bundle-of.ts'
import { embedBundle } from '#core/proof/embed.ts'
import { verifierKey } from '#server/log/keys.ts'
import { proofPage } from '#server/http/proof.ts'
import { bundleSeason } from '#server/season/bundle.ts'
import { withRegister } from '../open.ts'
import { printJson } from '../print.ts'

/** `.json`, `.json.gz`, or `.html`: the verification page with the bundle inside. */
export async function bundle(id: string, { out, json }: { out: string; json?: boolean }): Promise<number> {
  return withRegister(async ({ database, context, key, checkpoint }) => {
    // What was recorded last must be covered by a signed head.
    await checkpoint()
    const made = await database.read(tx => bundleSeason(tx, id, { publicKey: verifierKey(key), version: context.version, now: context.now() }))
    const text = bundleText(made)
    const bytes = out.endsWith('.gz') ? gzipSync(text, { level: 9 }) : out.endsWith('.html') ? Buffer.from(embedBundle(pageText(), text)) : Buffer.from(text)
    writeFileSync(out, bytes)
    const summary = { season: id, out, bytes: bytes.length, events: made.log.events.length, towns: made.snapshot.towns.length, decisions: made.results.decisions.length }
    if (json) printJson(summary)
    else console.error(`已写出 ${out}（${Math.ceil(bytes.length / 1024)} KB）：${summary.towns} 个小镇，${summary.decisions} 个决定，日志 ${summary.events} 条。用 ./zhenpu verify ${out} 核验。`)
    return 0
  })
}

function pageText(): string {
  const page = proofPage()
  if (!page) throw new Refusal(problem('file.unreadable', { file: 'dist/proof/verify.html', why: '核验页还没有构建，请先运行 npm run build' }))
  return page
}
