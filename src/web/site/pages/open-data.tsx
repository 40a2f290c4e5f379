// 开放数据: formats, fields, licence, interface, sources, and how to read the register.
import { type Params, paths, withQuery } from '../address.ts'
import { printCount } from '../formats.ts'
import type { Page, PageRequest } from '../request.ts'
import { AsOfChip } from '../ui/as-of.tsx'
import { Link } from '../ui/link.tsx'
import { InferredMark, StatusMark } from '../ui/marks.tsx'
import { useSite } from '../ui/site-context.ts'
import { statusMeanings } from '../words.ts'

type Head = Awaited<ReturnType<PageRequest['client']['logHead']>>
type Notices = Awaited<ReturnType<PageRequest['client']['noticeList']>>['notices']

const formats = [
  ['xlsx', 'Excel 工作簿', '核对、打印、二次填报'],
  ['csv', 'CSV，UTF-8', '导入其他系统'],
  ['geojson', 'GeoJSON', '制图；不含坐标，按区划代码与标准地图连接'],
  ['json', 'JSON', '程序读取，含全部字段'],
] as const

const fields = [
  ['id', '编号', '一次给定，更名后不变'],
  ['name · names', '名称', '登记名与全部曾用名、文件印作'],
  ['prefecture · division', '市（州）、县（市、区）', '按当日的行政区划'],
  ['category', '类别', '空值：文件未载明'],
  ['townType', '建制', '建制镇或非建制镇；空值：文件未载明'],
  ['batch', '批次', '空值：文件未载明'],
  ['status', '状态', 'listed 在册，unconfirmed 待确认，withdrawn 退出，eliminated 淘汰，named 已命名'],
  ['since · sinceDating', '列入清单之日', 'no-later-than：文件只能证明不晚于该日'],
  ['grade', '最近评估', '年度、等级；inferred 为真表示推断'],
  ['warned', '警告', '是否在警告期'],
] as const

export async function openDataPage({ client }: PageRequest): Promise<Page> {
  const [{ notices }, head] = await Promise.all([client.noticeList({}), client.logHead({})])
  return { status: 200, kind: 'open-data', title: '开放数据', description: '下载清单、字段说明、接口、许可与来源。', main: <OpenData notices={notices} head={head} /> }
}

function OpenData({ notices, head }: { notices: Notices; head: Head }) {
  return (
    <div className="frame prose">
      <header className="page-head">
        <h1>开放数据</h1>
        <AsOfChip />
        <p className="lead">这里的每一页都有对应的数据，可以整份取走、引用、核对。</p>
      </header>
      <Formats />
      <Fields />
      <Interface />
      <Reading />
      <Sources notices={notices} />
      <Proof head={head} />
      <section aria-labelledby="licence-title">
        <h2 id="licence-title">许可</h2>
        <p>登记数据按<a href="https://creativecommons.org/licenses/by/4.0/deed.zh-hans" rel="license external">知识共享署名 4.0 国际（CC BY 4.0）</a>开放：可以复制、改编、商用，请注明“镇谱”和截至日期。通知与名单原文的内容以发文机关公布的为准。</p>
      </section>
    </div>
  )
}

