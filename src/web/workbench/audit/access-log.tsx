// 访问日志: who came in, who was refused, what was changed about accounts. Newest first.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { client } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { momentWord } from '../ui/days.ts'
import { detailsOf } from './details.ts'
import { LogFilters } from './log-filters.tsx'
import { useAuditView } from './view.ts'

export function AccessLog() {
  const [{ kind, person, from, until }, change] = useAuditView()
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['access-log', { kind, person, from, until }], initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => client.accessLog({ size: 100, kind, person, from, until, before: pageParam }),
    getNextPageParam: last => last.next ?? undefined,
  })
  const lines = data?.pages.flatMap(page => page.lines) ?? []
  const first = data?.pages[0]
  return (
    <>
      <LogFilters kinds={first?.kinds ?? []} count={lines.length} more={hasNextPage} all={first?.all ?? false} />
      {error ? <Failed error={error} /> : null}
      {data ? lines.length ? (
        <table className="data log" aria-label="访问日志">
          <thead><tr><th scope="col">时刻</th><th scope="col">种类</th><th scope="col">用户名</th><th scope="col">来自</th><th scope="col">详情</th><th scope="col">摘要</th></tr></thead>
          <tbody>{lines.map(({ position, at, label, alarming, username, person: who, address, data: more, hash }) => (
            <tr key={position} className={alarming ? 'alarming' : undefined}>
              <td>{momentWord(at)}</td><td>{label}</td>
              <td>{who && first?.all ? <button type="button" className="name" title={`只看 ${who}`} onClick={() => change({ person: who })}>{username ?? who}</button> : username ?? '—'}</td>
              <td>{address ?? '—'}</td><td className="more">{detailsOf(more)}</td><td><code title={hash}>{hash.slice(0, 12)}</code></td>
            </tr>
          ))}</tbody>
        </table>
      ) : <p className="nothing">没有符合筛选的记录。</p> : error ? null : <Waiting />}
      {hasNextPage ? <p className="buttons"><Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>更早的</Button></p> : null}
    </>
  )
}
