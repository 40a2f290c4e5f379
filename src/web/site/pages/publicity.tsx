// 一项公示: what is proposed, from when until when, and how to object. Not decided yet, and it says so.
import type { PublicityDetail } from '#contract/publicity.ts'
import { paths } from '../address.ts'
import { printCount, printDate } from '../formats.ts'
import { refusalOf } from '../refusal.ts'
import type { Page, PageRequest } from '../request.ts'
import { Failed, type Faults, Lines, Told } from '../ui/form-fields.tsx'
import { Link, TownLink } from '../ui/link.tsx'
import { Mark } from '../ui/marks.tsx'

const empty = { town: '', text: '', name: '', contact: '' }
type Typed = typeof empty
/** What became of an objection that was sent; null: none was. */
type Sent = { number: string } | { typed: Typed; faults: Faults<Typed> } | null

export async function publicityPage({ client, form }: PageRequest, id: string): Promise<Page> {
  const publicity = await client.publicityDetail({ id })
  const sent = form && await send(client, id, form)
  const status = sent && 'status' in sent ? sent.status : 200
  return { status, kind: 'publicity', title: publicity.title, description: `${publicity.title}：${printDate(publicity.from)}至${printDate(publicity.until)}。${publicity.stateLabel}。`, main: <Publicity publicity={publicity} sent={sent} /> }
}

/** What was typed comes back where it is refused. */
async function send(client: PageRequest['client'], id: string, form: URLSearchParams): Promise<NonNullable<Sent> & { status: number }> {
  const typed = Object.fromEntries(Object.keys(empty).map(key => [key, (form.get(key) ?? '').trim()])) as Typed
  const faults: Faults<Typed> = { ...(typed.town ? {} : { town: '请从名单里选。' }), ...(typed.text.length < 5 ? { text: '请写清事实与理由。' } : {}), ...(typed.name.length < 2 ? { name: '请写真实姓名或单位名称。' } : {}), ...(typed.contact.length < 5 ? { contact: '请写电话、邮箱或地址。' } : {}) }
  if (Object.keys(faults).length) return { status: 400, typed, faults }
  try {
    return { status: 200, ...await client.publicityObject({ id, ...typed }) }
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    return { status: refused.status, typed, faults: { '': refused.message } }
  }
}

function Publicity({ publicity, sent }: { publicity: PublicityDetail; sent: Sent }) {
  const { title, from, until, stateLabel, state, returned, issued, lists, demo } = publicity
  return (
    <article className="frame">
      <header className="page-head">
        <p className={state === 'open' ? 'publicity-mark open' : 'publicity-mark'}>{stateLabel}</p>
        <h1>{title}</h1>
        {demo ? <p><span className="demo-mark">演示数据</span></p> : null}
      </header>
      <dl className="particulars">
        <div><dt>公示期</dt><dd>{printDate(from)}至{printDate(until)}</dd></div>
        <div><dt>状态</dt><dd>{stateLabel}</dd></div>
        {issued ? <div><dt>公布文件</dt><dd><Link to={paths.notice(issued.document)}>{issued.number}</Link></dd></div> : null}
      </dl>
      {returned ? <p className="publicity-note">这次公示之后没有照此决定，已退回重新办理。</p> : issued ? <p className="publicity-note">以公布的文件为准。这里留存公示时的内容。</p> : <p className="publicity-note">以下是拟办的结果，还没有决定，不作为任何依据。</p>}
      <div className="two-columns notice-columns">
        <section aria-labelledby="lists-title">
          <h2 id="lists-title">公示的名单</h2>
          {lists.map(list => (
            <section key={list.kind} className="printed-list">
              <h3><Mark code={list.kind} />{state === 'open' ? '拟列：' : ''}{list.label} <span className="stated">{printCount(list.towns.length)} 个</span></h3>
              <ol className="listed-name">{list.towns.map(({ town, name, detail }) => <li key={name}>{town ? <TownLink id={town}>{name}</TownLink> : <span>{name}</span>}{detail ? <small>{detail}</small> : null}</li>)}</ol>
            </section>
          ))}
        </section>
        <aside id="object"><Objecting publicity={publicity} sent={sent} /></aside>
      </div>
    </article>
  )
}

function Objecting({ publicity, sent }: { publicity: PublicityDetail; sent: Sent }) {
  const { state, until, objecting, lists } = publicity
  if (state === 'closed') return <><h2>异议</h2><p>公示已经结束，不再收异议。公布之后有异议的，由小镇所在地依规定申诉。</p></>
  return (
    <>
      <h2>提出异议</h2>
      <p>{printDate(until)}（含）以前可以提出。{objecting?.how ?? '由小镇所在地登录工作台提出'}。</p>
      {objecting?.ground ? <p className="quiet">依据：{objecting.ground}</p> : null}
      {sent && 'number' in sent ? <p className="publicity-filed" role="status">{sent.number}已收到，由没有参与决定的人裁定。</p> : objecting?.public ? <ObjectionForm id={publicity.id} names={[...new Set(lists.flatMap(list => list.towns.map(town => town.name)))]} typed={sent?.typed ?? empty} faults={sent?.faults ?? {}} /> : null}
    </>
  )
}

function ObjectionForm({ id, names, typed, faults }: { id: string; names: string[]; typed: Typed; faults: Faults<Typed> }) {
  return (
    <form className="tell" action={`${paths.publicity(id)}#object`} method="post" aria-label="提出异议" noValidate>
      <Failed faults={faults} labels={{ town: '小镇', text: '事实与理由', name: '姓名或单位', contact: '联系方式' }} />
      <div className={faults.town ? 'told wrong' : 'told'}>
        <label htmlFor="town">小镇<span className="needed">必填</span></label>
        <select id="town" name="town" required defaultValue={typed.town}><option value="">请选择</option>{names.map(name => <option key={name} value={name}>{name}</option>)}</select>
        {faults.town ? <p className="fault">{faults.town}</p> : null}
      </div>
      <Lines name="text" label="事实与理由" hint="办理的人和小镇所在地会看到，请不要在这里写姓名、电话" value={typed.text} fault={faults.text} most={4000} needed />
      <Told name="name" label="姓名或单位" hint="真实姓名；加密保存，只有裁定的人核实时看得到" value={typed.name} fault={faults.name} most={60} needed />
      <Told name="contact" label="联系方式" hint="电话、邮箱或地址；不公开，不告诉被异议的小镇" value={typed.contact} fault={faults.contact} most={200} needed />
      <p><button>提交异议</button></p>
    </form>
  )
}
