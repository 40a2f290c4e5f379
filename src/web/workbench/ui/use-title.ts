// The page's name in the browser's tab.
import { useEffect } from 'react'

export function useTitle(title: string): void {
  useEffect(() => { document.title = `${title} · 镇谱` }, [title])
}
