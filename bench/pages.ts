// The list as people meet it: the page as sent (brotli), the API's first page, the whole list as one JSON document.
import { brotliCompressSync } from 'node:zlib'
import { createApp } from '#server/http/app.ts'
import { loadPages } from '#cli/verbs/serve.ts'
import { createContext } from '#cli/open.ts'
import { withMadeUpTowns } from './made-up.ts'
import { type Row, timed } from './measure.ts'

export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  const context = createContext()
  const programme = context.programmes.find(other => !other.id.startsWith('示例'))?.id as string
  for (const towns of [84, 20_000]) {
    await withMadeUpTowns(towns, 6, async database => {
      const app = await createApp({ database, context, pages: await loadPages() })
      const size = `${towns} towns`
      for (const [name, url] of [['list page', '/towns'], ['home page', '/'], ['API, first 100', '/api/public/towns'], ['whole list, JSON', '/api/public/towns.json']] as const) {
        const { rawPayload } = await app.inject({ url })
        rows.push(await timed(name, size, 12, () => app.inject({ url })))
        const kilobytes = Number((brotliCompressSync(rawPayload).length / 1000).toPrecision(3))
        rows.push({ name: `${name}, as sent`, size, median: kilobytes, p95: Number.NaN, unit: 'KB', runs: 1 })
      }
      await app.close()
    }, programme)
  }
  return rows
}
