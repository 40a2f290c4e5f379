// Pages as links: first, last, and those around the one shown.
import type { Params } from '../address.ts'
import { printCount } from '../formats.ts'
import { Link } from './link.tsx'

export function Pager({ to, page, pages, paramsOf }: { to: string; page: number; pages: number; paramsOf: (page: number) => Params }) {
  if (pages <= 1) return null
  const shown = Array.from({ length: pages }, (_, index) => index + 1).filter(n => n === 1 || n === pages || Math.abs(n - page) <= 2)
  return (
    <nav className="pager" aria-label="分页">
      {page > 1 ? <Link to={to} params={paramsOf(page - 1)}>上一页</Link> : null}
      {shown.map((n, index) => (
        <span key={n}>
          {n - (shown[index - 1] ?? 0) > 1 ? <i>…</i> : null}
          <Link to={to} params={paramsOf(n)} current={n === page} label={`第 ${n} 页`}>{printCount(n)}</Link>
        </span>
      ))}
      {page < pages ? <Link to={to} params={paramsOf(page + 1)}>下一页</Link> : null}
    </nav>
  )
}
