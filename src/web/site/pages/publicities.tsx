// 公示: what is being shown before it is decided, and what was.
import type { PublicityRow } from '#contract/publicity.ts'
import type { Page, PageRequest } from '../request.ts'
import { PublicityItem } from '../ui/publicity-item.tsx'

export async function publicitiesPage({ client }: PageRequest): Promise<Page> {
  const { publicities } = await client.publicityList({})
  return { status: 200, kind: 'publicities', title: '公示', description: '正在公示的拟办结果与拟列入名单，以及已经结束的公示。', main: <Publicities publicities={publicities} /> }
}

function Publicities({ publicities }: { publicities: PublicityRow[] }) {
  const [open, closed] = [publicities.filter(({ state }) => state === 'open'), publicities.filter(({ state }) => state === 'closed')]
  return (
    <div className="frame narrow">
      <header className="page-head"><h1>公示</h1><p className="lead">公示的内容还没有决定。公示期内可以提出异议，期满并裁定全部异议之后才决定、公布。</p></header>
      <h2>正在公示</h2>
      {open.length ? <ul className="publicity-list">{open.map(publicity => <PublicityItem key={publicity.id} publicity={publicity} />)}</ul> : <p className="nothing">现在没有正在进行的公示。</p>}
      {closed.length ? <><h2>已结束</h2><ul className="publicity-list">{closed.map(publicity => <PublicityItem key={publicity.id} publicity={publicity} />)}</ul></> : null}
    </div>
  )
}
