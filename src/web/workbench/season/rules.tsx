// 规则与设定: what the documents leave open, what was chosen, why, and who may change it.
import type { Season } from './season-data.ts'
import { dayWord } from '../ui/days.ts'

export function Rules({ season }: { season: Season }) {
  const changed = season.settings.filter(({ isDefault }) => !isDefault).length
  return (
    <>
      <p className="lead">规则 {season.rules.title}，{dayWord(season.rules.effective)}起。文件没有写明的 {season.settings.length} 处，各有一项设定{changed ? `，其中 ${changed} 项改过` : '，都用默认值'}。</p>
      {season.scheme ? <p className="quiet">指标体系 {season.scheme.title}{season.scheme.status === 'proposal' ? '：建议稿，权重和分值不是文件规定' : ''}{season.scheme.hash ? <> <code>{season.scheme.hash}</code></> : null}</p> : null}
      <table className="settings">
        <thead><tr><th scope="col">设定</th><th scope="col">取值</th><th scope="col">理由</th><th scope="col">谁可以改</th></tr></thead>
        <tbody>
          {season.settings.map(({ id, label, question, value, isDefault, reason, changedBy }) => (
            <tr key={id}><th scope="row"><b>{label}</b><small>{question}</small></th><td data-title="取值"><b>{value}</b><small className={isDefault ? undefined : 'moved'}>{isDefault ? '默认' : '已改'}</small></td><td data-title="理由">{reason}</td><td data-title="谁可以改">{changedBy}</td></tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
