// Appends one fact after another to the register of a folder and says each position on standard output once it is
// acknowledged. Meant to be killed.
import { append } from '#server/log/append.ts'
import { openDatabase } from '#server/db/connect.ts'
import { lastEvent } from '#server/log/read.ts'

const database = await openDatabase({ folder: process.argv[2] as string })
let next = (await database.read(lastEvent))?.position ?? 0
process.stdout.write('ready\n')
for (;;) {
  const stream = `town/t${process.pid}-${next}`
  const [event] = await database.transaction(tx => append(tx, {
    actor: 'crash', now: new Date().toISOString(),
    writes: [{ stream, expected: 0, facts: [{ type: 'town.named', data: { name: `第${next}镇`, change: 'first' }, effective: '2020-01-01', basis: { document: 'd' } }] }],
  }))
  next = event?.position ?? next
  process.stdout.write(`${next}\n`)
}
