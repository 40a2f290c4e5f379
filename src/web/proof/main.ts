// 核验页: give it a bundle, it says whether it is what it was. Everything happens in this page; nothing is sent anywhere.
import { z } from 'zod'
import '../styles/tokens.css'
import './style.css'
import { type Child, h, put } from './dom.ts'
import { type Examination, examine } from './examine.ts'
import { outcomesView } from './outcomes-view.ts'
import { papersView } from './papers-view.ts'
import { parseBundle, readBundleFile, UnreadableFile } from './read-file.ts'
import { checksView, differencesView, keyView, verdictView } from './verdict-view.ts'
import { printInstant } from './words.ts'

// The page forbids code made from strings, so the shapes are not compiled.
z.config({ jitless: true })

const page = document.getElementById('page') as HTMLElement

function show(...children: Child[]): void {
  page.replaceChildren()
  put(page, children)
}

const points = [
  ['没有改动', '每一步在签了名的日志里，材料就是当时记下的那一份'],
  ['可以重算', '得分、名次、等级、拟办，由冻结的数据重新算一遍'],
  ['前后一致', '决定与拟办一致或写明理由，公文名单与决定相同'],
] as const

function dropView(problem: string | null): HTMLElement {
  const input = h('input', { type: 'file', accept: '.json,.gz,.html', class: 'unseen', id: 'file', change: event => {
    const [file] = (event.target as HTMLInputElement).files ?? []
    if (file) void open(file)
  } })
  return h('section', { class: 'drop' }, h('h1', {}, '一个评估年度，可以自己重算一遍'),
    h('p', {}, '把“年度材料包”拖到这里，看它有没有改动，每个小镇的结果是不是由数据和规则得出的。'),
    problem === null ? null : h('p', { class: 'problem', role: 'alert' }, problem),
    h('label', { for: 'file', class: 'zone' }, input, h('b', {}, '选择文件'), h('span', {}, '或拖到页面上 · .json、.json.gz')),
    h('ul', { class: 'points' }, points.map(([title, says]) => h('li', {}, h('b', {}, title), h('span', {}, says)))))
}

async function open(file: Blob): Promise<void> {
  show(h('p', { class: 'busy', role: 'status' }, '正在核验…'))
  try {
    await verify(await readBundleFile(file))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    show(dropView(error.message))
  }
}

async function verify(value: unknown, publicKey?: string): Promise<void> {
  const examination = await examine(value, publicKey)
  show(...resultViews(examination, publicKey, key => void verify(value, key)))
  document.title = `${examination.verdict.ok ? '完好' : '不符'} · 年度材料核验 · 镇谱`
}

function resultViews(examination: Examination, publicKey: string | undefined, again: (key: string | undefined) => void): Child[] {
  const { bundle, verdict } = examination
  const other = h('button', { type: 'button', class: 'plain', click: () => show(dropView(null)) }, '核验另一份')
  if (!bundle) return [verdictView(examination), differencesView(verdict.differences), other]
  const { season, made, log, policy } = bundle
  const demo = log.events.some(({ type, data }) => type === 'season.opened' && (data as { demo?: boolean }).demo)
  const title = typeof policy.programme?.['title'] === 'string' ? policy.programme['title'] : season.programme
  return [
    h('div', { class: 'head' }, h('h1', {}, `${title}${season.year}年度`), other),
    h('p', { class: 'chip' }, demo ? h('b', { class: 'demo' }, '演示数据') : null, `${demo ? ' · ' : ''}材料制作于 ${printInstant(made.at)} · 检查点 ${log.checkpoint.split('\n')[1] ?? ''} 条 · ${log.publicKey.split('+')[0] ?? ''}`),
    verdictView(examination), differencesView(verdict.differences),
    h('div', { class: 'columns' }, checksView(examination), keyView(bundle, publicKey, again)),
    outcomesView(bundle, verdict.differences), papersView(bundle),
  ]
}

for (const name of ['dragover', 'drop']) document.addEventListener(name, event => event.preventDefault())
document.addEventListener('dragover', () => document.body.classList.add('dragging'))
document.addEventListener('dragleave', event => { if (!event.relatedTarget) document.body.classList.remove('dragging') })
document.addEventListener('drop', event => {
  document.body.classList.remove('dragging')
  const [file] = event.dataTransfer?.files ?? []
  if (file) void open(file)
})

const embedded = document.getElementById('bundle')?.textContent
if (embedded) void verify(parseBundle(embedded))
else show(dropView(null))
