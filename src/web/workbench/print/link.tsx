// The way to a case's whole record on paper.
import { Link } from '@tanstack/react-router'
import type { DossierKind } from './page.tsx'

export function PrintLink({ kind, id }: { kind: DossierKind; id: string }) {
  return <p className="buttons no-print"><Link className="ant-btn ant-btn-default ant-btn-sm" to="/print/$kind/$" params={{ kind, _splat: id }}>打印案卷</Link></p>
}
