// 演示数据: an open call for every programme that takes applications and has towns, in a demonstration only; with one
// application that waits for the province and one that its county is still writing.
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Attachment } from '#core/attachment/attachment.ts'
import type { Json } from '#core/base/canonical.ts'
import { addDays } from '#core/base/plain-date.ts'
import type { CallPolicy } from '#core/application/policy.ts'
import { standardsOn } from '#core/application/policy.ts'
import type { Desk } from '#core/application/application.ts'
import { discard, receive } from '../attachment/store.ts'
import { keepUpload } from '../attachment/upload.ts'
import type { Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import { allPacks } from '../season/policies.ts'
import { recommend, saveDraft, startApplication, submit, type Who } from './act.ts'
import { openCall, planCall } from './call-act.ts'
import { callIds } from './load.ts'
import { applicationsOf, policyFor } from './policies.ts'

const label = '演示数据'

/** Does nothing where a call exists already, or where no made-up county office could apply. */
export async function loadDemoApplications(tx: Tx, { places, files, now: clock }: Pick<Context, 'places' | 'files' | 'now'>): Promise<void> {
  if ((await callIds(tx)).length) return
  const now = clock()
  const today = dayInChina(now)
  const post = await tx.selectFrom('post').select('division').where('role', '=', 'county').where('division', 'is not', null).limit(1).executeTakeFirst()
  if (!post?.division || files === undefined) return
  const county = post.division
  // Nobody who can sign in has taken these steps, so whoever tries the product may take the next.
  const who = (person: string, desk: Desk): Who => ({ person: `p-demo-${person}`, actor: `${label}·${person}（p-demo-${person}）`, behalf: null, desk, today, now })
  let paper: Attachment | null = null
  for (const pack of allPacks()) {
    if (!applicationsOf(pack)) continue
    const batch = await nextBatch(tx, pack.id)
    if (batch === null) continue
    const call = await planCall(tx, { programme: pack.id, batch, title: `第${batch}批申报`, milestones: { submit: addDays(today, 30), recommend: addDays(today, 45), review: addDays(today, 90) }, demo: true }, who('筹备', 'province'))
    await openCall(tx, call, 1, who('发布', 'province'))
    const policy = policyFor(pack.id, today)
    paper ??= await handIn(tx, files, who('填报', 'county'))
    const begin = async (name: string): Promise<{ id: string; name: string }> => {
      const full = `${places.shortOf(county)}${name}${policy.programme.suffix}`
      return { name: full, id: (await startApplication(tx, { call, division: county, name: full }, places, who('填报', 'county'))).id }
    }
    const whole = await begin('演示松果')
    const { draft } = await saveDraft(tx, whole.id, madeUp(whole.name, policy, paper), 1, who('填报', 'county'))
    await submit(tx, whole.id, 1, draft.version, who('报送', 'county'))
    await recommend(tx, whole.id, 2, '条件较好，予以推荐。演示数据，虚构。', who('推荐', 'prefecture'))
    const half = await begin('演示雪原')
    const some = Object.entries(madeUp(half.name, policy, paper)).filter(([field]) => !field.startsWith('files.') && !field.startsWith('check.'))
    await saveDraft(tx, half.id, Object.fromEntries(some), 1, who('填报', 'county'))
  }
}

/** A whole application in which everything is made up: 62 % of the investment counts. */
function madeUp(name: string, { applications, programme, on }: CallPolicy, paper: Attachment): Record<string, Json> {
  const { parts, investment, nameUse, ownerships } = applications
  const file = (part: string): Json => [{ ...paper, name: `${label}-${part}.pdf` }]
  const kind = (of: (one: { counts: boolean; excluded: boolean }) => boolean): string | undefined => investment.kinds.find(of)?.id
  const projects = [['主导产业园', kind(one => one.counts), 6200], ['住宅', kind(one => one.excluded), 3000], ['道路管网', kind(one => !one.counts && !one.excluded), 800]] as const
  const builder = '演示建设有限公司（虚构）'
  return {
    name, category: programme.categories[0] ?? '', 'town-type': programme.townTypes[0] ?? '', 'lead-industry': '松果加工（虚构）', 'name-use': Object.keys(nameUse.options).find(use => !nameUse.refused.includes(use)) ?? '',
    'investor.i1': { name: builder, ownership: Object.keys(ownerships)[0] ?? '', note: label },
    ...Object.fromEntries(projects.flatMap(([project, own, amount], i) => (own ? [[`project.p${i + 1}`, { name: project, kind: own, investment: amount, builder, from: null, until: null }]] : []))),
    ...Object.fromEntries(parts.flatMap(({ id, label: part, needs }) => needs.map(need => (need === 'text' ? [`part.${id}`, `${part}的要点。演示数据，虚构。`] : [`files.${id}`, file(part)])))),
    ...Object.fromEntries(standardsOn(applications, on).flatMap(standard => standard.items.map(item => [`check.${item.id}`, { answer: 'yes', note: '' }]))),
  }
}

/** A page that says what it is, kept like anybody's upload. */
async function handIn(tx: Tx, folder: string, { person, now }: Who): Promise<Attachment> {
  const name = `${label}.pdf`
  const arrived = await receive(folder, Readable.from([Buffer.from(paper())]), { name, most: 10_000 })
  try {
    return await keepUpload(tx, { file: { hash: arrived.hash, name, type: 'application/pdf', size: arrived.size }, arrived, folder, discard: () => discard(arrived) }, { person: person ?? '', now })
  } finally {
    await discard(arrived)
  }
}

/** The smallest PDF that every reader opens. */
function paper(): string {
  const text = 'BT /F1 28 Tf 72 700 Td (Demonstration data, made up) Tj ET'
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>', `<</Length ${text.length}>>\nstream\n${text}\nendstream`, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>']
  let file = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const start = file.length
  return `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
}

/** One after the last batch on the list; null where no town is on it. */
async function nextBatch(tx: Tx, programme: string): Promise<number | null> {
  const { rows } = await sql<{ batch: number | null; towns: number }>`select max(batch) as batch, count(*)::int as towns from view.town_segment where programme = ${programme}`.execute(tx)
  return rows[0]?.towns ? (rows[0].batch ?? 0) + 1 : null
}
