// Everything a filled-in sheet can have wrong with it. Codes are public API; each says what, and how to mend it.

export const importProblems = {
  // a cell that is not taken
  'formula': { severity: 'refused', what: '是公式（{raw}），系统不采用公式的结果', mend: '请复制这一格，用“选择性粘贴→数值”粘回去' },
  'error-value': { severity: 'refused', what: '是错误值 {raw}', mend: '请改填数值' },
  'not-a-number': { severity: 'refused', what: '“{raw}”不是数', mend: '请只填数字' },
  'unit-mismatch': { severity: 'refused', what: '“{raw}”带有的单位与本栏单位“{unit}”不同', mend: '请换算成“{unit}”后填数字' },
  'percent-doubt': { severity: 'refused', what: '{raw} 是 {raw}% 还是 {hundredfold}%，说不准', mend: '请填 {hundredfold}（表示 {hundredfold}%），或写明百分号，如“{raw}%”' },
  'percent-unit': { severity: 'refused', what: '“{raw}”是百分数，本栏单位是“{unit}”', mend: '请填以“{unit}”为单位的数值' },
  'scaled-format': { severity: 'refused', what: '单元格格式“{format}”使显示的数与实际的数不同（实际是 {raw}）', mend: '请把单元格格式改为“数值”，核对后重填' },
  'date-in-number': { severity: 'refused', what: '显示为日期 {raw}，本栏应是数', mend: '请重填数值' },
  'date-doubt': { severity: 'refused', what: '{raw} 是普通数字，不能确定是哪一天', mend: '请写成 2024-12-16 的样子' },
  'not-a-date': { severity: 'refused', what: '“{raw}”不是日期', mend: '请写成 2024-12-16 的样子' },
  'not-yes-no': { severity: 'refused', what: '“{raw}”不是“是”或“否”', mend: '请从下拉框选' },
  'not-an-option': { severity: 'refused', what: '“{raw}”不在选项之中', mend: '请从下拉框选：{options}' },
  'not-allowed': { severity: 'refused', what: '{fault}', mend: '{how}' },
  'merged-cells': { severity: 'refused', what: '{raw} 是合并单元格，只有左上一格有值', mend: '请取消合并，逐格填写' },
  // a row that is not taken
  'unknown-town': { severity: 'refused', what: '“{raw}”不在本单位的小镇之列，整行没有采用', mend: '请只填模板里已有的小镇；确应增加的，请先办理登记' },
  'no-town': { severity: 'refused', what: '第 {row} 行没有小镇编号和名称，整行没有采用', mend: '请恢复编号、名称，或清空这一行' },
  'duplicate-town': { severity: 'refused', what: '“{raw}”出现在第 {first} 行和第 {row} 行，两行都没有采用', mend: '请只保留一行' },
  'town-mismatch': { severity: 'refused', what: '编号是“{id}”，名称却是“{raw}”，整行没有采用', mend: '请核对这一行是哪个小镇，把编号或名称改正' },
  // the sheet
  'missing-column': { severity: 'refused', what: '缺少 {raw} 一栏，没有采用这一项', mend: '请用完整的模板' },
  'duplicate-column': { severity: 'refused', what: '{raw} 出现在 {first} 列和 {second} 列，两列都没有采用', mend: '请只保留一列' },
  'missing-town': { severity: 'refused', what: '表中没有“{raw}”，它的各项没有导入', mend: '请用完整的模板，不要删行' },
  'unknown-column': { severity: 'warning', what: '不认识“{raw}”一栏，没有采用', mend: '本系统的栏目由模板给定，补充情况请写在“说明”一栏' },
  'hidden-row': { severity: 'warning', what: '第 {row} 行是隐藏的，已照常读取', mend: '请取消隐藏，核对后再报' },
  'hidden-column': { severity: 'warning', what: '{raw} 列是隐藏的，已照常读取', mend: '请取消隐藏，核对后再报' },
  'extra-sheet': { severity: 'warning', what: '多出工作表“{raw}”，没有读取', mend: '数据请填在“填报表”' },
  'text-number': { severity: 'note', what: '“{raw}”是文字，按 {value} 采用', mend: '请核对' },
  'percent-format': { severity: 'note', what: '单元格是百分比格式，按 {value}% 采用', mend: '请核对' },
  'text-date': { severity: 'note', what: '“{raw}”按 {value} 采用', mend: '请核对' },
  'worked-out': { severity: 'note', what: '填的是 {raw}，系统算得 {value}，以系统算的为准', mend: '这一栏由公式得出，不必填写' },
  'by-name': { severity: 'note', what: '没有编号，按名称“{raw}”认出', mend: '请核对' },
} as const
export type ImportCode = keyof typeof importProblems

export type ImportSeverity = (typeof importProblems)[ImportCode]['severity']

/** One thing that is wrong, and where. `cell` is empty for what concerns the whole sheet. */
export type ImportProblem = {
  severity: ImportSeverity
  code: ImportCode
  sheet: string
  cell: string
  /** as numbered on the sheet; 0 where no row is meant */
  row: number
  town: string | null
  indicator: string | null
  /** 主导产业占比, 编号 */
  field: string
  message: string
  mend: string
  /** what stood there */
  raw: string
}

export type Params = Readonly<Record<string, string | number>>

/** Message and remedy of a code with its parameters. */
export function wordsOf(code: ImportCode, params: Params): Pick<ImportProblem, 'severity' | 'message' | 'mend'> {
  const { severity, what, mend } = importProblems[code]
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
  return { severity, message: fill(what), mend: fill(mend) }
}
