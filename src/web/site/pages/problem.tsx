// What went wrong, where, how to mend it; and a reference number when it was our fault.
import { paths } from '../address.ts'
import type { Page } from '../request.ts'
import { VerifyBox } from '../ui/verify-box.tsx'

export function notFoundPage(path: string): Page {
  return problemPage({ status: 404, message: `没有这个地址：${path}` })
}

export function problemPage({ status, message, reference }: { status: number; message: string; reference?: string }): Page {
  const title = status === 404 ? '没有找到' : status < 500 ? '地址有误' : '出错了'
  return {
    status, kind: 'problem', title,
    main: (
      <div className="frame narrow">
        <header className="page-head"><h1>{title}</h1></header>
        <p className="lead">{message}</p>
        {reference ? <p>参考号 <code>{reference}</code>，联系管理员时请报这个号码。</p> : null}
        <p>可以回到<a href={paths.home}>首页</a>、查看<a href={paths.towns}>小镇清单</a>，或在下面查一个名称。</p>
        <VerifyBox />
      </div>
    ),
  }
}
