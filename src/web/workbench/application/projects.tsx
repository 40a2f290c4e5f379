// 投资主体 and 建设项目: lists of rows, each a field of its own, and the share of investment worked out as one types.
import { Button, Input, InputNumber, Select } from 'antd'
import type { Json } from '#core/base/canonical.ts'
import { type Investor, membersOf, type Project } from '#core/application/content.ts'
import { investmentShare } from '#core/application/investment.ts'
import { Mark } from '../../site/ui/marks.tsx'
import type { Form } from './data.ts'
import { idOf, NoteButton, Said, useGround } from './field.tsx'
import { money } from './words.ts'

/** Unlike anybody else's new row, and after those that are there. */
const newKey = (): string => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`.slice(0, 14)

export function Investors() {
  const { form, content, draft } = useGround()
  const rows = membersOf<Investor>(content, 'investor')
  const put = (field: string, value: Investor): void => draft?.set(field, value as Json, !value.name || !value.ownership)
  return (
    <section className="form-part" aria-labelledby="investors" id={idOf('investor')}>
      <h2 id="investors">投资主体 <small>{rows.length ? `${rows.length} 个` : ''}</small><NoteButton field="investor" label="投资主体" /></h2>
      {rows.map(({ field, value }) => (
        <div key={field} className="member" id={idOf(field)}>
          {draft ? (
            <div className="member-row investor-row">
              <label>名称<Input value={value.name} maxLength={200} placeholder="企业全称" onChange={event => put(field, { ...value, name: event.target.value })} /></label>
              <span className="cell"><label htmlFor={`${idOf(field)}-ownership`}>所有制</label><Select id={`${idOf(field)}-ownership`} value={value.ownership || null} onChange={(ownership: string) => put(field, { ...value, ownership })} options={Object.entries(form.ownerships).map(([key, word]) => ({ value: key, label: word }))} /></span>
              <label>说明<Input value={value.note} maxLength={2000} placeholder="注册地、已有业绩等，可以不填" onChange={event => put(field, { ...value, note: event.target.value })} /></label>
              <button type="button" className="link" aria-label={`去掉 ${value.name || '这一行'}`} onClick={() => draft.set(field, null)}>去掉</button>
            </div>
          ) : <p className="member-read"><b>{value.name}</b><span>{form.ownerships[value.ownership]}</span><small>{value.note}</small><NoteButton field={field} label={value.name} /></p>}
          <Said field={field} print={other => (other as Investor).name} />
        </div>
      ))}
      {draft ? <Button size="small" onClick={() => put(`investor.i${newKey()}`, { name: '', ownership: '', note: '' })}>加一个投资主体</Button> : null}
      {rows.length || draft ? null : <p className="quiet">没有填写</p>}
      <Said field="investor" />
    </section>
  )
}

export function Projects() {
  const { form, content, draft } = useGround()
  const rows = membersOf<Project>(content, 'project')
  const kind = (id: string): string => form.projectKinds.find(other => other.id === id)?.label ?? id
  const put = (field: string, value: Project): void => draft?.set(field, value as unknown as Json, !value.name || !value.kind || value.investment === null)
  return (
    <section className="form-part" aria-labelledby="projects" id={idOf('project')}>
      <h2 id="projects">建设项目 <small>{rows.length ? `${rows.length} 个` : '投资占比由此算出'}</small><NoteButton field="project" label="建设项目" /></h2>
      {draft ? rows.map(({ field, value }) => (
        <div key={field} className="member" id={idOf(field)}>
          <div className="member-row project-row">
            <label>项目<Input value={value.name} maxLength={200} placeholder="如 冷链物流园一期" onChange={event => put(field, { ...value, name: event.target.value })} /></label>
            <span className="cell"><label htmlFor={`${idOf(field)}-kind`}>类别</label><Select id={`${idOf(field)}-kind`} value={value.kind || null} onChange={(chosen: string) => put(field, { ...value, kind: chosen })} options={form.projectKinds.map(({ id, label }) => ({ value: id, label }))} popupMatchSelectWidth={false} /></span>
            <label>投资（万元）<InputNumber value={value.investment} min={0} max={1e9} precision={4} controls={false} formatter={amount => (amount === undefined ? '' : String(amount))} onChange={amount => put(field, { ...value, investment: amount as number })} /></label>
            <label>建设主体<Input value={value.builder} maxLength={200} placeholder="可以不填" onChange={event => put(field, { ...value, builder: event.target.value })} /></label>
            <label>开工<Input type="date" value={value.from ?? ''} onChange={event => put(field, { ...value, from: event.target.value || null })} /></label>
            <label>竣工<Input type="date" value={value.until ?? ''} onChange={event => put(field, { ...value, until: event.target.value || null })} /></label>
            <button type="button" className="link" aria-label={`去掉 ${value.name || '这一行'}`} onClick={() => draft.set(field, null)}>去掉</button>
          </div>
          <Said field={field} print={other => `${(other as Project).name}，${money((other as Project).investment)} 万元`} />
        </div>
      )) : rows.length ? (
        <table className="plain project-table">
          <thead><tr><th>项目</th><th>类别</th><th className="n">投资（万元）</th><th>建设主体</th><th>工期</th><th /></tr></thead>
          <tbody>{rows.map(({ field, value }) => <tr key={field} id={idOf(field)}><td>{value.name}<Said field={field} /></td><td>{kind(value.kind)}</td><td className="n">{money(value.investment)}</td><td>{value.builder || '—'}</td><td>{[value.from, value.until].filter(Boolean).join(' 至 ') || '—'}</td><td><NoteButton field={field} label={value.name} /></td></tr>)}</tbody>
        </table>
      ) : <p className="quiet">没有填写</p>}
      {draft ? <Button size="small" onClick={() => put(`project.p${newKey()}`, { name: '', kind: '', investment: null as unknown as number, builder: '', from: null, until: null })}>加一个项目</Button> : null}
      <Share form={form} projects={rows.map(({ value }) => value)} />
      <Said field="project" />
    </section>
  )
}

/** The share beside every bound in force, and how it comes about. */
export function Share({ form, projects }: { form: Form; projects: readonly Project[] }) {
  const whole = projects.filter(project => project.kind && typeof project.investment === 'number')
  const share = investmentShare(whole, { requirement: '', kinds: form.projectKinds, denominator: form.denominator as Parameters<typeof investmentShare>[1]['denominator'] })
  const figure = form.figures.find(({ computed }) => computed)
  const words = (of: (kind: Form['projectKinds'][number]) => boolean): string => form.projectKinds.filter(of).map(({ label }) => label).join('、')
  if (!figure) return null
  return (
    <figure className="share" aria-live="polite">
      <figcaption><b>{figure.label}</b>{share.percent === null ? <span className="quiet">列出项目后即算出</span> : <output className="share-figure">{share.percent}%</output>}</figcaption>
      {share.percent === null ? null : (
        <>
          <div className="share-bar" role="img" aria-label={`${figure.label} ${share.percent}%`}><i style={{ width: `${Math.min(100, share.percent)}%` }} />{figure.bounds.map((bound, i) => (bound.least === undefined ? null : <u key={i} style={{ left: `${bound.least}%` }}><span>{bound.level} {bound.least}%</span></u>))}</div>
          <p className="quiet small">{words(kind => kind.counts)} {money(share.counted)} 万元 ÷ {form.denominator.value === 'all' ? '全部' : `除 ${words(kind => kind.excluded)} 外`} {money(share.total)} 万元，只舍不入。{share.excluded ? `${words(kind => kind.excluded)} ${money(share.excluded)} 万元不计入分子。` : ''}</p>
        </>
      )}
      <ul className="bounds">
        {figure.bounds.map((bound, i) => {
          const met = share.percent === null ? null : bound.least === undefined ? null : share.atLeast(bound.least)
          return <li key={i} className={met === false ? 'unmet' : ''}><b>{bound.level} {bound.bound}</b><span className="marked">{met === null ? null : <><Mark code={met ? 'excellent' : bound.inPrinciple ? 'basic' : 'unqualified'} />{met ? '达到' : '未达到'}</>}</span><small>{bound.inPrinciple ? '原则上，' : ''}{bound.document}{bound.summary ? '，据官方摘要' : ''}{bound.note ? `；${bound.note}` : ''}</small></li>
        })}
      </ul>
      <p className="quiet small">{form.denominator.question}：{form.denominator.reason}。</p>
    </figure>
  )
}
