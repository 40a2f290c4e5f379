// Words of the verification page.

/** What each check looks at, in a sentence: shown under its name. */
export const checkWords: Readonly<Record<string, { unit: string; says: string }>> = {
  材料格式: { unit: '份', says: '材料写法完整' },
  各部分摘要: { unit: '部分', says: '规则、数据、结果、公文、日志自制作以来没有改动' },
  各小镇材料摘要: { unit: '个小镇', says: '每个小镇的材料没有改动' },
  检查点签名: { unit: '个', says: '日志的树根由登记方的密钥签名' },
  应急处置: { unit: '次', says: '本年度期间经两人同意借用过角色，事由与期限见材料中的应急处置记录' },
  日志事件: { unit: '条', says: '每一步都在签了名的日志里，没有缺步' },
  日志所记的摘要: { unit: '项', says: '材料就是各步当时记下的那一份' },
  评分重算: { unit: '个小镇', says: '得分、名次、等级由数据与指标体系重新算得' },
  等级: { unit: '个小镇', says: '规则所据的等级与评分一致' },
  拟办重算: { unit: '个小镇', says: '拟办及其理由由事实与规则重新推得' },
  决定: { unit: '个小镇', says: '决定与拟办一致，或写明了另作处理的理由' },
  公文名单: { unit: '个名称', says: '公文各名单与决定一致，数目相符' },
  规则: { unit: '份', says: '规则与设定可以采用' },
}

/** A UTC instant as people in China read it. */
export function printInstant(instant: string): string {
  const time = Date.parse(instant)
  if (Number.isNaN(time)) return instant
  const [date, clock] = new Date(time + 8 * 3_600_000).toISOString().split('T') as [string, string]
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日 ${clock.slice(0, 5)}`
}
