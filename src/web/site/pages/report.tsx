// 举报冒用“小镇”名称: anybody may, without signing in. Plain form, plain answer; what was typed stays where it is.
import { paths } from '../address.ts'
import type { Page, PageRequest } from '../request.ts'
import { refusalOf } from '../refusal.ts'
import { Failed, type Faults, Lines, Told } from '../ui/form-fields.tsx'
import { Link } from '../ui/link.tsx'

const empty = { name: '', place: '', text: '', contact: '' }
type Typed = typeof empty

/** Characters; the interface asks for as many. */
const least = 10

export async function reportPage({ client, query, form, overview }: PageRequest): Promise<Page> {
  if (!form) return pageOf(200, <Form typed={{ ...empty, name: (query.get('name') ?? '').slice(0, 200) }} faults={{}} />)
  const typed = Object.fromEntries(Object.keys(empty).map(key => [key, (form.get(key) ?? '').trim()])) as Typed
  const faults = faultsOf(typed)
  if (Object.keys(faults).length) return pageOf(400, <Form typed={typed} faults={faults} />)
  try {
    const { receipt } = await client.reportSubmit({ programme: overview.programme.id, name: typed.name, place: typed.place, text: typed.text, contact: typed.contact || null })
    return { ...pageOf(200, <Receipt receipt={receipt} />), title: '举报已收到' }
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    return pageOf(refused.status, <Form typed={typed} faults={{ '': refused.message }} />)
  }
}

function pageOf(status: number, main: React.ReactNode): Page {
  return { status, kind: 'report-page', title: '举报冒用“小镇”名称', description: '没有列入清单而自称“小镇”的，任何人都可以举报。', main: <div className="frame narrow">{main}</div> }
}

function faultsOf({ name, place, text, contact }: Typed): Faults<Typed> {
  const long = (key: string, value: string, most: number): Record<string, string> => (value.length > most ? { [key]: `不超过 ${most} 字，现在 ${value.length} 字。` } : {})
  return {
    ...(name ? long('name', name, 200) : { name: '请写明使用的名称。' }), ...long('place', place, 300),
    ...(text.length < least ? { text: `请至少写 ${least} 个字，说清楚看到了什么。` } : long('text', text, 8000)), ...long('contact', contact, 200),
  }
}

function Form({ typed, faults }: { typed: Typed; faults: Faults<Typed> }) {
  return (
    <>
      <header className="page-head"><h1>举报冒用“小镇”名称</h1></header>
      <p>没有列入省级清单的，不得自行冠名“小镇”。先<Link to={paths.verify}>核验名称</Link>，不在清单上而自称的，可以在这里举报。不必登录，不问姓名，不记录您的网络地址。内容加密保存：受理之前只有受理人看得到，受理之后举报涉及的人也看不到。</p>
      <form className="tell" method="post" action={paths.report} noValidate>
        <Failed faults={faults} labels={{ name: '使用的名称', place: '地点', text: '情况', contact: '联系方式' }} />
        <Told name="name" label="使用的名称" hint="照原样写，如 某某小镇" value={typed.name} fault={faults.name} most={200} needed />
        <Told name="place" label="地点" hint="哪个县、哪条路；可以不填" value={typed.place} fault={faults.place} most={300} />
        <Lines name="text" label="情况" hint="在哪里、什么时候、看到什么：招牌、广告、宣传、开工" value={typed.text} fault={faults.text} most={8000} needed />
        <Told name="contact" label="联系方式" hint="可以不填；只有受理人写明理由才能查看" value={typed.contact} fault={faults.contact} most={200} />
        <p><button>提交举报</button></p>
      </form>
      <p className="quiet">已经举报过的，可以<Link to={paths.reportStatus}>凭查询码查询</Link>。</p>
    </>
  )
}

function Receipt({ receipt }: { receipt: string }) {
  return (
    <>
      <header className="page-head"><h1>举报已收到</h1></header>
      <section className="receipt" aria-labelledby="receipt-title">
        <h2 id="receipt-title">查询码</h2>
        <p><output>{receipt}</output></p>
        <p>请现在抄下或截图保存。查询码只在这里显示这一次，丢失后不能找回；我们不知道举报是谁提交的。</p>
      </section>
      <p>凭查询码随时可以<Link to={paths.reportStatus}>查询办到哪里</Link>。离开这一页之前，请确认已经保存。</p>
    </>
  )
}
