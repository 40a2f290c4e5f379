// 核验结论: what came out, every difference by name, what was looked at, and whose signature it is.
import type { Bundle } from '#core/proof/bundle.ts'
import type { Difference, DifferenceCode } from '#core/proof/difference.ts'
import { type Child, h } from './dom.ts'
import type { Examination } from './examine.ts'
import { checkWords } from './words.ts'

/** Differences that say which town, figure or word come before those that only say that something is. */
const vague: readonly DifferenceCode[] = ['town-changed', 'section-hash', 'event-hash']
const shownAtFirst = 12

export function verdictView({ bundle, verdict, signedBy }: Examination): HTMLElement {
  const { ok, differences } = verdict
  const towns = bundle?.snapshot.towns.length ?? 0
  const [state, mark, word, says] = !bundle ? ['bad', '✗', '不是完整的年度材料包', '这个文件读不出一个评估年度。请确认拿的是“年度材料包”，而且传输完整。']
    : !ok ? ['bad', '✗', `有 ${differences.length} 处不符`, '这份材料改动过，或者结果不是由它的数据得出的。逐处列在下面，先列能指明小镇、数值或文字的。']
    : signedBy === 'unable' ? ['unsure', '!', '日志没有核对', '结果都能由数据重新算得，但这个浏览器不让本页使用密码功能，是否改动过没有查。请把本页存到本机打开，或换用较新的浏览器。']
    : ['good', '✓', '材料完好', `没有改动；${towns} 个小镇的${bundle.results.evaluation ? '得分、' : ''}拟办${bundle.results.decisions.length ? '、决定' : ''}${bundle.notice ? '和公文名单' : ''}都能由冻结的数据重新得出。`]
  return h('section', { class: `verdict ${state}`, role: 'status' },
    h('p', { class: 'mark', 'aria-hidden': 'true' }, mark as string),
    h('div', {}, h('h2', {}, word as string), h('p', {}, says as string)))
}

export function differencesView(differences: readonly Difference[]): Child {
  if (!differences.length) return null
  const sorted = [...differences.filter(one => !vague.includes(one.code)), ...differences.filter(one => vague.includes(one.code))]
  const item = ({ code, where, message }: Difference): HTMLElement => h('li', {}, h('span', {}, message), h('code', {}, `${code}${where ? ` · ${where}` : ''}`))
  const rest = sorted.slice(shownAtFirst)
  return h('section', { class: 'differences' }, h('h3', {}, '不符之处'), h('ol', {}, sorted.slice(0, shownAtFirst).map(item)),
    rest.length > 0 && h('details', {}, h('summary', {}, `其余 ${rest.length} 处`), h('ol', { start: String(shownAtFirst + 1) }, rest.map(item))))
}

export function checksView({ verdict, signedBy }: Examination): HTMLElement {
  return h('section', { class: 'checks' }, h('h3', {}, '核对了什么'),
    h('ul', {}, verdict.checked.filter(({ count, ok }) => count > 0 || !ok).map(({ what, count, ok }) => h('li', { class: ok ? 'good' : 'bad' },
      h('span', { class: 'mark', 'aria-label': ok ? '相符' : '不符' }, ok ? '✓' : '✗'),
      h('span', {}, h('b', {}, what), h('small', {}, checkWords[what]?.says ?? '')),
      h('span', { class: 'count' }, String(count), h('small', {}, checkWords[what]?.unit ?? ''))))),
    signedBy === 'page' && h('p', { class: 'quiet' }, '这个浏览器没有 Ed25519，签名由本页自带的算法核对。'))
}

/** @param again verifies once more against the key that was typed in */
export function keyView(bundle: Bundle, published: string | undefined, again: (key: string | undefined) => void): HTMLElement {
  const input = h('input', { type: 'text', name: 'key', placeholder: '粘贴登记方公布的公钥', 'aria-label': '登记方公布的公钥', autocomplete: 'off', spellcheck: 'false', ...(published === undefined ? {} : { value: published }) }) as HTMLInputElement
  const submit = (event: Event): void => {
    event.preventDefault()
    again(input.value.trim() || undefined)
  }
  const same = published?.trim() === bundle.log.publicKey
  return h('section', { class: 'key' }, h('h3', {}, '是谁的签名'),
    h('p', {}, published === undefined ? '下面是材料自带的公钥。它本身不能证明签名者是谁：请与登记方在网站、公文上公布的公钥核对，或粘贴在这里由本页核对。' : same ? '与您提供的公钥相符。' : '与您提供的公钥不符：这不是登记方签的。'),
    h('p', { class: same ? 'own good' : published === undefined ? 'own' : 'own bad' }, h('code', {}, bundle.log.publicKey)),
    h('form', { submit }, input, h('button', { type: 'submit' }, '核对')))
}
