// 首页: what this is, the figures of the day, where the towns are, the latest documents.
import type { PublicityRow } from '#contract/publicity.ts'
import { paths } from '../address.ts'
import { printCount, printDate } from '../formats.ts'
import type { Overview, Page, PageRequest } from '../request.ts'
import { AsOfChip, TimeRail } from '../ui/as-of.tsx'
import { Link } from '../ui/link.tsx'
import { NoticeItem } from '../ui/notice-item.tsx'
import { useSite } from '../ui/site-context.ts'
import { PublicityItem } from '../ui/publicity-item.tsx'
import { Strip } from '../ui/strip.tsx'
import { TileMap } from '../ui/tile-map.tsx'
import { VerifyBox } from '../ui/verify-box.tsx'

type Notices = Awaited<ReturnType<PageRequest['client']['noticeList']>>['notices']

export async function homePage({ client, overview, query }: PageRequest): Promise<Page> {
  const { notices } = await client.noticeList({})
  const { publicities } = await client.publicityList({})
  const by = query.get('map') === 'grade' ? 'grade' : 'status'
  return {
    status: 200, kind: 'home', title: overview.programme.title,
    description: `${overview.programme.title}登记：清单、评估等级、每一变动及其依据文件，可查任何一天。`,
    main: <Home overview={overview} notices={notices} publicities={publicities.filter(({ state }) => state === 'open')} by={by} />,
  }
}

function Home({ overview, notices, publicities, by }: { overview: Overview; notices: Notices; publicities: PublicityRow[]; by: 'status' | 'grade' }) {
  return (
    <>
      <section className="hero frame">
        <div>
          <h1>{overview.programme.title}</h1>
          <AsOfChip />
          <p className="lead">哪些小镇在省级清单上，何时列入，历次评估如何，后来怎样，每一条都注明出自哪份文件。</p>
        </div>
        <VerifyBox large />
      </section>
      {publicities.length ? <Running publicities={publicities} /> : null}
      <Figures overview={overview} />
      <section className="frame home-map" aria-labelledby="map-title" id="map">
        <div className="section-head">
          <h2 id="map-title">各地分布</h2>
          <MapSwitch by={by} />
        </div>
        <div className="columns">
          <TileMap places={overview.places} by={by} kinds={by === 'status' ? overview.statuses : overview.grades} />
          <MapKey overview={overview} by={by} />
        </div>
      </section>
      <section className="frame changes" aria-labelledby="rail-title">
        <div className="section-head"><h2 id="rail-title">清单的变化</h2><p>点任一天，看当天在册的小镇</p></div>
        <TimeRail />
      </section>
      <section className="frame" aria-labelledby="documents-title">
        <div className="section-head"><h2 id="documents-title">最近的文件</h2><Link to={paths.notices}>全部文件</Link></div>
        <ul className="notice-list">{notices.slice(0, 3).map(notice => <NoticeItem key={notice.id} notice={notice} />)}</ul>
      </section>
    </>
  )
}

/** What is being shown to the public before it is decided. */
function Running({ publicities }: { publicities: PublicityRow[] }) {
  return (
    <section className="frame running" aria-labelledby="running-title">
      <div className="section-head"><h2 id="running-title">正在公示</h2><Link to={paths.publicities}>全部公示</Link></div>
      <ul className="publicity-list">{publicities.map(publicity => <PublicityItem key={publicity.id} publicity={publicity} />)}</ul>
    </section>
  )
}

function Figures({ overview }: { overview: Overview }) {
  const listed = overview.statuses.find(({ value }) => value === 'listed')?.count ?? 0
  const grades = overview.grades.filter(({ value }) => value !== 'unknown')
  const ever = overview.statuses.reduce((sum, { count }) => sum + count, 0)
  return (
    <section className="figures" aria-labelledby="figures-title">
      <h2 id="figures-title" className="unseen">数字</h2>
      <div className="frame">
        <Link to={paths.towns} className="figure-main">
          <span>在册</span><b>{printCount(listed)}</b><span>个小镇</span>
        </Link>
        <div className="figure-rest">
          <p>截至{printDate(overview.asOf.valid)}，先后列入清单 {printCount(ever)} 个。{grades.length > 0 ? '在册小镇最近一次评估：' : ''}</p>
          <Strip title="按评估等级" parts={grades} paramsOf={value => ({ grade: value })} bar />
        </div>
      </div>
    </section>
  )
}

function MapSwitch({ by }: { by: 'status' | 'grade' }) {
  const { query } = useSite()
  const kept = Object.fromEntries([...query].filter(([name]) => name !== 'map'))
  return (
    <nav className="switch" aria-label="地图着色">
      <Link to={paths.home} params={kept} current={by === 'status'}>按状态</Link>
      <Link to={paths.home} params={{ ...kept, map: 'grade' }} current={by === 'grade'}>按评估等级</Link>
    </nav>
  )
}

function MapKey({ overview, by }: { overview: Overview; by: 'status' | 'grade' }) {
  return by === 'status'
    ? <div className="map-key"><p>每个小镇的现状</p><Strip title="按状态" parts={overview.statuses} paramsOf={value => ({ status: value })} /></div>
    : (
        <div className="map-key">
          <p>在册小镇最近一次评估</p>
          <Strip title="按等级" parts={overview.grades} paramsOf={value => ({ grade: value })} />
        </div>
      )
}
