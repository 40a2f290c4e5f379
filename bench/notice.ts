// Reading and checking a notice of 500 rows against a register that knows them.
import { checkNotice } from '#core/intake/check-notice.ts'
import { readNotice } from '#core/intake/read-notice.ts'
import { registerView } from '#core/intake/register-view.ts'
import type { Recorded } from '#core/register/event.ts'
import type { TownFact } from '#core/register/town.ts'
import { loadPlaces } from '#server/places.ts'
import { getProgramme, loadProgrammes } from '#server/policies.ts'
import { type Row, timed } from './measure.ts'

export async function run(): Promise<Row[]> {
  const programme = getProgramme(loadProgrammes(), '示例-茶镇')
  const words = ['梅花', '白桦', '松花', '云雾', '石泉', '冰湖', '山樱', '黑土', '玉米', '人参', '蓝莓', '木耳']
  const names = Array.from({ length: 500 }, (_, n) => `长春市${words[n % 12]}${words[Math.floor(n / 12) % 12]}${words[Math.floor(n / 144) % 12]}${'甲乙丙丁'.charAt(n % 4)}小镇`)
  const text = `发文字号: 演示发〔2024〕1号\n成文日期: 2024年12月16日\n标题: 关于通报2023年度评估情况的通知\n对全省500个小镇开展了2023年度评估工作。\n${['优秀', '合格', '基本合格', '不合格'].map((word, i) => `${word}小镇125个。${names.slice(i * 125, i * 125 + 125).join('、')}。`).join('\n')}`
  const histories = names.map((name, i) => ({ id: `m${i}`, events: [
    { type: 'town.named', data: { name, change: 'first' } }, { type: 'town.listed', data: { programme: programme.id, batch: 1, category: null, townType: null } },
  ].map((fact, at) => ({ ...fact, effective: '2020-01-01', basis: { document: '演示数据' }, position: at + 1, stream: `m${i}`, version: at + 1, recorded: '2024-01-01T00:00:00.000Z', actor: '演示' }) as Recorded<TownFact>) }))
  const read = readNotice(text, programme)
  if (!read.ok) throw new Error(read.problem.code)
  return [
    await timed('read a notice', '500 rows', 20, () => readNotice(text, programme)),
    await timed('check a notice, register view included', '500 rows, 500 towns', 20, () => checkNotice(read.value, registerView(histories, programme.id, programme.suffix, '2024-12-16', loadPlaces()), programme)),
  ]
}
