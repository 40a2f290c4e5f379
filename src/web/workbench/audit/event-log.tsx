// 登记日志: who recorded what, when, on which basis. Newest first; a line opens to all that its hash covers.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { client } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { dayWord, momentWord } from '../ui/days.ts'
import { LogFilters } from './log-filters.tsx'
import { detailsOf } from './details.ts'
import { useAuditView } from './view.ts'

type Line = Awaited<ReturnType<typeof client.eventLog>>['lines'][number]

export function EventLog() {
  const [{ kind, town, person, from, until }, change] = useAuditView()
  const [open, setOpen] = useState<number | null>(null)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['event-log', { kind, town, person, from, until }], initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => client.eventLog({ size: 100, kind, town, person, from, until, before: pageParam }),
    getNextPageParam: last => last.next ?? undefined,
  })
  const { data: towns } = useQuery({ queryKey: ['towns', 'ever'], queryFn: () => client.townList({ size: 500, sort: 'name', status: ['all'] }), staleTime: 300_000 })
  const lines = data?.pages.flatMap(page => page.lines) ?? []
  const first = data?.pages[0]
  return (
    <>
      <LogFilters kinds={first?.kinds ?? []} count={lines.length} more={hasNextPage} all={first?.all ?? false}>
        <Select className="by-town" size="small" allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="小镇" placeholder="小镇" value={town ?? null} onChange={(value: string | undefined) => change({ town: value })} options={towns?.towns.map(({ id, name }) => ({ value: id, label: name })) ?? []} popupMatchSelectWidth={false} />
      </LogFilters>
      {error ? <Failed error={error} /> : null}
      {data ? lines.length ? (
        <table className="data log" aria-label="登记日志">
          <thead><tr><th scope="col" className="n">序号</th><th scope="col">登记时刻</th><th scope="col">事项</th><th scope="col">登记人</th><th scope="col">生效</th><th scope="col">依据</th><th scope="col">摘要</th></tr></thead>
          <tbody>{lines.map(line => <Row key={line.position} line={line} open={open === line.position} onOpen={() => setOpen(open === line.position ? null : line.position)} />)}</tbody>
        </table>
      ) : <p className="nothing">没有符合筛选的记录。</p> : error ? null : <Waiting />}
      {hasNextPage ? <p className="buttons"><Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>更早的</Button></p> : null}
    </>
  )
}

function Row({ line, open, onOpen }: { line: Line; open: boolean; onOpen: () => void }) {
  const { position, recorded, label, town, stream, data, actor, effective, dating, basis, documentTitle, hash } = line
  return (
    <>
      <tr className={open ? 'open' : undefined}>
        <td className="n">{position}</td><td>{momentWord(recorded)}</td>
        <td className="what-was"><button type="button" className="name" aria-expanded={open} onClick={onOpen}>{label}</button> <small>{town?.name ?? (typeof data?.['name'] === 'string' ? data['name'] : stream.slice(stream.indexOf('/') + 1))}</small></td>
        <td>{actor === null ? <span className="quiet">评审专家</span> : nameOf(actor)}</td><td>{dating === 'exact' ? dayWord(effective) : `不晚于${dayWord(effective)}`}</td>
        <td title={documentTitle ?? undefined}>{basis.document}</td><td><code>{hash.slice(0, 12)}</code></td>
      </tr>
      {open ? <tr className="opened"><td colSpan={7}><Opened line={line} /></td></tr> : null}
    </>
  )
}

function Opened({ line: { stream, version, type, actor, basis, documentTitle, corrects, data, previous, hash } }: { line: Line }) {
  const [, change] = useAuditView()
  const person = actor?.match(/（([^（）]+)）$/)?.[1]
  return (
    <dl>
      <div><dt>登记人</dt><dd>{actor ?? '评审专家，姓名在评审汇总之后于评审处查看'} {person ? <Button size="small" type="link" onClick={() => change({ person })}>只看此人</Button> : null}</dd></div>
      <div><dt>流</dt><dd><code>{stream}</code> 第 {version} 条，<code>{type}</code>{corrects ? `，更正第 ${corrects} 条` : ''}</dd></div>
      <div><dt>依据</dt><dd>{documentTitle ? `${documentTitle}（${basis.document}）` : basis.document}{basis.place ? `，${basis.place}` : ''}{basis.inferred ? `。推断：${basis.inferred}` : ''}</dd></div>
      <div><dt>内容</dt><dd>{data ? detailsOf(data) : '评审的内容在评审处看'}</dd></div>
      <div><dt>前一条摘要</dt><dd><code>{previous}</code></dd></div>
      <div><dt>本条摘要</dt><dd><code>{hash}</code></dd></div>
    </dl>
  )
}

/** 姓名（编号） → 姓名 */
function nameOf(actor: string): string {
  return actor.replace(/（p-[^（）]*）$/, '')
}
