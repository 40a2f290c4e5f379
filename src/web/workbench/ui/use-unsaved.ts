// While something typed is not saved yet: the browser asks before the page is closed, and whoever goes elsewhere within
// the workbench leaves nothing behind.
import { useEffect, useEffectEvent } from 'react'

/** @param unsaved asked at the moment of leaving; @param send saves what waits */
export function useUnsaved(unsaved: () => boolean, send: () => Promise<unknown>): void {
  const ask = useEffectEvent((event: BeforeUnloadEvent) => { if (unsaved()) event.preventDefault() })
  const leave = useEffectEvent(() => { if (unsaved()) void send() })
  useEffect(() => {
    addEventListener('beforeunload', ask)
    return () => {
      removeEventListener('beforeunload', ask)
      leave()
    }
  }, [])
}

/** Where the server could not be reached, one tries again after so many milliseconds. */
export const tryAgain = 5000
