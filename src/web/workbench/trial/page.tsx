// 试算: a scheme, a table, and what comes of them, at once and without leaving the browser.
import { Alert, Button, Dropdown, Tabs } from 'antd'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { allUpTo } from '../ui/data-table.tsx'
import { count } from '../ui/formats.ts'
import type { Opened, Outcome } from '../engine/protocol.ts'
import { Comparing } from './comparing.tsx'
import { Explanation } from './explanation.tsx'
import { Issues } from './issues.tsx'
import { Results } from './results.tsx'
import { Robust } from './robust.tsx'
import { Setup } from './setup.tsx'
import { Start } from './start.tsx'
import { type Trial, useTrial } from './use-trial.ts'
import { type Tab, useView } from './view.ts'
import { WeightPanel } from './weight-panel.tsx'

export function TrialPage() {
  const trial = useTrial()
  const [picked, setPicked] = useState<{ of: unknown; town: number; column: string | undefined } | null>(null)
  const pane = useRef<HTMLDivElement>(null)
  const { opened, outcome } = trial
  // A town belongs to the table it was picked in.
  const { town = null, column } = picked && picked.of === opened ? picked : {}
  const setTown = useCallback((next: number | null, at?: string): void => setPicked(next === null ? null : { of: opened, town: next, column: at }), [opened])
  useDropAnywhere(file => void (/\.ya?ml$/i.test(file.name) ? trial.addScheme(file) : trial.loadFile(file)))
  return (
    <div className={opened ? 'trial' : 'trial empty'}>
      <header className="page-head">
        <h1>试算</h1>
        <p className="chip">
          {opened ? <span>依据 <b>{opened.scheme.title} 第{opened.scheme.version}版{trial.changed ? '（权重已改动）' : ''}</b></span> : null}
          {opened ? <span>数据 <b className={opened.demo ? 'demo' : undefined}>{opened.label}</b> {count(opened.towns.length)} 个小镇</span> : null}
          <span>只在这个浏览器里计算，数据不上传</span><span>结果不是决定</span>
        </p>
        {opened ? <SaveMenu trial={trial} /> : null}
      </header>
      <aside aria-label="指标体系与权重">
        <Setup trial={trial} />
        {opened && trial.weights ? <WeightPanel key={opened.scheme.id} scheme={opened.scheme} weights={trial.weights} changed={trial.changed} onChange={trial.setWeights} onReset={trial.reset} /> : null}
      </aside>
      <section className="work" aria-label="结果">
        {trial.error ? <Alert type="error" showIcon title={trial.error} closable={{ onClose: trial.dismiss }} /> : null}
        {opened && outcome ? <Work trial={trial} opened={opened} outcome={outcome} pane={pane} town={town} setTown={setTown} /> : <Start trial={trial} />}
      </section>
      {opened && outcome && town !== null ? <Explanation trial={trial} town={town} column={column} onClose={() => setTown(null)} /> : null}
    </div>
  )
}

type WorkProps = { trial: Trial; opened: Opened; outcome: Outcome; pane: React.RefObject<HTMLDivElement | null>; town: number | null; setTown: (town: number, column?: string) => void }

function Work({ trial, opened, outcome, pane, town, setTown }: WorkProps) {
  const [{ tab = 'results' }, change] = useView()
  const { issues, towns } = opened
  const many = Math.max(towns.length, issues.length) > allUpTo
  const words: Record<Tab, string> = { results: '得分与名次', robustness: '稳健性', compare: '比较', issues: `数据问题 ${issues.length ? count(issues.length) : '无'}` }
  return (
    <>
      <Tabs activeKey={tab} onChange={key => { change({ tab: key as Tab, sort: undefined }); pane.current?.scrollTo(0, 0) }} items={Object.entries(words).map(([key, label]) => ({ key, label }))} />
      <div className={many ? 'pane many' : 'pane'} ref={pane} role="region" aria-label={words[tab]} tabIndex={-1}>
        {tab === 'results' ? <Results opened={opened} outcome={outcome} margins={trial.margins} robustness={trial.robustness} changed={trial.changed} scroller={pane} town={town} onOpen={setTown} /> : null}
        {tab === 'robustness' ? <Robust trial={trial} scroller={pane} town={town} onOpen={setTown} /> : null}
        {tab === 'compare' ? <Comparing trial={trial} scroller={pane} /> : null}
        {tab === 'issues' ? <Issues trial={trial} scroller={pane} /> : null}
      </div>
    </>
  )
}

function SaveMenu({ trial }: { trial: Trial }) {
  const items = [{ key: 'xlsx', label: 'Excel 工作簿（结果、分项、权重、分界）' }, { key: 'csv', label: 'CSV（结果）' }, { key: 'json', label: 'JSON（全部，含指标体系）' }] as const
  return (
    <Dropdown trigger={['click']} menu={{ items: [...items], onClick: ({ key }) => void trial.save(key as (typeof items)[number]['key']) }}>
      <Button className="save">导出</Button>
    </Dropdown>
  )
}

/** A file may be dropped anywhere on the page. */
function useDropAnywhere(take: (file: File) => void): void {
  const taken = useEffectEvent(take)
  useEffect(() => {
    const mark = (on: boolean): void => void document.body.classList.toggle('dropping', on)
    const over = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      mark(true)
    }
    const leave = (event: DragEvent): void => { if (!event.relatedTarget) mark(false) }
    const drop = (event: DragEvent): void => {
      event.preventDefault()
      mark(false)
      for (const file of event.dataTransfer?.files ?? []) taken(file)
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [])
}
