// A link to an address that the server named: within the workbench without loading it anew.
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export function PathLink({ path, onGo, className, children }: { path: string; onGo?: () => void; className?: string; children: ReactNode }) {
  const router = useRouter()
  return (
    <a href={path} className={className} onClick={event => {
      onGo?.()
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      router.history.push(path)
    }}>{children}</a>
  )
}
