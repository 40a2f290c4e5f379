// 报表案卷: every figure as it stands, who signed it under which fingerprint, departments, remarks, every step.
import { useQuery } from '@tanstack/react-query'
import { indicatorOf } from '#core/reporting/data-set.ts'
import { reportQuery } from '../reporting/data.ts'
import { columnWord, townWord, valueWord } from '../reporting/words.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { Dossier, Part, Sheet, Steps } from './frame.tsx'

const states = { standing: '有效', withdrawn: '已撤回', lapsed: '内容已变，失效', replaced: '已由后来的签署代替' } as const

export function ReportDossier({ id }: { id: string }) {
  const { data: report, error, dataUpdatedAt } = useQuery(reportQuery(id))
  if (!report) return <div className="page">{error ? <Failed error={error} /> : <Waiting lines={12} />}</div>
  const { form, reporter, dataSet, towns } = report
  return (
    <Dossier what="报表案卷" title={`${reporter.name} ${form.period.title} ${form.title}`} id={report.id} state={report.stage} demo={report.demo} known={dataUpdatedAt} facts={[['项目', form.programmeTitle], ['报告期', `${dayWord(form.period.first)}至${dayWord(form.period.last)}`], ['版本', `第 ${report.version} 版`], ['内容指纹', <code key="d">{report.digest}</code>], ...(form.status === 'proposal' ? [['报表', '建议稿，没有文件规定'] as const] : [])]}>
      <Part title="签署"><Sheet label="签署" head={['级', '签署人', '日期', '效力', '附言', '所签内容的指纹']} rows={report.signatures.map(one => [one.label, one.by, dayWord(one.on), <>{states[one.state]}{one.withdrawn ? `（${one.withdrawn.by}，${dayWord(one.withdrawn.on)}：${one.withdrawn.reason}）` : ''}</>, one.remark ?? '', <code key="d">{one.digest}</code>])} /></Part>
      {report.departments.length ? <Part title="部门确认"><Sheet label="部门确认" head={['部门', '指标', '确认', '所确认内容的指纹']} rows={report.departments.map(one => [one.name, one.indicators.map(indicator => indicatorOf(dataSet, indicator)?.name ?? indicator).join('、'), one.held ? `${one.held.by}，${dayWord(one.held.on)}` : '没有确认', one.held ? <code key="d">{one.digest}</code> : ''])} /></Part> : null}
      {towns.map(town => {
        const row = report.content[town.id]
        return (
          <Part key={town.id} title={town.name} whole>
            <Sheet label={town.name} head={['指标', '单位', '填报', '上期']} figures={[2, 3]} rows={dataSet.indicators.map(indicator => [indicator.name, indicator.unit, valueWord(row?.values[indicator.id]), valueWord(report.last?.[town.id]?.values[indicator.id])])} />
            {row?.remark ? <p>说明：{row.remark}</p> : null}
          </Part>
        )
      })}
      {report.origins.length ? <Part title="比对"><Sheet label="比对" head={['小镇', '指标', '填报', '第三方', '部门', '差异']} figures={[2, 3, 4]} rows={report.origins.map(one => [townWord(towns, one.town), columnWord(dataSet, one.indicator), valueWord(one.reported), valueWord(one.thirdParty), valueWord(one.administrative), one.differing.join('；')])} /></Part> : null}
      {report.comments.length ? <Part title="批注"><Sheet label="批注" head={['在', '批注', '批注人', '日期', '']} rows={report.comments.map(one => [`${townWord(towns, one.town)} ${columnWord(dataSet, one.indicator)}`, one.text, `${one.level} ${one.by}`, dayWord(one.on), one.open ? '未答' : '已改'])} /></Part> : null}
      <Part title="办理记录"><Steps steps={report.history.toReversed().map(step => ({ label: step.what, actor: step.by, at: step.at, more: `${step.more}${step.more ? '；' : ''}第 ${step.version} 版` }))} /></Part>
    </Dossier>
  )
}
