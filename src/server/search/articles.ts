// 政策条款: what the packs cite, in their words, for those who are shown it with the form or the supervision's policy.
import { printArticle } from '#core/policy/programme.ts'
import { applicationsOf } from '../application/policies.ts'
import { allPacks } from '../season/policies.ts'
import { supervisedProgrammes, supervisionOf } from '../supervision/policies.ts'
import { holds, type Kind } from './kind.ts'
import { fits } from './words.ts'

export const articles: Kind = {
  group: 'article',
  async find(asked) {
    const { words, most, context: { demo = false } } = asked
    const [forms, supervises] = [holds(asked, 'season.read'), holds(asked, 'supervision.read')]
    const packs = allPacks().flatMap(pack => (pack.programme && (demo || !pack.id.startsWith('示例')) ? [{ ...pack, programme: pack.programme }] : []))
    const texts = packs.flatMap(pack => {
      const shown = { ...(forms ? applicationsOf(pack)?.articles : {}), ...(supervises && supervisedProgrammes().includes(pack.id) ? supervisionOf(pack.id).articles : {}) }
      return Object.entries(shown).map(([article, text]) => ({ id: `${pack.id}/${article}`, title: printArticle(pack.programme, article), note: pack.programme.title, text }))
    })
    // In a whole sentence some pinyin or other always fits.
    const written = words.map(word => ({ ...word, key: null }))
    return texts.filter(({ title, text }) => fits(written, [title, text])).slice(0, most + 1).map(one => ({ kind: 'article', ...one }))
  },
}
