// Fonts of official documents: the operator's own first, Noto Serif SC where a role has none. Roles are those of
// GB/T 9704: 小标宋 for heads and titles, 仿宋 for the text, 黑体 and 楷体 for headings, 宋体 for page numbers.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Face, readFaces } from './font-file.ts'

export type Role = 'title' | 'fang' | 'hei' | 'kai' | 'song'

export type FontSet = {
  /** files for the compiler */
  paths: string[]
  /** families by preference; the weight that tells roles apart where one family serves several */
  roles: Record<Role, { families: string[]; weight: number }>
  /** whether some font of a role has a character */
  covers: (role: Role, codePoint: number) => boolean
}

const weights: Record<Role, number> = { title: 700, hei: 700, kai: 700, fang: 400, song: 400 }

/** How makers name the typefaces; the first that fits decides. */
const kinds: readonly (readonly [Role, RegExp])[] = [
  ['title', /小标宋|xiao\s*biao\s*song|XBSJ/i],
  ['fang', /仿宋|fang\s*song|Fandol\s*Fang|FSJ/i],
  ['hei', /黑体|sim\s*hei|hei\s*ti|Fandol\s*Hei/i],
  ['kai', /楷|kai/i],
  ['song', /宋体|sim\s*sun|Fandol\s*Song/i],
]

const bundled = join(dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json')))

/** @param folder the operator's fonts (.ttf, .otf, .ttc); a file that is no font is refused by `readFaces` */
export function loadFonts(folder: string | null = null): FontSet {
  const own = folder && existsSync(folder) ? readdirSync(folder).filter(name => /\.(?:ttf|otf|ttc)$/i.test(name)).sort().map(name => join(folder, name)) : []
  const shipped = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'].map(file => join(bundled, file))
  const faces = own.flatMap(path => readFaces(readFileSync(path), path))
  const base = readFaces(readFileSync(shipped[0] as string), shipped[0] as string)
  const chosen = Object.fromEntries(kinds.map(([role]) => [role, [...faces.filter(face => roleOf(face) === role), ...base]])) as Record<Role, Face[]>
  return {
    paths: [...own, ...shipped],
    roles: Object.fromEntries(kinds.map(([role]) => [role, { families: [...new Set(chosen[role].map(face => face.family))], weight: weights[role] }])) as FontSet['roles'],
    covers: (role, codePoint) => chosen[role].some(face => face.covers(codePoint)),
  }
}

function roleOf({ names }: Face): Role | undefined {
  return kinds.find(([, pattern]) => names.some(name => pattern.test(name)))?.[0]
}
