// A fourth programme, made of files alone: the fictional pack under another id, with three categories, three grades, other
// outcomes, other quotas, other levels of reporting. Nothing of it is known to any code.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse, stringify } from 'yaml'

export const bridge = '示例-桥镇'
const tea = '示例-茶镇'

type Tree = Record<string, unknown>
const within = (tree: Tree, key: string): Tree => tree[key] as Tree
const rows = (tree: Tree, key: string): Tree[] => (tree[key] ?? []) as Tree[]
const without = (tree: Tree, key: string, dropped: (one: unknown) => boolean): void => { tree[key] = (tree[key] as unknown[]).filter(one => !dropped(one)) }

/** Words of the tea towns → words of the bridge towns; longer ones first. */
const words: [string, string][] = [
  [tea, bridge], ['tea-demo', 'bridge-demo'], ['tea-quarter', 'bridge-quarter'], ['tea-share', 'bridge-share'], ['云茶发', '云桥发'], ['茶小镇', '桥小镇'], ['基本合格', '〔删〕'], ['不合格', '下等'], ['合格', '中等'], ['优秀', '上等'], ['芽类', '木桥类'], ['叶类', '石桥类'],
]

function reworded(text: string): string {
  return words.reduce((all, [from, to]) => all.replaceAll(from, to), text)
}

/** What each file has otherwise, beyond the words. */
const changes: Record<string, (file: Tree) => void> = {
  'programme.yaml': file => {
    file['categories'] = ['木桥类', '石桥类', '廊桥类']
    without(file, 'grades', grade => (grade as Tree)['id'] === 'basic')
    without(file, 'lists', list => (list as Tree)['kind'] === 'basic')
    without(file, 'population', kind => kind === 'basic')
    within(file, 'reapplication')['years'] = 2
  },
  'rules/2020.yaml': file => {
    for (const fact of rows(file, 'facts')) if (fact['bestFirst']) without(fact, 'bestFirst', grade => grade === 'basic')
    for (const outcome of rows(file, 'outcomes')) Object.assign(outcome, { id: `bridge-${String(outcome['id'])}` }, outcome['list'] === 'promoted' ? { label: '升格' } : {})
    // The third category goes with the second; the bottom is two towns, whatever their number.
    const both = (when: Tree): Tree => (when['类别'] === '石桥类' ? { ...when, 类别: ['石桥类', '廊桥类'] } : when)
    for (const row of [...rows(file, 'rules'), ...rows(file, 'gaps')]) {
      if (row['outcome'] === '晋级') row['outcome'] = '升格'
      for (const effect of rows(row, 'effects')) if (effect['years'] !== undefined) effect['years'] = 2
      row['when'] = Array.isArray(row['when']) ? row['when'].map(both) : both(within(row, 'when'))
    }
    const [top, bottom] = rows(within(file, 'ranking'), 'cuts') as [Tree, Tree]
    top['tolerance'] = 1
    delete bottom['share']
    Object.assign(bottom, { count: 2, tolerance: 0 })
    Object.assign(rows(file, 'settings').find(setting => setting['id'] === 'share') as Tree, { default: 20, most: 40 })
    file['notice'] = { order: 'register' }
  },
  'schemes/demo.yaml': file => {
    file['categories'] = ['木桥类', '石桥类', '廊桥类']
    file['bands'] = [{ grade: 'excellent', from: 85 }, { grade: 'qualified', from: 55 }, { grade: 'unqualified', from: 0 }]
    for (const quota of rows(file, 'quotas')) quota['share'] = 2000
    for (const indicator of rows(file, 'dimensions').flatMap(dimension => rows(dimension, 'indicators'))) if (typeof indicator['weight'] === 'object') indicator['weight'] = { ...indicator['weight'], 廊桥类: 15 }
  },
  'reporting/quarter.yaml': file => {
    file['chain'] = [{ id: 'county', label: '县级', kind: 'county', act: '报送', due: { days: 10 } }, { id: 'province', label: '省级', kind: 'province', act: '验收', due: { days: 20 } }]
    file['departments'] = []
  },
  'wording.yaml': file => {
    for (const section of rows(within(file, 'evaluation'), 'sections')) without(section, 'lists', kind => kind === 'basic')
  },
}

/** A folder with every shipped programme and this one. */
export function withBridgePack(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'policies-'))
  cpSync('policies', folder, { recursive: true })
  for (const entry of readdirSync(join('policies', tea), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name).slice(join('policies', tea).length + 1).replaceAll('\\', '/')
    // Cases are written for each programme anew.
    if (!entry.isFile() || file.includes('cases/')) continue
    const value = withoutDropped(parse(reworded(readFileSync(join('policies', tea, file), 'utf8')))) as Tree
    changes[file]?.(value)
    mkdirSync(dirname(join(folder, bridge, file)), { recursive: true })
    writeFileSync(join(folder, bridge, file), stringify(value, { aliasDuplicateObjects: false }))
  }
  mkdirSync(join(folder, bridge, 'cases'))
  writeFileSync(join(folder, bridge, 'cases', 'yearly.yaml'), stringify({ rules: '2020', cases: [
    { name: '木桥上等', facts: { 类别: '木桥类', 本年度等级: '上等', 上一年度等级: '中等' }, expect: { outcome: '升格', article: 'T1 二', becomes: { 类别: '石桥类' } } },
    { name: '廊桥连续两年下等', facts: { 类别: '廊桥类', 本年度等级: '下等', 上一年度等级: '下等' }, drafted: '2024-02-29', expect: { outcome: '淘汰', reapplyFrom: '2026-02-28' } },
  ] }))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A value that is only the dropped grade goes from every list of values. */
function withoutDropped(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(own => own !== '〔删〕').map(withoutDropped)
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, own]) => [key, withoutDropped(own)])) : value
}
