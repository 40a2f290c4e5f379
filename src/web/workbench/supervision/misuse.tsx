// A misused name: what was found, what was established, how it is disposed of, how that was carried out.
import { dayWord } from '../ui/days.ts'
import { sourceWords } from './columns.tsx'
import type { Views } from './data.ts'
import { Facts, Part, Words } from './parts.tsx'
import { filesAt } from './places.ts'

export function MisuseBody({ view }: { view: Views['misuses'] }) {
  const at = filesAt('misuses', view.id)
  const { disposition, verified } = view
  return (
    <>
      <Part id="about" title="案情" more={view.article}>
        <Facts of={[['使用的名称', view.name], ['所在地', view.divisionName], ['情形', view.kindLabel], ['来源', sourceWords[view.source]]]} />
        <Words of={view} at={at} label="情况" />
      </Part>
      {verified ? <Part id="verified" title="核实"><Words of={verified} at={at} label="核实情况" /></Part> : null}
      {disposition ? (
        <Part id="disposition" title="处置">
          <Facts of={[['处置', <b key="d">{disposition.label}</b>], ['期限', <>{dayWord(disposition.due)}{view.overdue ? <em className="late">已逾期</em> : null}</>]]} />
          <p className="long">{disposition.text}</p>
        </Part>
      ) : null}
      {view.results.length ? <Part id="results" title="落实">{view.results.map((result, i) => <Words key={i} of={result} at={at} label="落实情况" head={result.newName ? `改称“${result.newName}”` : '落实情况'} />)}</Part> : null}
    </>
  )
}
