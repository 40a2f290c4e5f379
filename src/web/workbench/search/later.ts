// A value that changes as one types, once the typing pauses: the server is asked for words, not for letters.
import { useEffect, useState } from 'react'

const pause = 120

export function useLater<T>(value: T): T {
  const [settled, settle] = useState(value)
  useEffect(() => {
    const wait = setTimeout(() => settle(value), pause)
    return () => clearTimeout(wait)
  }, [value])
  return settled
}
