// 依据: which document says so, where in it, how it is printed, and what was inferred.
import type { z } from 'zod'
import type { Basis } from '#contract/towns.ts'
import { paths } from '../address.ts'
import { Link } from './link.tsx'
import { Mark } from './marks.tsx'

export function BasisLine({ basis }: { basis: z.infer<typeof Basis> }) {
  return (
    <p className="basis">
      <span className="basis-word">依据</span>
      <Link to={paths.notice(basis.document)}>{basis.documentNumber ?? basis.documentTitle ?? basis.document}</Link>
      {basis.place ? <span>{basis.place}</span> : null}
      {basis.printed ? <span>印作“{basis.printed}”</span> : null}
      {basis.inferred ? <span className="guess"><Mark code="inferred" />推断：{basis.inferred}</span> : null}
    </p>
  )
}
