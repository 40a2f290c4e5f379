// A template and data → PDF, by typst. Data go in as JSON and are never markup; a warning of the compiler (an unknown
// font, above all) is an error, and a character that no font has is refused by name before anything is set.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeCompiler as Compiler } from '@myriaddreamin/typst-ts-node-compiler'
import { problem, Refusal } from '#core/base/problem.ts'
import { type FontSet, loadFonts, type Role } from './fonts.ts'

// The package is CommonJS whose names Node cannot tell before it runs.
const { NodeCompiler } = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler') as { NodeCompiler: typeof Compiler }

export type Template = 'official' | 'score-sheet'

export type Typesetter = {
  /** Refuses with `document.glyph`. @throws Error where the template is at fault: a bug */
  pdf: (template: Template, data: object, made: { on: number }) => Buffer
  fonts: FontSet
}

/**
 * @param folder the operator's fonts. Starting reads the font files once; keep the typesetter.
 * Refuses with `document.font` where the compiler does not take a font by the name it gives itself, and with `file.broken`.
 */
export function startTypesetter(folder: string | null = null): Typesetter {
  const fonts = loadFonts(folder)
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths: fonts.paths }] })
  refuseUnknown(compiler, fonts)
  const templates = new Map<Template, string>()
  const sourceOf = (template: Template): string => {
    const source = templates.get(template) ?? readFileSync(join(import.meta.dirname, `${template}.typ`), 'utf8')
    templates.set(template, source)
    return source
  }
  return {
    fonts,
    pdf(template, data, { on }) {
      const text = JSON.stringify(data)
      refuseMissing(text, fonts)
      const made = compiler.compile({ mainFileContent: sourceOf(template), inputs: { data: text, fonts: JSON.stringify(fonts.roles) } })
      const notes = made.takeDiagnostics() ?? made.takeWarnings()
      if (!made.result || notes) throw new Error(`typst ${template}: ${JSON.stringify(notes ? compiler.fetchDiagnostics(notes) : 'no result')}`)
      const bytes = compiler.pdf(made.result, { creationTimestamp: on })
      compiler.evictCache(10)
      return bytes
    },
  }
}

/** A family that the compiler does not know would be passed over in silence; so every one is asked for by itself. */
function refuseUnknown(compiler: Compiler, { roles }: FontSet): void {
  const families = [...new Set(Object.values(roles).flatMap(role => role.families))]
  const unknown = families.filter(family => {
    const probe = compiler.compile({ mainFileContent: '#set text(font: sys.inputs.family, fallback: false)\n1', inputs: { family } })
    return !probe.result || probe.takeWarnings()
  })
  if (unknown.length) throw new Refusal(problem('document.font', { families: unknown.join('、') }))
}

/** Every character must be in a font of every role it may be set in; the text's own role speaks for all. */
function refuseMissing(text: string, { covers }: FontSet): void {
  const roles: Role[] = ['fang', 'title', 'hei', 'kai', 'song']
  const missing = [...new Set(text)].filter(character => !/[\p{Cc}\p{Cf}\p{Zs}]/u.test(character) && roles.some(role => !covers(role, character.codePointAt(0) as number)))
  if (missing.length) throw new Refusal(problem('document.glyph', { characters: missing.join(''), codes: missing.map(character => `U+${(character.codePointAt(0) as number).toString(16).toUpperCase()}`).join('、') }))
}
