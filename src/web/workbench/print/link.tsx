// The way to a case's whole record on paper.
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { DossierKind } from './page.tsx'

export function PrintLink({ kind, id }: { kind: DossierKind; id: string }) {
  const navigate = useNavigate()
  const address = `/print/${kind}/${id.split('/').map(encodeURIComponent).join('/')}`
  return <p className="buttons no-print"><Button size="small" href={address} onClick={event => { if (event.metaKey || event.ctrlKey || event.shiftKey) return; event.preventDefault(); void navigate({ to: '/print/$kind/$', params: { kind, _splat: id } }) }}>打印案卷</Button></p>
}
