// What the results rest on: the steps of the log, the notice, the settings, and what a verification can and cannot say.
import type { Bundle } from '#core/proof/bundle.ts'
import { policyOf } from '#core/proof/policy-of.ts'
import { printSetting } from '#core/policy/setting.ts'
import { type Child, h } from './dom.ts'
import { stepWords } from '#core/proof/step-words.ts'
import { printInstant } from './words.ts'

export function papersView(bundle: Bundle): HTMLElement {
  return h('section', { class: 'papers' }, stepsView(bundle), noticeView(bundle), settingsView(bundle), limits())
}

function stepsView({ log }: Bundle): Child {
  return h('details', {}, h('summary', {}, `经过 ${log.events.length} 步`), h('ol', { class: 'steps' }, log.events.map(({ position, type, recorded, actor, data }) => {
    const hashes = typeof data === 'object' && data !== null && 'hashes' in data ? Object.values(data['hashes'] as Record<string, unknown>).map(String) : []
    return h('li', {}, h('b', {}, stepWords[type] ?? type), h('span', {}, `${actor} · ${printInstant(recorded)} · 日志第 ${position} 条`), hashes.map(hash => h('code', {}, hash)))
  })), h('pre', { tabindex: '0', 'aria-label': '检查点' }, log.checkpoint))
}

function noticeView({ notice, names, snapshot }: Bundle): Child {
  const registered = new Map(snapshot.towns.map(({ id, name }) => [id, name]))
  return notice && h('details', {}, h('summary', {}, `公文 ${notice.document?.number ?? ''}`),
    names.map(({ town, name }) => h('p', { class: 'quiet' }, `公文印作“${name}”的，登记簿记为“${registered.get(town) ?? town}”的另一写法。`)),
    h('div', { class: 'notice' }, notice.text.split('\n').map(line => h('p', {}, line))))
}

function settingsView(bundle: Bundle): Child {
  const policy = policyOf(bundle)
  if (!policy.ok) return null
  const { rules, settings } = policy.value
  return h('details', {}, h('summary', {}, `规则：${rules.title}（${rules.id}），${rules.rows.length} 条，设定 ${rules.file.settings.length} 项`),
    h('dl', {}, rules.file.settings.map(setting => [h('dt', {}, setting.label), h('dd', {}, printSetting(setting, settings[setting.id]), settings[setting.id] === setting.default ? h('small', {}, '默认') : h('small', { class: 'changed' }, `已改，默认是${printSetting(setting, setting.default)}`))])))
}

function limits(): HTMLElement {
  return h('div', { class: 'limits' }, h('h3', {}, '核验能说明什么'),
    h('ul', {},
      h('li', {}, '能说明：材料自记入日志以来没有改动；结果确由这些数据、这些规则得出；公文没有漏写、多写一个小镇。'),
      h('li', {}, '不能说明：报送的数据当初是否属实；签名的密钥是否归登记方保管；材料制作之后，日志里有没有新的步骤。'),
      h('li', {}, '日志的核对由本页另写的程序完成，不用制作材料的程序；得分与拟办的重算用的是同一套规则引擎。')))
}
