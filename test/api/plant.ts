// Unpublished things of every kind, made through the API by those who may, with a text of the test's in every field that
// takes one. What is one county's own is marked so: nobody else may ever see it.
import type { Client } from '#contract/client.ts'

export const programme = 'jilin-characteristic-towns'
export const form = `${programme}/characteristic-towns-quarter/2025-Q3`
/** The county whose things these are, in its prefecture. */
export const home = { county: '220122', prefecture: '220100' }

/** What a browser makes a text run as, in a dozen ways. */
export const hostileTexts = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '\'><svg/onload=alert(1)>', '</title><script>alert(1)</script>', '</script><script>alert(1)</script>', 'javascript:alert(1)', '<iframe srcdoc="<script>alert(1)</script>">',
  '<style>*{background:url(//evil.example)}</style>', '{{constructor.constructor("alert(1)")()}}', '<a href="javascript:alert(1)">x</a>', '<math><mtext></mtext><mglyph><style><!--</style><img title="--><img src=x onerror=alert(1)>">', '&lt;script&gt;alert(1)&lt;/script&gt;',
]

export type Planted = { application: string; submission: string; misuse: string; round: string; season: string; call: string; town: string }

/** @param as a client of somebody by role, freshly confirmed @param text what is put into a field, `own` where it is the county's */
export async function plant(as: (role: string) => Promise<Client>, text: (field: string, own: boolean) => string, { county: division, name } = { county: home.county, name: '农安县云雾小镇' }): Promise<Planted> {
  const handler = await as('province-handler')
  const system = await as('system-administrator')
  await system.organisationCreate({ name: text('organisation', false).slice(0, 100), kind: 'evaluator' })
  await system.accountCreate({ username: 'planted', name: text('account', false).slice(0, 60) })
  await system.emergencyOpen({ account: (await system.accountList({})).accounts.find(({ username }) => username === 'planted')?.id ?? '', role: 'province-handler', hours: 1, reason: text('emergency', false) })

  const call = `${programme}/9`
  await handler.callPlan({ programme, batch: 9, title: '演示批次', milestones: { submit: '2030-01-20', recommend: '2030-01-25', review: '2030-02-10' } })
  await (await as('province-reviewer')).callOpen({ call, version: 1 })
  const county = await as('county')
  const { id: application, draft } = await county.applicationStart({ call, division, name })
  const fields = (await county.callForm({ call })).parts.map(part => part.id)
  await county.applicationSave({ id: application, seen: draft, changes: { 'lead-industry': text('lead-industry', true).slice(0, 60), 'investor.i1': { name: text('investor', true).slice(0, 60), ownership: 'private', note: text('investor-note', true) }, ...Object.fromEntries(fields.slice(0, 1).map(id => [`part.${id}`, text('part', true)])) } })

  const submission = `${form}/${division}`
  await (await as('province-handler')).reportingOpen({ form })
  const filling = await as('county')
  const town = (await filling.reportingReport({ submission })).towns[0]?.id ?? ''
  await filling.reportingSave({ submission, changes: [{ town, indicator: 'Q10', before: null, after: text('figure', true) }] })

  const again = await as('province-handler')
  const { kinds, checklist } = await again.supervisionPolicy({ programme })
  const { id: misuse } = await again.misuseOpen({ programme, name: '长春市云雾小镇', division, kind: kinds[0]?.id ?? '', text: text('misuse', true), files: [] })
  const { id: round } = await again.roundPlan({ programme, title: text('round', false).slice(0, 200), from: '2030-01-01', until: '2030-01-31', towns: [town], items: checklist.map(({ id }) => id).slice(0, 1), checkers: [text('checker', false).slice(0, 100)] })
  const { programmes } = await again.seasonList({})
  const { id: season } = await again.seasonOpen({ programme, year: 2025, scheme: programmes.find(({ id }) => id === programme)?.schemes[0]?.id ?? '' })
  const fact = (await again.seasonDetail({ season })).facts[0]
  await again.seasonNote({ season, town, fact: fact?.id ?? '', value: fact?.values[0]?.id ?? '', source: text('note', false) })
  return { application, submission, misuse, round, season, call, town }
}
