// 演示数据: in a demonstration only, for every programme with 监督办法 and towns on its list: a round of checks with findings,
// one town putting right and one late, a misused name, a report of the public, a request for money, and an appeal where a
// season has been published. Whoever tries the product may take the next steps.
import { sql } from 'kysely'
import { addDays, type PlainDate } from '#core/base/plain-date.ts'
import type { Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import { loadSeason, seasonIds } from '../season/load.ts'
import { fileAppeal } from './appeal-act.ts'
import { listCases, type Who } from './cases.ts'
import { openMisuse, verifyMisuse } from './misuse-act.ts'
import { supervisedProgrammes, supervisionOf } from './policies.ts'
import { measure, orderMeasure } from './rectification-act.ts'
import { fileReport } from './report-act.ts'
import { checkTown, followFinding, launchRound, planRound } from './round-act.ts'
import { eligibility, requestSupport } from './support-act.ts'

const label = '演示数据'
const madeUp = '演示数据，虚构。'
/** A round, what was found in it and what became of it lie so many days back. */
const ago = { round: 150, ordered: 120, lately: 20 } as const

type Place = { county: string; town: string }
type Acting = (person: string, daysAgo?: number) => Who

/** Does nothing where a round exists already. */
export async function loadDemoSupervision(tx: Tx, context: Context): Promise<void> {
  if ((await listCases(tx, 'round')).length) return
  const now = context.now()
  const today = dayInChina(now)
  // Nobody who can sign in has taken these steps.
  const as: Acting = (person, daysAgo = 0) => ({ person: `p-demo-${person}`, actor: `${label}·${person}（p-demo-${person}）`, behalf: null, today: addDays(today, -daysAgo), now, demo: true })
  for (const programme of supervisedProgrammes()) {
    const near = await townsNearby(tx, programme)
    const first = near[0]
    if (!first) continue
    // One town of the county has nothing to put right, so that it may ask for money.
    const asking = near.findLast(({ county }) => county === first.county) ?? first
    await round(tx, programme, near.filter(place => place !== asking).slice(0, 4), today, as)
    await misuse(tx, programme, first.county, as)
    await fileReport(tx, { programme, name: '演示花海小镇', place: '县城东边，售楼处门口', text: `路边广告写着“省级特色小镇”，清单上查不到。${madeUp}`, contact: '演示联系方式' }, { ...as('公众'), actor: '公众', person: null }, context)
    await support(tx, programme, asking.town, as)
    await appeal(tx, programme, today, as)
  }
}

async function round(tx: Tx, programme: string, places: readonly Place[], today: PlainDate, as: Acting): Promise<void> {
  const { checklist, severities, ladder } = supervisionOf(programme)
  const severe = severities.find(({ rung }) => ladder.find(other => other.id === rung)?.kind === 'order') ?? severities.find(({ rung }) => rung !== undefined)
  const item = checklist[1] ?? checklist[0]
  if (!severe || !item) return
  const towns = places.map(place => place.town)
  const id = await planRound(tx, { programme, title: `${today.slice(0, 4)}年建设情况检查（${label}）`, from: addDays(today, -ago.round), until: addDays(today, 30), towns, items: checklist.map(line => line.id), checkers: ['演示检查组'] }, as('安排检查', ago.round))
  await launchRound(tx, id, as('批准检查', ago.round))
  const [late, going, waiting] = towns
  const found = async (town: string | undefined, text: string, daysAgo: number): Promise<string | undefined> => (town === undefined ? undefined : (await checkTown(tx, id, { town, text: `查看现场与台账。${madeUp}`, findings: [{ item: item.id, severity: severe.id, text: `${text}${madeUp}`, files: [] }] }, as('检查', daysAgo)))[0])
  const order = async (finding: string | undefined, text: string, daysAgo: number): Promise<void> => {
    if (finding === undefined) return
    const rectification = await followFinding(tx, id, finding, as('立案', daysAgo))
    const rung = ladder.find(other => other.id === severe.rung)
    if (!rung) return
    const who = as('提出措施', daysAgo)
    await measure(tx, rectification, { rung: rung.id, text: `${text}${madeUp}`, due: addDays(who.today, rung.days) }, who)
    if (rung.approval) await orderMeasure(tx, rectification, as('批准措施', daysAgo))
  }
  await order(await found(late, '半年没有进展。', ago.ordered), '限期见到进展，逐月报告。', ago.ordered)
  await order(await found(going, '只做了一半。', ago.lately), '补齐另一半，附现场照片。', ago.lately)
  await found(waiting, '台账与现场不符。', 1)
}

async function misuse(tx: Tx, programme: string, county: string, as: Acting): Promise<void> {
  const kind = supervisionOf(programme).misuse.kinds[0]
  if (!kind) return
  const id = await openMisuse(tx, { programme, name: '演示星河小镇', division: county, kind: kind.id, text: `楼盘广告自称“星河小镇”。${madeUp}`, files: [] }, as('立案', ago.lately))
  await verifyMisuse(tx, id, { text: `现场有招牌与沙盘，未列入清单。${madeUp}`, files: [] }, as('核实', 2))
}

async function support(tx: Tx, programme: string, town: string, as: Acting): Promise<void> {
  const use = supervisionOf(programme).support.uses.find(({ covered }) => covered)
  const who = as('申请', 3)
  if (!use || (await eligibility(tx, { programme, town, use: use.id }, who.today)).some(({ met }) => !met)) return
  await requestSupport(tx, { programme, town, use: use.id, project: '演示道路与管网', amount: '320', text: `硬化道路 2 公里，配套管网。${madeUp}`, files: [] }, who)
}

/** Against a published decision that went against a town, within the days for it. */
async function appeal(tx: Tx, programme: string, today: PlainDate, as: Acting): Promise<void> {
  for (const id of (await seasonIds(tx)).filter(season => season.startsWith(`${programme}/`))) {
    const { issued } = await loadSeason(tx, id)
    const published = issued && dayInChina(issued.publicAt)
    if (!published || published > today) continue
    const { rows } = await sql<{ town: string }>`select distinct town from view.town_segment where programme = ${programme} and known_to = 'infinity' and warned and valid @> ${published}::date order by town limit 1`.execute(tx)
    if (rows[0]) await fileAppeal(tx, { season: id, town: rows[0].town, text: `认为本年度的一项数据有出入，请复核。${madeUp}`, files: [] }, { ...as('申诉'), today: published })
  }
}

/** Towns on the list, those of the made-up county office first, then of its prefecture, then the others. */
async function townsNearby(tx: Tx, programme: string): Promise<Place[]> {
  const post = await tx.selectFrom('post').select('division').where('role', '=', 'county').where('division', 'is not', null).limit(1).executeTakeFirst()
  const own = post?.division ?? ''
  const { rows } = await sql<Place>`
    select town, division as county from view.town_segment
    where programme = ${programme} and known_to = 'infinity' and upper_inf(valid) and status = 'listed' and division is not null and not warned
    group by town, division order by division = ${own} desc, left(division, 4) = left(${own}, 4) desc, town limit 12`.execute(tx)
  return rows
}
