// The divisions that ship with the product, read once.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Division, type Places, placesOf } from '#core/register/division.ts'

export const dataFolder = join(import.meta.dirname, '..', '..', 'data')

let places: Places | undefined

export function loadPlaces(): Places {
  places ??= placesOf(z.array(Division).parse(parse(readFileSync(join(dataFolder, 'divisions.yaml'), 'utf8'))))
  return places
}
