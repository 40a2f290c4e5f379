// The level somebody acts for, by how far their permission reaches.
import type { Reach } from '#core/access/reach.ts'
import type { Desk } from '#core/application/application.ts'

export function deskIn({ everywhere, prefectures }: Pick<Reach, 'everywhere' | 'prefectures'>): Desk {
  return everywhere ? 'province' : prefectures.length ? 'prefecture' : 'county'
}
