// 后续: what a season's notice leaves to be done, by whom, until when.
import { z } from 'zod'
import { Attachment } from '#core/attachment/attachment.ts'
import { PlainDateText } from '#core/base/plain-date-text.ts'
import { endpoint } from './endpoint.ts'

const season = z.string().max(80).describe('项目/年份')
const Text = z.string().trim().min(1).max(4000)
const FollowUp = z.object({
  duties: z.array(z.object({ id: z.string(), division: z.string(), divisionName: z.string(), what: z.string(), to: z.string().nullable(), until: PlainDateText.nullable(), ground: z.string().nullable(), late: z.boolean(), mayReport: z.boolean(), report: z.object({ text: z.string(), files: z.array(Attachment), by: z.string(), on: PlainDateText }).nullable() })),
  bans: z.array(z.object({ town: z.string(), name: z.string(), until: PlainDateText.describe('此日起可再申报'), over: z.boolean(), ground: z.string().nullable() })),
  warned: z.array(z.object({ town: z.string(), name: z.string(), since: PlainDateText, rectification: z.object({ id: z.string(), stageLabel: z.string() }).nullable(), mayOpen: z.boolean() })),
})
export type FollowUp = z.infer<typeof FollowUp>

export const followUpEndpoints = {
  seasonFollowUp: endpoint({ method: 'GET', path: '/api/seasons/{season}/follow-up', permission: 'supervision.read', scope: 'reach', summary: '印发之后要办的：各地报告、限期、受警告小镇的整改；只列管辖范围内的', input: z.object({ season }), output: FollowUp }),
  seasonReportDuty: endpoint({ method: 'POST', path: '/api/seasons/{season}/follow-up/{duty}/{division}', permission: 'notice.report', scope: { division: 'division' }, summary: '报告公文落实情况', input: z.object({ season, duty: z.string().max(40), division: z.string().max(12), text: Text, files: z.array(Attachment).max(50).default([]) }), output: z.object({ reported: PlainDateText }) }),
}
