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
  'setting.unknown': '规则里没有“{setting}”这一项设定。可以设定的有：{known}。',
  'setting.value': '设定“{setting}”不能取“{value}”，可以取：{allowed}。',
  'departure.reason': '改变拟办结果须写明理由（{town}：由“{proposed}”改为“{decided}”）。请补充理由。',
  'departure.outcome': '规则里没有“{outcome}”这种结果。可以选：{known}。',
  'departure.needed': '“{town}”规则没有给出结果（{why}），须由人决定。请选定结果并写明理由。',
  'season.unknown': '没有评估年度“{season}”。现有：{known}。',
  'season.exists': '评估年度“{season}”已经启动。请直接继续办理。',
  'season.stage': '现在不能“{action}”：本年度{stage}，须在{needed}时办理。',
  'season.publicity': '公示期内不能复核（至 {until}）。请在公示期满后办理。',
  'season.publicity-over': '公示期已过（至 {until}），不能再提出异议；可以申请复查。',
  'season.publicity-days': '公示日期有误：自 {from} 至 {until}。起始日不能早于今天，截止日不能早于起始日。',
  'season.objections': '还有 {count} 件异议没有裁定。请先裁定。',
  'season.objection': '没有编号为“{id}”的待裁定异议。请核对编号。',
  'season.town': '“{town}”不在本年度的小镇之中。请核对名称。',
  'season.rules': '项目“{programme}”没有可用于 {year} 年度的规则。请先编写规则。',
  'season.scheme': '项目“{programme}”没有指标体系“{scheme}”。现有：{known}。',
  'season.data': '评分数据有 {count} 处错误，没有采用。请逐处改正后重报：{first}',
  'season.data-towns': '评分数据与登记簿对不上：{why}。请补齐或改正名称。',
  'season.cut': '“{group}”{side}不能定为 {count} 个：不拆并列时可以是 {candidates}。',
  'season.open-towns': '还有 {count} 个小镇规则没有给出结果：{towns}。请逐个决定，并写明理由。',
  'season.content': '决定的内容在复核之后有变动，不能审定。请退回重新复核。',
  'season.notice-errors': '公文草稿有 {count} 处错误，不能签发：{first}',
  'season.notice-lists': '公文的名单与审定的决定不一致：{why}。请改正草稿，或退回重新决定。',
  'season.number': '文号“{number}”不合格式或已用过。请写成 机关代字〔年〕序号号。',
  'season.id': '“{text}”不是评估年度的编号。请写成 项目编号/年份，如 示例-茶镇/2023。',
  'document.unknown': '登记簿里没有文件“{document}”。',
  'document.font': '排版程序不认识字体“{families}”。请把字体目录里的这个文件换成普通的 TTF 或 OTF 字体，或移走它。',
  'document.glyph': '现有字体里没有这些字：{characters}（{codes}）。请在字体目录放入有这些字的字体（见运维手册“字体”一节），或改用通用规范汉字。',
  'scheme.invalid': '指标体系有误：{where}。',
  'weights.invalid': '权重“{text}”不能用。请写成 0 或正的小数。',
  'weights.sum': '权重合计 {sum}，应为 {total}。请改到合计相等。',
  'weights.no-variation': '各项指标在所有镇之间都没有差别，由数据定不出权重。请改用专家定权，或检查数据。',
  'weights.negative': '第 {column} 项指标有{what}，{method}不能用。请先换算成正向分值，或改用别的定权方法。',
  'judgements.size': '判断矩阵须是 1 至 15 阶的方阵，现为 {rows} 行 {columns} 列。请补齐或拆分。',
  'judgements.not-reciprocal': '判断矩阵第 {row} 行第 {column} 列是 {value}，与对角位置的 {other} 不互为倒数。请核对这一对判断。',
  'judgements.scale': '判断矩阵第 {row} 行第 {column} 列是 {value}，不在 1/9 至 9 之间。请按九级标度填写。',
  'judgements.names': '{of}的判断矩阵是 {size} 阶，而这里有 {expected} 项。请使行列与项目一一对应。',
  'judgements.inconsistent': '{of}的判断矩阵一致性比率为 {cr}，不小于 0.10；最矛盾的三项是 {worst}。请修改判断，或在 accepted 中写明采用的理由。',
  'weights.experts': '组合赋权缺少专家权重：{missing}。请在 weighting.experts 中补齐。',
  'judgements.none': '没有专家的判断可以合并。请至少录入一份。',
  'panel.too-few': '专家打分只有 {count} 份，至少要 {least} 份。请补充专家。',
  'programme.unknown': '没有项目“{programme}”。现有：{known}。',
  // reports by period
  'data-set.invalid': '报表有误：{where}。',
  'reporting.not-your-turn': '现在不能“{act}”：报表{state}。可以办理的是：{holder}。',
  'reporting.content-changed': '内容在您查看之后有改动，您看到的不是现在的内容。请刷新，核对改动后再办。',
  'reporting.findings': '还有 {count} 处问题没有解决（错误须改正，存疑须在“说明”一栏写明原因）。请逐条处理后再报。',
  'reporting.departments': '还缺部门确认：{departments}。请等他们确认各自的指标后再办。',
  'reporting.return-to': '只能退回给下面的环节：{levels}。请另选。',
  'reporting.reason': '“{act}”须写明理由。请补充。',
  'reporting.locked': '有 {count} 处已报送，不能改动（首处：{first}）。请先申请解锁，写明理由、范围和期限。',
  'reporting.unchanged': '内容与已保存的完全相同，没有重复保存。',
  'reporting.unlock-scope': '申请解锁须写明范围。请选定要改的小镇和指标。',
  'reporting.unlock-until': '解锁期限 {until} 已过。请写今天或以后的日期。',
  'reporting.unlock-none': '没有待处理的解锁申请。请刷新后再看。',
  'reporting.unlock-free': '这份报表还没有报送或已退回，可以直接修改，不必申请解锁。',
  'reporting.not-template': '文件 {file} 不是本系统的填报模板：{why}。请下载“{dataSet}”{period}的模板，把数据填进去再交。',
  'reporting.wrong-template': '文件 {file} 的{what}是“{found}”，而这里要的是“{expected}”。请换用“{expected}”的模板。',
  'reporting.choice': '有 {refused} 格不能采用（可采用 {accepted} 格）。请改正后重新导入，或明确选择“只导入可用的”。',
  'reporting.nothing-new': '文件里的数据与已保存的完全相同，没有改动。',
  'reporting.reading': '读取文件 {file} 时{why}，已停止，没有导入任何数据。请拆分后再试。',
  // database
  'database.in-use': '数据目录 {folder} 正被另一个镇谱进程使用（进程 {pid}）。请先停止它，或用 ZHENPU_DATA 指定另一个目录。',
  'database.not-writable': '数据目录 {folder} 不能写入：{why}。请修改权限，或用 ZHENPU_DATA 指定另一个目录。',
  'database.unreachable': '连不上数据库：{why}。请检查 DATABASE_URL。',
  'database.too-old': '数据库是 PostgreSQL {version}，至少需要 15。',
  'database.no-package': '没有适合 {platform} 的内置 PostgreSQL。请用 DATABASE_URL 指向一台 PostgreSQL 15 以上的服务器。',
  'port.in-use': '端口 {port} 已被占用。请停止占用它的程序，或用 PORT 指定另一个端口。',
  // sign-in and accounts
  'access.signed-out': '请先登录。',
  'access.disabled': '您的账户已停用。如有疑问，请联系系统管理员。',
  'access.no-post': '您目前没有任何任职，不能办理业务。请联系安全管理员授予角色。',
  'access.no-permission': '“{permission}”不在您的职责内（您是{roles}）。可以办理的是：{holders}。',
  'access.out-of-scope': '这不在您“{permission}”的管辖范围内。请由有管辖权的单位办理。',
  'access.unknown-target': '没有找到您要的内容。请核对地址，或从清单重新进入。',
  'access.conflict': '一个人不能同时是{first}和{second}：{why}（职责分离第{rule}条）。请安全管理员先收回其中一个。',
  'access.separation': '您不能办理“{permission}”：{why}（职责分离第{rule}条）。请由他人办理。',
  'access.confirm': '“{permission}”要再次确认身份。请用动态口令或通行密钥确认后再办，您填写的内容仍在。',
  'access.cross-site': '这个请求来自别的网站（{origin}），没有执行。请从本系统的页面操作。',
  'sign-in.failed': '用户名或口令不对。请核对后再试；忘记口令请系统管理员发一次性链接。',
  'sign-in.wait': '连续失败次数较多，请 {seconds} 秒后再试。账户没有被锁定。',
  'sign-in.code': '请再输入动态口令（6 位数字）。',
  'factor.wrong': '验证没有通过。请核对时间是否准确，用新的一次动态口令或通行密钥再试。',
  'factor.missing': '您还没有第二种验证方式。请先在“我的账户”登记动态口令或通行密钥。',
  'password.weak': '这个口令不能用：{why}。',
  'password.expired': '口令已用满 {days} 天，须更换后才能登录。请一并填写新口令。',
  'passkey.failed': '通行密钥没有通过验证：{why}。请重试，或改用口令登录。',
  'oidc.off': '没有配置统一身份认证。请用口令或通行密钥登录。',
  'oidc.failed': '统一身份认证没有通过：{why}。请重新从登录页开始，或改用口令登录。',
  'invitation.invalid': '这个一次性链接无效、已用过或已过期。请系统管理员另发一个。',
  'account.exists': '用户名“{username}”已有人用。请换一个。',
  'account.unknown': '没有账户“{account}”。请从账户清单中选。',
  'organisation.unknown': '没有单位“{organisation}”。请从单位清单中选。',
  'organisation.invalid': '单位有误：{why}。',
  'role.unknown': '没有角色“{role}”。可以用：{known}。',
  'post.invalid': '任职有误：{why}。',
  'post.unknown': '没有这条任职“{post}”，或它已办结。请刷新后再看。',
  'demo.folder': '数据目录 {folder} 是演示数据，不能当作正式登记使用。请换一个目录，或用 --demo 启动。',
  'demo.real-folder': '数据目录 {folder} 里是正式登记，不能用作演示。请换一个目录。',
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
