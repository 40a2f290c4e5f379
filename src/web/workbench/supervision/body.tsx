// What a case of supervision is about, the same on its page and on paper.
import type { ReactNode } from 'react'
import { AppealBody } from './appeal.tsx'
import type { AnyView, Views } from './data.ts'
import { MisuseBody } from './misuse.tsx'
import type { PlaceId } from './places.ts'
import { RectificationBody } from './rectification.tsx'
import { ReportBody } from './report.tsx'
import { RoundBody } from './round.tsx'
import { SupportBody } from './support.tsx'

/** Opens the dialog of a step; `of`: what in the case it is about. */
export type Begin = (step: string, of?: string) => void

/** A case of each place, as the interface calls it. */
export const nounOf = { rounds: 'round', rectifications: 'rectification', misuses: 'misuse', reports: 'report', appeals: 'appeal', supports: 'support' } as const satisfies Record<PlaceId, string>

export function titleOf(view: AnyView): string {
  return 'title' in view ? view.title : 'project' in view ? `${view.name} ${view.project}` : view.name
}

export function bodyOf(place: PlaceId, view: AnyView, begin: Begin): ReactNode {
  switch (place) {
    case 'rounds': return <RoundBody view={view as Views['rounds']} begin={begin} />
    case 'rectifications': return <RectificationBody view={view as Views['rectifications']} />
    case 'misuses': return <MisuseBody view={view as Views['misuses']} />
    case 'reports': return <ReportBody view={view as Views['reports']} />
    case 'appeals': return <AppealBody view={view as Views['appeals']} />
    case 'supports': return <SupportBody view={view as Views['supports']} />
  }
}
