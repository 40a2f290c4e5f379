// 监督案卷: what the case is about, as its page has it, and every step with what it said and the files it brought.
import { useQuery } from '@tanstack/react-query'
import { Failed, useSession, Waiting } from '../session/gate.tsx'
import { bodyOf, titleOf } from '../supervision/body.tsx'
import { caseQuery } from '../supervision/data.ts'
import { type PlaceId, places } from '../supervision/places.ts'
import { dayWord } from '../ui/days.ts'
import { Dossier, FileLines, Part, Steps } from './frame.tsx'

export function SupervisionDossier({ place, id }: { place: PlaceId; id: string }) {
  const { data: view, error, dataUpdatedAt } = useQuery(caseQuery(place, id))
  const { demo } = useSession()
  if (!view) return <div className="page">{error ? <Failed error={error} /> : <Waiting lines={12} />}</div>
  return (
    <Dossier what={`${places[place].word}案卷`} title={titleOf(view)} id={view.id} state={view.stageLabel} demo={demo} known={dataUpdatedAt} facts={[['项目', view.programmeTitle], ['开始', dayWord(view.opened)]]}>
      {bodyOf(place, view, () => {})}
      <Part title="办理记录"><Steps steps={view.steps.map(step => ({ label: step.label, actor: step.actor, at: step.at, on: step.on, more: <>{[step.words, step.due ? `期限 ${dayWord(step.due)}` : null, step.text].filter(Boolean).join('。')}{step.files.length ? <FileLines files={step.files} /> : null}</> }))} /></Part>
    </Dossier>
  )
}
