// 公文: the draft and, beside it, what the checker finds as one types; the text; the files; signing and issuing.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Failed, Waiting } from '../session/gate.tsx'
import { Corrections } from '../correction/of-document.tsx'
import { NoticeCheck } from './notice-check.tsx'
import { NoticeEditor } from './notice-editor.tsx'
import { actionOf, type Notice, noticeQuery, type Season } from './season-data.ts'
import { Files, Sheet } from './notice-sheet.tsx'
import { Tasks } from './tasks.tsx'
import { useView } from './view.ts'

export function NoticeTab({ season, onDone }: { season: Season; onDone: (said: string) => void }) {
  const { data, error } = useQuery(noticeQuery(season.id))
  const draft = actionOf(season, 'draft')
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={10} />
  if (draft.allowed) return <NoticeEditor key={season.id} season={season} saved={data.notice} onDone={onDone} />
  if (!data.notice) return <p className="nothing">还没有公文草稿。审定之后由经办起草，这里显示草稿、校核发现和随之要办的事。<br />{draft.reason}</p>
  return <Settled season={season} notice={data.notice} />
}

function Settled({ season, notice }: { season: Season; notice: Notice }) {
  const [, change] = useView()
  const [approve, issue] = [actionOf(season, 'approve'), actionOf(season, 'issue')]
  return (
    <div className="notice-desk">
      <section aria-label="公文">
        {season.issued ? <Issued season={season} notice={notice} /> : null}
        <p className="buttons">
          {approve.allowed ? <Button type="primary" onClick={() => change({ do: 'approve' })}>签发公文</Button> : null}
          {issue.allowed ? <Button type="primary" onClick={() => change({ do: 'issue' })}>印发公文</Button> : null}
        </p>
        <Files season={season} />
        <Sheet notice={notice} />
        {season.issued ? <Corrections document={season.issued.document} /> : null}
      </section>
      <aside aria-label="校核"><NoticeCheck notice={notice} issued={season.issued !== null} /><Tasks tasks={notice.tasks} /></aside>
    </div>
  )
}

/** How anybody can check that the notice is the one that was decided. */
function Issued({ season, notice }: { season: Season; notice: Notice }) {
  const { issued } = season
  if (!issued) return null
  return (
    <div className="issued">
      <p><b>{issued.number}</b> 已印发，<a href={`/notices/${encodeURIComponent(issued.document)}`} target="_blank" rel="noreferrer">公开网站上的公文</a></p>
      {notice.verification ? <p>核验码 <code>{notice.verification}</code>，印在公文末尾，由审定的决定算出。任何人都可以在<a href={`/verify?name=${notice.verification}`} target="_blank" rel="noreferrer">名称核验</a>页凭它查到这份公文、查对名单。</p> : null}
    </div>
  )
}
