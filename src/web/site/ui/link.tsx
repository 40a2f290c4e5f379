// A link inside the site; it keeps the time machine's setting.
import type { ReactNode } from 'react'
import { type Params, paths } from '../address.ts'
import { useAddress } from './site-context.ts'

type LinkProps = { to: string; params?: Params; className?: string | undefined; current?: boolean | undefined; label?: string | undefined; children: ReactNode }

export function Link({ to, params, className, current, label, children }: LinkProps) {
  const address = useAddress()
  return <a href={address(to, params)} className={className} aria-current={current ? 'page' : undefined} aria-label={label}>{children}</a>
}

export function TownLink({ id, children }: { id: string; children: ReactNode }) {
  return <Link to={paths.town(id)}>{children}</Link>
}
