// The divisions and the words for industries that ship with the product, read once.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Division, divisionProblems, type Places, placesOf } from '#core/register/division.ts'
import { type Industries, industriesFrom } from '#core/register/industry.ts'

export const dataFolder = join(import.meta.dirname, '..', '..', 'data')

let places: Places | undefined

export function loadPlaces(): Places {
  places ??= placesOf(readDivisions())
  return places
}

let industries: Industries | undefined

export function loadIndustries(): Industries {
  industries ??= industriesFrom(z.record(z.string(), z.array(z.string())).parse(parse(readFileSync(join(dataFolder, 'industries.yaml'), 'utf8'))))
  return industries
}

function readDivisions(): Division[] {
  const rows = z.array(Division).parse(parse(readFileSync(join(dataFolder, 'divisions.yaml'), 'utf8')))
  const wrong = divisionProblems(rows)
  if (wrong.length) throw new Error(`data/divisions.yaml：${wrong.join('；')}`)
  return rows
}
