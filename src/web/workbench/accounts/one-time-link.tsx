// A one-time link, shown now and never again.
import { Button } from 'antd'
import { useState } from 'react'
import { momentWord } from '../ui/days.ts'
import { TextArea } from '../ui/text-area.tsx'

export type Invitation = { account: string; token: string; path: string; expires: string }

export function OneTimeLink({ invitation: { path, expires }, name, onClose }: { invitation: Invitation; name: string; onClose: () => void }) {
  const [copied, setCopied] = useState(false)
  const link = `${location.origin}${path}`
  return (
    <div className="stack one-time">
      <p><b>把这个链接当面或用可靠的方式交给{name}。</b>只显示这一次，只能用一次，{momentWord(expires)}前有效。</p>
      <TextArea label="一次性链接" value={link} readOnly onChange={() => {}} onFocus={event => event.target.select()} />
      <p className="buttons"><Button type="primary" onClick={() => void navigator.clipboard?.writeText(link).then(() => setCopied(true))}>{copied ? '已复制' : '复制链接'}</Button><Button onClick={onClose}>已交付，关闭</Button></p>
    </div>
  )
}
