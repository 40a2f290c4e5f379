// 小镇: public, as they are on the list today.
import { statusLabels } from '../handlers/present.ts'
import { currentTowns } from '../views/towns.ts'
import { candidates } from './candidates.ts'
import type { Kind } from './kind.ts'

export const towns: Kind = {
  group: 'town',
  async find(asked) {
    const { tx, caller: { day }, context: { places }, most } = asked
    const found = await candidates(asked, 'town', null)
    const rows = new Map((await currentTowns(tx, found.map(({ id }) => id), day)).map(row => [row.town, row]))
    return found.flatMap(({ id }) => rows.get(id) ?? []).slice(0, most + 1).map(row => {
      const where = [row.prefecture, row.division].filter(code => code !== null).map(places.shortOf)
      return { kind: 'town', id: row.town, title: row.name, note: [[...new Set(where)].join(' '), statusLabels[row.status] ?? row.status].filter(Boolean).join(' · '), text: null }
    })
  },
}