function Formats() {
  const { time } = useSite()
  const file = (format: string, params: Params): string => withQuery(`/api/public/towns.${format}`, { ...params, ...time })
  return (
    <section aria-labelledby="formats-title">
      <h2 id="formats-title">下载</h2>
      <table className="plain">
        <thead><tr><th scope="col">格式</th><th scope="col">宜于</th><th scope="col">下载</th></tr></thead>
        <tbody>
          {formats.map(([format, word, use]) => (
            <tr key={format}>
              <th scope="row">{word}</th><td>{use}</td>
              <td className="pair"><a href={file(format, { status: 'listed' })} download aria-label={`下载在册小镇 ${word}`}>在册</a><a href={file(format, {})} download aria-label={`下载全部小镇 ${word}`}>全部</a></td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">在<Link to={paths.towns}>清单页</Link>筛选后下载，得到的就是筛选后的那些；文件里写明截至日期与依据。</p>
    </section>
  )
}

function Fields() {
  return (
    <section aria-labelledby="fields-title">
      <h2 id="fields-title">字段</h2>
      <table className="plain">
        <thead><tr><th scope="col">字段</th><th scope="col">含义</th><th scope="col">说明</th></tr></thead>
        <tbody>{fields.map(([name, word, note]) => <tr key={name}><th scope="row"><code>{name}</code></th><td>{word}</td><td>{note}</td></tr>)}</tbody>
      </table>
    </section>
  )
}

function Interface() {
  const examples = [
    ['/api/public/towns?status=listed', '在册小镇'],
    ['/api/public/towns?valid=2020-01-01', '2020年1月1日的清单'],
    ['/api/public/verify-name?name=梅花鹿小镇', '名称核验'],
    ['/api/public/notices', '文件'],
  ] as const
  return (
    <section aria-labelledby="api-title">
      <h2 id="api-title">接口</h2>
      <p>公开读取不需登录。全部接口见 <a href="/api/openapi.json">OpenAPI 3.1 说明</a>。</p>
      <table className="plain">
        <thead><tr><th scope="col">地址</th><th scope="col">内容</th></tr></thead>
        <tbody>{examples.map(([address, word]) => <tr key={address}><td><a href={encodeURI(address)}><code>{address}</code></a></td><td>{word}</td></tr>)}</tbody>
      </table>
    </section>
  )
}

function Proof({ head: { publicKey, checkpoint, size } }: { head: Head }) {
  return (
    <section aria-labelledby="proof-title">
      <h2 id="proof-title">核验</h2>
      <p>登记日志只增不改，每一条都带着前一条的摘要，{printCount(size)}条合成一棵树，树根由下面的公钥对应的私钥签名。一个评估年度的材料包可以在<a href="/proof">核验页</a>上核验：页面不联网，记下公钥即可与别人对照。</p>
      {publicKey ? <><p className="quiet">公钥</p><pre className="code"><code>{publicKey}</code></pre></> : null}
      {checkpoint ? <><p className="quiet">最近的检查点</p><pre className="code"><code>{checkpoint.trim()}</code></pre></> : null}
    </section>
  )
}

function Reading() {
  return (
    <section aria-labelledby="reading-title">
      <h2 id="reading-title">怎样读这本登记簿</h2>
      <dl className="reading">
        <div><dt>截至与所知</dt><dd>每页都可以问两个日子：“截至”哪天的事实，只用到哪天“所知”的记录。更正从不覆盖旧记录，所以两者都能还原。地址里的 <code>valid</code> 与 <code>known</code> 就是这两个日子。</dd></div>
        {(['listed', 'unconfirmed', 'eliminated'] as const).map(status => <div key={status}><dt><StatusMark status={status} /></dt><dd>{statusMeanings[status]}。</dd></div>)}
        <div><dt><span className="unknown">未载明</span></dt><dd>所依据的文件没有写。不是空白，也不作猜测。</dd></div>
        <div><dt><InferredMark /></dt><dd>文件没有直接写，由写明的事实推出，旁边注明理由。</dd></div>
      </dl>
    </section>
  )
}

function Sources({ notices }: { notices: Notices }) {
  return (
    <section aria-labelledby="sources-title">
      <h2 id="sources-title">来源</h2>
      <p>共 {printCount(notices.length)} 份文件：</p>
      <ul className="sources">{notices.map(({ id, number, title, issuer }) => <li key={id}><Link to={paths.notice(id)}>{title ?? number ?? id}</Link><span className="quiet">{[number, issuer].filter(Boolean).join('，')}</span></li>)}</ul>
      <p className="quiet">行政区划代码依 GB/T 2260；地图为示意图，不表示实际边界。</p>
    </section>
  )
}
