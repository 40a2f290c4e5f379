// Each name: is it the registered one, is the town on the list, does it stand in one list only?
import { printDate } from '#core/base/plain-date.ts'
import type { Programme } from '#core/policy/programme.ts'
import type { Entry } from './entries.ts'
import type { Finding, Notice } from './notice.ts'
import { type RegisterView, wasListed } from './register-view.ts'

export function checkNames(notice: Notice, entries: readonly Entry[], register: RegisterView, programme: Programme): Finding[] {
  const where = placer(notice, programme)
  return [...duplicates(entries, programme, where), ...oncePerName(entries).flatMap(entry => spelling(entry, where)), ...oncePerTown(entries).flatMap(entry => standing(entry, register, where))]
}

type Where = (entry: Entry) => string

export function placer(notice: Notice, programme: Programme): Where {
  return ({ kind, list, town }) => {
    const label = programme.lists.find(heading => heading.kind === kind)?.label ?? kind
    return `${label}${label.endsWith('名单') ? '' : '名单'}第 ${(notice.lists[list]?.towns.indexOf(town) ?? 0) + 1} 个`
  }
}

/** Twice in one list, or in two lists of which a town can be in one only. */
function duplicates(entries: readonly Entry[], programme: Programme, where: Where): Finding[] {
  const findings: Finding[] = []
  const seen = new Map<string, Entry[]>()
  for (const entry of entries) {
    const others = seen.get(entry.key) ?? []
    const clash = others.find(other => other.list === entry.list || (other.kind !== entry.kind && programme.population.includes(other.kind) && programme.population.includes(entry.kind)))
    if (clash) {
      const towns = [...new Set([clash.town.name, entry.town.name])]
      findings.push({ code: 'duplicate-town', severity: 'error', message: `“${towns.join('”“')}”在${where(clash)}和${where(entry)}重复出现。请只保留一处。`, towns, basis: where(entry) })
    }
    seen.set(entry.key, [...others, entry])
  }
  return findings
}

function spelling(entry: Entry, where: Where): Finding[] {
  const { town, known, how, candidates, kind } = entry
  if (known && town.name !== known.name) {
    const former = known.names.includes(town.name) ? '（登记簿记有此异写）' : ''
    return [{ code: 'name-variant', severity: 'error', message: `${where(entry)}印作“${town.name}”，登记名称是“${known.name}”${former}。请改用登记名称，或另行办理更名。`, towns: [town.name, known.name], basis: where(entry) }]
  }
  if (how === 'ambiguous') {
    return [{ code: 'unknown-town', severity: 'error', message: `${where(entry)}“${town.name}”与 ${candidates.length} 个登记名称都相近：${candidates.map(other => other.name).join('、')}。请写全名称。`, towns: [town.name], basis: where(entry) }]
  }
  if (known) return []
  return kind === 'listed'
    ? [{ code: 'unknown-town', severity: 'note', message: `${where(entry)}“${town.name}”登记簿中没有，将作为新列入小镇登记。`, towns: [town.name], basis: where(entry) }]
    : [{ code: 'unknown-town', severity: 'error', message: `${where(entry)}“${town.name}”不在登记簿中，也没有只差一字的登记名称。请核对名称；确属在册的，请先补录列入清单的文件。`, towns: [town.name], basis: where(entry) }]
}

/** An evaluation is about listed towns only. */
function standing(entry: Entry, register: RegisterView, where: Where): Finding[] {
  const { known, kind, town } = entry
  if (!known || kind === 'listed' || !register.on || wasListed(known)) return []
  const day = printDate(register.on)
  const status = known.standing?.status
  const why = status === 'unconfirmed' ? `${day}没有文件说明它仍在清单上` : status ? `截至${day}已${status === 'withdrawn' ? '退出' : status === 'continued' ? '更名' : '淘汰'}` : `截至${day}还没有列入清单`
  return [{ code: 'not-listed', severity: status === 'unconfirmed' ? 'warning' : 'error', message: `${where(entry)}“${town.name}”${why}。请核对；确应在册的，请先补录文件。`, towns: [town.name], basis: known.standing?.basis.document ?? '登记簿' }]
}

function oncePerName(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.toReversed().map(entry => [entry.town.name, entry])).values()].toReversed()
}

function oncePerTown(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.toReversed().map(entry => [entry.key, entry])).values()].toReversed()
}
