// 查找 in the masthead: one box over everything, results as one types; `/` or Ctrl+K from anywhere, arrows, Enter, Escape.
// On a phone it is a door to a page of its own.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { addressOf, findAt, type Found, type Hit, searchQuery } from './data.ts'
import { useLater } from './later.ts'

/** A line of the list: a hit, or the way to more of its kind. */
type Line = { key: string; hit: Hit | null; group: Found['groups'][number] }

export function SearchBox() {
  const [typed, type] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const list = useId()
  const q = useLater(typed.trim())
  const { data } = useQuery({ ...searchQuery(q), enabled: open && q !== '' })
  const router = useRouter()
  const navigate = useNavigate()
  const lines = (data?.groups ?? []).flatMap((group): Line[] => [...group.hits.map(hit => ({ key: `${hit.kind} ${hit.id}`, hit, group })), ...(group.more ? [{ key: `more ${group.id}`, hit: null, group }] : [])])
  const shown = open && typed.trim() !== '' && data !== undefined

  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)
      const control = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
      // A dialog keeps the keyboard to itself.
      if ((!slash && !control) || document.querySelector('.ant-modal-root [role=dialog]')) return
      event.preventDefault()
      if (field.current?.offsetParent) field.current.select()
      else void navigate({ to: '/find' })
    }
    const leave = (event: PointerEvent): void => { if (!box.current?.contains(event.target as Node)) setOpen(false) }
    document.addEventListener('keydown', listen)
    document.addEventListener('pointerdown', leave)
    return () => { document.removeEventListener('keydown', listen); document.removeEventListener('pointerdown', leave) }
  }, [navigate])
  useEffect(() => { if (at >= 0) document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' }) }, [at, list])

  const go = (address: string, outside = false): void => {
    setOpen(false)
    field.current?.blur()
    if (outside) location.assign(address)
    else router.history.push(address)
  }
  const take = ({ hit, group }: Line): void => {
    const { address, outside } = hit ? addressOf(hit, typed.trim()) : { address: findAt(typed.trim(), group.id), outside: false }
    go(address, outside)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      // Beyond either end one is in the box again.
      setAt(before => (before + step + 1 + lines.length + 1) % (lines.length + 1) - 1)
    } else if (event.key === 'Enter' && typed.trim()) {
      event.preventDefault()
      const line = lines[at]
      if (shown && line) take(line)
      else go(findAt(typed.trim()))
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (shown) setOpen(false)
      else type('')
      setAt(-1)
    }
  }

  return (
    <div className="seek" role="search" ref={box} onBlur={event => { if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false) }}>
      <input
        ref={field} type="search" role="combobox" aria-label="查找" aria-expanded={shown && lines.length > 0} aria-controls={list} aria-autocomplete="list" aria-activedescendant={shown && at >= 0 ? `${list}-${at}` : undefined}
        placeholder="查找" autoComplete="off" spellCheck={false} maxLength={100} value={typed} onChange={event => { type(event.target.value); setOpen(true); setAt(-1) }} onFocus={() => setOpen(true)} onKeyDown={press}
      />
      <kbd aria-hidden="true">/</kbd>
      <p className="unseen" role="status">{shown ? countWord(data) : ''}</p>
      <div className="seek-list" hidden={!shown}>
        <div id={list} role="listbox" aria-label="查找结果">
          {shown ? data.groups.map(group => (
            <div key={group.id} role="group" aria-label={group.label} className="seek-group">
              <p aria-hidden="true">{group.label}</p>
              {lines.flatMap((line, i) => (line.group !== group ? [] : [
                <div key={line.key} id={`${list}-${i}`} role="option" aria-selected={i === at} className={line.hit ? 'seek-line' : 'seek-line seek-more'} onPointerMove={() => setAt(i)} onPointerDown={event => event.preventDefault()} onClick={() => take(line)}>
                  {line.hit ? <><b>{line.hit.title}</b><span>{line.hit.note}</span></> : `更多${group.label}`}
                </div>,
              ]))}
            </div>
          )) : null}
        </div>
        {shown && !lines.length ? <p className="seek-none">{noneWord(data)}</p> : null}
      </div>
      <Link to="/find" className="seek-door" aria-label="查找"><svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="8.5" cy="8.5" r="5.5" /><path d="m12.8 12.8 4.7 4.7" /></svg></Link>
    </div>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role=textbox], [role=combobox]'))
}

export function countWord(found: Found): string {
  const count = found.groups.reduce((sum, group) => sum + group.hits.length, 0)
  return count ? `${count} 条结果${found.groups.some(group => group.more) ? '，还有更多' : ''}` : noneWord(found)
}

export function noneWord({ tooShort }: Found): string {
  return tooShort ? '再多输入一些：至少一个汉字，或两个字母、数字。' : '没有找到。可以试名称的一部分、拼音或首字母、文号、区划代码、编号。'
}
