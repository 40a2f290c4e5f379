// The catalogue of everything that may be refused 不予受理. Codes are public API: clients, tests and the
// command line match on them, so a code is never renamed or reused. Messages say what is wrong, where, and
// how to mend it, in the user's language; `{name}` is filled from the problem's params.

export const problemMessages = {
  // dates and numbers
  'date.invalid': '“{text}”不是有效日期。请写成 2024年12月16日 或 2024-12-16。',
  'known.future': '“截至所知”不能晚于现在：{text}。请改为今天或更早。',
  // files
  'file.unreadable': '读不到文件 {file}：{why}。请检查路径和权限。',
  'file.empty': '文件 {file} 是空的。请换一份有内容的文件。',
  'file.too-large': '文件 {file} 大小 {size}，超过上限 {limit}。请确认是否拿错文件，或拆分后再交。',
  'file.type': '不认识 {file} 的格式（{found}）。可以用 {accepted}。',
  'file.encoding': '文件 {file} 的文字编码无法识别。请另存为 UTF-8 或 GB18030 后再试。',
  'file.bomb': '文件 {file} 解压后会超过 {limit}，已停止读取。请确认文件来源。',
  'file.broken': '文件 {file} 已损坏，读不出内容：{why}。请重新另存一份。',
  // notices
  'notice.not-a-notice': '文件 {file} 里没有找到小镇清单：{why}。请确认这是名单或通报的全文。',
  'intake.unanswered': '还有问题需要人来回答：{what}。请先作答，登记簿没有任何改动。',
  'intake.recorded': '登记簿里已有 {document}，没有重复登记。要更正其中的事实，请用更正。',
  // the register
  'register.changed': '{stream} 已被他人更新（您看到的是第 {seen} 版，现在是第 {current} 版）。请刷新后再试，您填写的内容仍在。',
  'town.unknown': '登记簿里没有“{town}”。{hint}',
  'policy.invalid': '政策文件 {file} 有误：{where}。',
  'document.unknown': '登记簿里没有文件“{document}”。',
  'scheme.invalid': '指标体系有误：{where}。',
  'weights.invalid': '权重“{text}”不能用。请写成 0 或正的小数。',
  'weights.sum': '权重合计 {sum}，应为 {total}。请改到合计相等。',
  'weights.no-variation': '各项指标在所有镇之间都没有差别，由数据定不出权重。请改用专家定权，或检查数据。',
  'weights.negative': '第 {column} 项指标有{what}，{method}不能用。请先换算成正向分值，或改用别的定权方法。',
  'judgements.size': '判断矩阵须是 1 至 15 阶的方阵，现为 {rows} 行 {columns} 列。请补齐或拆分。',
  'judgements.not-reciprocal': '判断矩阵第 {row} 行第 {column} 列是 {value}，与对角位置的 {other} 不互为倒数。请核对这一对判断。',
  'judgements.scale': '判断矩阵第 {row} 行第 {column} 列是 {value}，不在 1/9 至 9 之间。请按九级标度填写。',
  'judgements.none': '没有专家的判断可以合并。请至少录入一份。',
  'panel.too-few': '专家打分只有 {count} 份，至少要 {least} 份。请补充专家。',
  'programme.unknown': '没有项目“{programme}”。现有：{known}。',
  // database
  'database.in-use': '数据目录 {folder} 正被另一个镇谱进程使用（进程 {pid}）。请先停止它，或用 ZHENPU_DATA 指定另一个目录。',
  'database.not-writable': '数据目录 {folder} 不能写入：{why}。请修改权限，或用 ZHENPU_DATA 指定另一个目录。',
  'database.unreachable': '连不上数据库：{why}。请检查 DATABASE_URL。',
  'database.too-old': '数据库是 PostgreSQL {version}，至少需要 15。',
  'database.no-package': '没有适合 {platform} 的内置 PostgreSQL。请用 DATABASE_URL 指向一台 PostgreSQL 15 以上的服务器。',
  'port.in-use': '端口 {port} 已被占用。请停止占用它的程序，或用 PORT 指定另一个端口。',
  // requests
  'request.invalid': '请求有误：{why}。',
  'request.method': '{path} 不支持 {method}。',
  'request.not-found': '没有这个地址：{path}。',
  'bug': '系统出错了，参考号 {reference}。您填写的内容没有丢失，请稍后再试或把参考号告诉管理员。',
} as const

export type ProblemCode = keyof typeof problemMessages

export type Problem = { code: ProblemCode; params: Readonly<Record<string, string | number>> }

export function problem(code: ProblemCode, params: Problem['params'] = {}): Problem {
  return { code, params }
}

/** The problem as a sentence for the user. */
export function messageOf({ code, params }: Problem): string {
  return problemMessages[code].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '—'))
}

/** Carries a refusal through code that can only throw, such as a stream or a database callback. */
export class Refusal extends Error {
  readonly problem: Problem
  constructor(refused: Problem) {
    super(messageOf(refused))
    this.problem = refused
  }
}
