// Stated numbers against the names actually listed.
import type { Programme } from '#core/policy/programme.ts'
import type { Finding, Notice, NoticeList } from './notice.ts'

export function checkCounts(notice: Notice, programme: Programme): Finding[] {
  return [...notice.lists.flatMap(list => [...statedCount(list), ...statedParts(list)]), ...population(notice, programme)]
}

function statedCount({ heading, statedCount: stated, towns, line }: NoticeList): Finding[] {
  if (stated === null || stated === towns.length) return []
  const more = stated > towns.length ? `少 ${stated - towns.length} 个` : `多 ${towns.length - stated} 个`
  return [{ code: 'count-mismatch', severity: 'error', message: `“${heading}”写明 ${stated} 个，名单实有 ${towns.length} 个，${more}。请核对数目或补齐名单。`, towns: [], basis: `第 ${line} 行` }]
}

/** Parts by group, by category, by type: each against the names, and each kind's sum against the whole. */
function statedParts({ heading, statedCount: stated, statedParts: parts, towns }: NoticeList): Finding[] {
  const findings: Finding[] = []
  for (const { what, by, count, line } of parts) {
    const listed = towns.filter(town => town[by] === what)
    if (listed.length !== count) {
      findings.push({ code: 'count-mismatch', severity: 'error', message: `“${heading}”写明${what} ${count} 个，名单实有 ${listed.length} 个。请核对。`, towns: listed.map(town => town.name), basis: `第 ${line} 行` })
    }
  }
  const whole = stated ?? towns.length
  for (const by of ['category', 'townType', 'prefecture'] as const) {
    const own = parts.filter(part => part.by === by)
    const sum = own.reduce((total, part) => total + part.count, 0)
    if (own.length > 1 && sum !== whole) {
      findings.push({ code: 'total-mismatch', severity: 'error', message: `“${heading}”各项（${own.map(part => `${part.what} ${part.count}`).join('、')}）合计 ${sum} 个，与总数 ${whole} 个不符。请核对。`, towns: [], basis: `第 ${own[0]?.line ?? 1} 行` })
    }
  }
  return findings
}

/** The exclusive lists of an evaluation together are its population. */
function population({ evaluation, lists }: Notice, programme: Programme): Finding[] {
  const parts = lists.filter(list => programme.population.includes(list.kind))
  const stated = evaluation?.population ?? null
  if (stated === null || !parts.length) return []
  const sum = parts.reduce((total, list) => total + list.towns.length, 0)
  if (sum === stated) return []
  const words = parts.map(list => `${programme.lists.find(heading => heading.kind === list.kind)?.label} ${list.towns.length}`).join('、')
  return [{ code: 'total-mismatch', severity: 'error', message: `正文写明评估 ${stated} 个，各清单（${words}）合计 ${sum} 个。请核对是否有遗漏或重复。`, towns: [], basis: '正文首段' }]
}
