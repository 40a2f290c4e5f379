// 推演: the same facts under other rules or settings, and which towns would have fared otherwise. Nothing is recorded.
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { client } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import type { Season } from './season-data.ts'
import { type Chosen, SettingInput } from './setting-input.tsx'

export function WhatIf({ season }: { season: Season }) {
  const [version, setVersion] = useState(season.rules.id)
  const [chosen, choose] = useState<Chosen>({})
  const changed = version !== season.rules.id || Object.keys(chosen).length > 0
  const settings = version === season.rules.id ? chosen : {}
  const { data, error, isFetching } = useQuery({
    queryKey: ['season', season.id, 'replay', version, settings], enabled: changed,
    queryFn: () => client.seasonReplay({ season: season.id, settings, ...(version === season.rules.id ? {} : { rules: version }) }),
  })
  return (
    <div className="what-if">
      <section aria-label="假如">
        <p className="lead">假如换一版规则或设定，哪些小镇的结果会不同。只比较，不记录，不改变任何决定。</p>
        <label className="line" htmlFor="version">规则</label>
        <Select id="version" value={version} onChange={setVersion} options={season.versions.map(({ id, title }) => ({ value: id, label: id === season.rules.id ? `${title}（本年度）` : title }))} popupMatchSelectWidth={false} />
        {version === season.rules.id ? season.settings.map(setting => <SettingInput key={setting.id} setting={setting} chosen={chosen} onChange={choose} />) : <p className="quiet">另一版规则用它自己的默认设定。</p>}
        <p className="buttons"><Button size="small" disabled={!changed} onClick={() => { setVersion(season.rules.id); choose({}) }}>恢复</Button></p>
      </section>
      <section aria-label="比较" aria-live="polite">
        {!changed ? <p className="nothing">在左边改一项，这里列出结果不同的小镇。</p> : error ? <Failed error={error} /> : !data ? <Waiting /> : (
          <>
            <p className={isFetching ? 'lead quiet' : 'lead'}>{data.changes.length ? `${data.changes.length} 个小镇的结果会不同，其余 ${season.towns - data.changes.length} 个一样。` : '所有小镇的结果都一样。'}</p>
            <ul className="changes">
              {data.changes.map(({ town, name, before, after, why }) => (
                <li key={town}><h3>{name}</h3><p><span>现在 <b>{before}</b></span><i aria-hidden="true">→</i><span>假如 <b>{after}</b></span></p><details><summary>为什么</summary><pre>{why}</pre></details></li>
              ))}
            </ul>
          </>
        )}
      </section>
    </div>
  )
}
