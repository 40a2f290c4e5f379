// Dates in order, and a number in the form of GB/T 9704.
import { printDate } from '#core/base/plain-date.ts'
import type { Finding, Notice } from './notice.ts'

export function checkForm({ document, evaluation }: Notice): Finding[] {
  const findings: Finding[] = []
  const { draftedOn, publishedOn, number, printedNumber } = document
  if (draftedOn && publishedOn && publishedOn < draftedOn) {
    findings.push({ code: 'date-order', severity: 'error', message: `发布日期（${printDate(publishedOn)}）早于成文日期（${printDate(draftedOn)}）。请核对两个日期。`, towns: [], basis: '文件抬头' })
  }
  if (draftedOn && evaluation?.fieldwork && evaluation.fieldwork > draftedOn.slice(0, 7)) {
    findings.push({ code: 'date-order', severity: 'error', message: `评估工作在 ${evaluation.fieldwork.replace('-', '年')}月，晚于成文日期（${printDate(draftedOn)}）。请核对。`, towns: [], basis: '正文首段' })
  }
  if (draftedOn && evaluation?.year && evaluation.year >= Number(draftedOn.slice(0, 4))) {
    findings.push({ code: 'date-order', severity: 'warning', message: `评估年度（${evaluation.year}年度）不早于成文年份（${draftedOn.slice(0, 4)}年）。年度评估在次年进行，请核对年度。`, towns: [], basis: '标题、正文首段' })
  }
  if (!number) {
    findings.push({ code: 'number-format', severity: 'warning', message: '没有找到发文字号。请按“机关代字〔年份〕序号号”补上。', towns: [], basis: '文件抬头' })
  } else {
    if (printedNumber && printedNumber.replaceAll(/[\s*]/g, '') !== number) {
      findings.push({ code: 'number-format', severity: 'note', message: `发文字号印作“${printedNumber}”，规范写法是“${number}”（年份用六角括号，序号不加“第”、不编虚位）。`, towns: [], basis: 'GB/T 9704—2012 7.2.5' })
    }
    const year = /〔(\d{4})〕/.exec(number)?.[1]
    if (year && draftedOn && year !== draftedOn.slice(0, 4)) {
      findings.push({ code: 'number-format', severity: 'warning', message: `发文字号的年份（${year}）与成文日期（${printDate(draftedOn)}）不是同一年。请核对。`, towns: [], basis: '文件抬头' })
    }
  }
  return findings
}
