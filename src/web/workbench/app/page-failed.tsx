// A page that could not be drawn: its program was not to be had (no network, or the system was renewed meanwhile), or
// it is our fault. The places above stay.
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Alert, Button } from 'antd'

export function PageFailed({ error: thrown }: ErrorComponentProps) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const unreached = /dynamically imported module|module script|Failed to fetch|NetworkError|Load failed/i.test(error.message)
  return (
    <div className="page">
      <Alert type="error" showIcon title={unreached ? '这一页没有取到' : '这一页出错了'}
        description={unreached ? '连不上服务器，或者系统刚刚升级。请检查网络后重新打开；已保存的内容都在。' : `请重新打开；仍不行，请把这句话告诉系统管理员：${error.message}`}
        action={<Button onClick={() => location.reload()}>重新打开</Button>} />
    </div>
  )
}
