// The whole record of a case on one page, to be printed: everything that the case's own pages show to whoever asks.
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApplicationDossier } from './application.tsx'
import { ReportDossier } from './report.tsx'
import { SeasonDossier } from './season.tsx'
import { SupervisionDossier } from './supervision.tsx'

const dossiers = {
  application: (id: string): ReactNode => <ApplicationDossier id={id} />,
  season: (id: string): ReactNode => <SeasonDossier id={id} />,
  submission: (id: string): ReactNode => <ReportDossier id={id} />,
  round: (id: string): ReactNode => <SupervisionDossier place="rounds" id={id} />,
  rectification: (id: string): ReactNode => <SupervisionDossier place="rectifications" id={id} />,
  misuse: (id: string): ReactNode => <SupervisionDossier place="misuses" id={id} />,
  report: (id: string): ReactNode => <SupervisionDossier place="reports" id={id} />,
  appeal: (id: string): ReactNode => <SupervisionDossier place="appeals" id={id} />,
  support: (id: string): ReactNode => <SupervisionDossier place="supports" id={id} />,
} as const
export type DossierKind = keyof typeof dossiers

export function DossierPage() {
  const { kind, _splat: id = '' } = useParams({ from: '/signed/print/$kind/$' })
  return kind in dossiers ? dossiers[kind as DossierKind](id) : <div className="page"><p className="nothing">没有这一页。<a href="/desk">回到待办</a></p></div>
}
