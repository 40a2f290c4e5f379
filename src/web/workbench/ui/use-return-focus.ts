// What had the focus when a dialog or a drawer opened has it again when it is gone: who works by keyboard goes on there.
import { useEffect, useState } from 'react'

export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => {
    if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus({ preventScroll: true })
  }, [before])
}
