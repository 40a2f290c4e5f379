// What the steps of a season are called, for whoever reads a proof without the system.

/** Steps of a season, as its record names them. */
export const stepWords: Readonly<Record<string, string>> = {
  'season.opened': '启动', 'season.assigned': '指派第三方', 'season.locked': '锁定规则', 'season.scored': '报送评分', 'season.noted': '附记事实', 'season.frozen': '冻结数据', 'season.cut': '确认分界', 'season.proposed': '生成拟办', 'season.departed': '另作处理',
  'season.publicised': '公示', 'season.objected': '提出异议', 'season.objection-settled': '裁定异议', 'season.returned': '退回拟办', 'season.confirmed': '复核决定', 'season.decided': '审定决定', 'season.endorsed': '登记命名批准',
  'season.drafted': '起草公文', 'season.approved': '签发公文', 'season.issued': '印发公文', 'season.closed': '结束年度',
}
