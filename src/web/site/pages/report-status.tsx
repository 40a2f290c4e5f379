// 查询举报: how far a report has come, by its code, which is never part of an address.
import { paths } from '../address.ts'
import { printDate } from '../formats.ts'
import type { Page, PageRequest } from '../request.ts'
import { refusalOf } from '../refusal.ts'
import { Failed, type Faults, Told } from '../ui/form-fields.tsx'
import { Link } from '../ui/link.tsx'

type Answer = Awaited<ReturnType<PageRequest['client']['reportAsk']>>
type Asked = { receipt: string }

export async function reportStatusPage({ client, form }: PageRequest): Promise<Page> {
  const receipt = (form?.get('receipt') ?? '').trim().slice(0, 60)
  if (!form) return pageOf(200, receipt, {}, null)
  if (!receipt) return pageOf(400, receipt, { receipt: '请填写查询码。' }, null)
  try {
    return pageOf(200, receipt, {}, await client.reportAsk({ receipt }))
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    return pageOf(refused.status, receipt, refused.status === 404 ? { receipt: refused.message } : { '': refused.message }, null)
  }
}

function pageOf(status: number, receipt: string, faults: Faults<Asked>, answer: Answer | null): Page {
  return { status, kind: 'report-page', title: '查询举报', main: <div className="frame narrow"><Status receipt={receipt} faults={faults} answer={answer} /></div> }
}

function Status({ receipt, faults, answer }: { receipt: string; faults: Faults<Asked>; answer: Answer | null }) {
  return (
    <>
      <header className="page-head"><h1>查询举报</h1></header>
      <form className="tell" method="post" action={paths.reportStatus} noValidate>
        <Failed faults={faults} labels={{ receipt: '查询码' }} />
        <Told name="receipt" label="查询码" hint="举报时得到的 16 位字母与数字，不分大小写" value={receipt} fault={faults.receipt} most={60} needed />
        <p><button>查询</button></p>
      </form>
      {answer ? (
        <section className="receipt" aria-labelledby="status-title">
          <h2 id="status-title">{answer.stageLabel}</h2>
          {answer.answers.length ? <ol>{answer.answers.map(({ text, on }) => <li key={on + text}><time dateTime={on}>{printDate(on)}</time><p>{text}</p></li>)}</ol> : <p>还没有答复。受理、转交核查和办结时，答复会写在这里。</p>}
        </section>
      ) : null}
      <p className="quiet">还没有举报的，<Link to={paths.report}>在这里举报</Link>。</p>
    </>
  )
}
