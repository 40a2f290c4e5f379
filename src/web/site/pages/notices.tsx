// 文件: every document the register rests on.
import { paths } from '../address.ts'
import { printCount } from '../formats.ts'
import type { Page, PageRequest } from '../request.ts'
import { AsOfChip } from '../ui/as-of.tsx'
import { Link } from '../ui/link.tsx'
import { NoticeItem } from '../ui/notice-item.tsx'

type Notices = Awaited<ReturnType<PageRequest['client']['noticeList']>>['notices']

export async function noticesPage({ client }: PageRequest): Promise<Page> {
  const { notices } = await client.noticeList({})
  return { status: 200, kind: 'notices', title: '文件', description: '登记所依据的通知与名单，各带校核结果。', main: <Notices notices={notices} /> }
}

function Notices({ notices }: { notices: Notices }) {
  const sorted = [...notices].sort((a, b) => dateOf(b).localeCompare(dateOf(a)))
  return (
    <div className="frame">
      <header className="page-head">
        <h1>文件</h1>
        <AsOfChip />
        <p className="quiet">正在公示、尚未决定的，见<Link to={paths.publicities}>公示</Link>。</p>
        <p className="lead">登记簿里的每一条事实都出自这 {printCount(notices.length)} 份文件。每份都与自身、与登记簿、与规则校核过，结果写在旁边。</p>
      </header>
      {sorted.length > 0 ? <><h2 className="unseen">全部文件</h2><ul className="notice-list">{sorted.map(notice => <NoticeItem key={notice.id} notice={notice} />)}</ul></> : <p className="nothing">导入第一份文件后，这里列出各份文件及校核结果。</p>}
    </div>
  )
}

function dateOf({ publishedOn, draftedOn }: Notices[number]): string {
  return publishedOn ?? draftedOn ?? ''
}
