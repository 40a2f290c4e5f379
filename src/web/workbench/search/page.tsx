// 查找 as a page: on a phone, and wherever more is wanted than fits below the box.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Failed, Waiting } from '../session/gate.tsx'
import { useTitle } from '../ui/use-title.ts'
import { countWord, noneWord } from './box.tsx'
import { addressOf, type Found, type Hit, searchQuery } from './data.ts'
import { useLater } from './later.ts'
import { readFindView } from './view.ts'

export function FindPage() {
  useTitle('查找')
  const view = useSearch({ from: '/signed/find' })
  const navigate = useNavigate({ from: '/find' })
  const [typed, type] = useState(view.q ?? '')
  const field = useRef<InputRef>(null)
  const q = useLater(typed.trim())
  const { data, error, isFetching } = useQuery(searchQuery(q, view.group))
  useEffect(() => { void navigate({ search: before => readFindView({ ...before, q: q || undefined }), replace: true, resetScroll: false }) }, [q, navigate])
  useEffect(() => { field.current?.focus() }, [])
  return (
    <div className="page seek-page">
      <h1>查找</h1>
      <Input.Search ref={field} allowClear size="large" aria-label="查找" placeholder="名称、拼音、文号、区划代码、编号" maxLength={100} value={typed} onChange={event => type(event.target.value)} loading={isFetching} />
      {view.group ? <p className="seek-only">只看{data?.groups[0]?.label ?? '这一类'}，最多 50 条 <Link to="/find" search={view.q ? { q: view.q } : {}}>全部类别</Link></p> : null}
      {q === '' ? <p className="nothing">小镇、公文、评估年度、申报、报表、监督案件、政策条款都在这里找；只列出您看得到的。</p>
        : error ? <Failed error={error} /> : !data ? <Waiting /> : (
          <>
            <p className="unseen" role="status">{countWord(data)}</p>
            {data.groups.length ? data.groups.map(group => <Group key={group.id} group={group} q={q} only={view.group !== undefined} />) : <p className="nothing">{noneWord(data)}</p>}
          </>
        )}
    </div>
  )
}

function Group({ group, q, only }: { group: Found['groups'][number]; q: string; only: boolean }) {
  return (
    <section className="seek-part" aria-labelledby={`find-${group.id}`}>
      <h2 id={`find-${group.id}`}>{group.label}</h2>
      <ul>{group.hits.map(hit => <li key={`${hit.kind} ${hit.id}`}>{hit.text === null ? <HitLink hit={hit} q={q} /> : <p className="seek-article"><b>{hit.title}</b><small>{hit.note}</small><span>{hit.text}</span></p>}</li>)}</ul>
      {group.more && !only ? <p><Link to="/find" search={{ q, group: group.id }}>更多{group.label}</Link></p> : null}
    </section>
  )
}

function HitLink({ hit, q }: { hit: Hit; q: string }) {
  const router = useRouter()
  const { address, outside } = addressOf(hit, q)
  return <a href={address} onClick={event => { if (outside || event.metaKey || event.ctrlKey || event.shiftKey) return; event.preventDefault(); router.history.push(address) }}><b>{hit.title}</b><small>{hit.note}</small></a>
}
