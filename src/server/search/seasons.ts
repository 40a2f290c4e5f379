// 评估年度: few, so each is looked at.
import { parseSeasonId } from '#core/decision/season.ts'
import { stageLabels } from '#core/season/season.ts'
import { loadSeason, seasonIds } from '../season/load.ts'
import { packOf } from '../season/policies.ts'
import { firstSeen, holds, type Kind } from './kind.ts'
import { fits } from './words.ts'

export const seasons: Kind = {
  group: 'season',
  async find(asked) {
    if (!holds(asked, 'season.read')) return []
    const all = (await seasonIds(asked.tx)).flatMap(id => {
      const parsed = parseSeasonId(id)
      return parsed.ok ? [{ id, year: parsed.value.year, programme: packOf(parsed.value.programme).programme.title }] : []
    })
    const fitting = all.filter(({ id, year, programme }) => fits(asked.words, [id, `${year}年度评估`, `${year}年${programme}`])).toSorted((a, b) => b.year - a.year)
    return firstSeen(fitting, asked.most, async ({ id, year, programme }) => ({ kind: 'season', id, title: `${year}年度评估`, note: `${programme} · ${stageLabels[(await loadSeason(asked.tx, id)).stage]}`, text: null }))
  },
}
