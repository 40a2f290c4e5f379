// zhenpu VERB … — one file per verb, loaded when it is called.
import { Command, CommanderError, Option } from 'commander'
import { messageOf, Refusal } from '#core/base/problem.ts'
import { inChinese } from './chinese.ts'

const program = new Command('zhenpu').description('镇谱：省级小镇清单的登记与评估').version('0.1.0', '-V, --version', '版本')
  .helpOption('-h, --help', '用法').helpCommand(false).showHelpAfterError('（用 --help 看用法）')
const json = (): Option => new Option('--json', '只在标准输出打印一个 JSON 文档')
const programme = (): Option => new Option('--programme <id>', '项目编号；不填为第一个项目')
const valid = (): Option => new Option('--valid <日期>', '截至哪一天；不填为今天')
const known = (): Option => new Option('--known <日期或时刻>', '截至何时所知；不填为现在')

type Verb = (...words: never[]) => Promise<number>
/** Loads a verb's file only when it runs; what it returns is the exit code. */
const run = (load: () => Promise<Verb>) => async (...words: unknown[]): Promise<void> => {
  const verb = await load()
  process.exitCode = await verb(...(words.slice(0, -1) as never[]))
}

program.command('serve').description('启动网站与接口').option('--dev', '开发：每次启动都重新构建').option('--demo', '演示：另用一个数据目录，每个角色一个演示账户').action(run(async () => (await import('./verbs/serve.ts')).serve))

const notice = program.command('notice').description('读取、校核通报与名单')
notice.command('read <文件>').description('通报或名单（txt、docx）→ 结构').addOption(json()).addOption(programme()).action(run(async () => (await import('./verbs/notice.ts')).read))
notice.command('check <文件>').description('对照自身、登记簿与规则校核').addOption(json()).addOption(programme()).action(run(async () => (await import('./verbs/notice.ts')).check))

const register = program.command('register').description('登记簿')
register.command('list').description('截至某日、按某时所知的清单').addOption(programme()).addOption(valid()).addOption(known()).option('--status <状态>', '在册以外的状态：unconfirmed、withdrawn、eliminated、all').addOption(json()).action(run(async () => (await import('./verbs/register.ts')).list))
register.command('show <小镇>').description('一个小镇：编号或任一名称').addOption(valid()).addOption(known()).addOption(json()).action(run(async () => (await import('./verbs/register.ts')).show))

program.command('import <文件>').description('读入一份通报或名单；先看会改变什么，确认后才写入').addOption(programme()).option('--confirm', '确认写入').option('--by <姓名>', '确认人').option('--answers <文件>', '对问题的回答（YAML）').option('--accept-findings <理由>', '有错误发现仍写入的理由').addOption(json()).action(run(async () => (await import('./verbs/import.ts')).importNotice))
program.command('link <旧镇> <新镇>').description('判断两个小镇是否同一个').addOption(new Option('--state <判断>', 'proposed 待定、confirmed 是、rejected 不是').choices(['proposed', 'confirmed', 'rejected']).makeOptionMandatory()).requiredOption('--reason <理由>', '理由').requiredOption('--by <姓名>', '判断人').option('--document <文件编号>', '所据文件').option('--on <日期>', '生效日').action(run(async () => (await import('./verbs/link.ts')).link))
program.command('export').description('导出清单').addOption(new Option('--format <格式>', '格式').choices(['csv', 'xlsx', 'geojson', 'json']).default('csv')).option('--out <文件>', '写到文件；不填写到标准输出').addOption(programme()).addOption(valid()).addOption(known()).option('--status <状态>', '只要这些状态').addOption(json()).action(run(async () => (await import('./verbs/export.ts')).exportList))
program.command('backup').description('备份：数据库、密钥、检查点、附件合成一个目录；网站可以照常运行').option('--out <目录>', '写到哪里；不填在数据目录旁边').addOption(json()).action(run(async () => (await import('./verbs/backup.ts')).backup))
program.command('restore <目录>').description('把一份备份恢复到空的数据目录，恢复前后都核对').option('--checkpoint <文件>', '抄送在外的检查点：核对备份是否旧于它').addOption(json()).action(run(async () => (await import('./verbs/restore.ts')).restore))
program.command('rebuild').description('按登记日志重建视图').addOption(json()).action(run(async () => (await import('./verbs/rebuild.ts')).rebuild))
program.command('verify [文件]').description('不带文件：登记日志是否未被改动；带文件：年度材料包是否完好、结果能否重算').addOption(json()).option('--key <公钥>', '与公布的公钥核对').action(run(async () => {
  const [{ verify }, { verifyFile }] = await Promise.all([import('./verbs/verify.ts'), import('./verbs/verify-file.ts')])
  return (file: string | undefined, options: { json?: boolean; key?: string }) => (file === undefined ? verify(options) : verifyFile(file, options))
}))
program.command('bundle <年度>').description('一个年度的全部材料与证明，合成一个文件（.json、.json.gz，或自带核验页的 .html）').addOption(json()).requiredOption('--out <文件>', '写到哪里').action(run(async () => (await import('./verbs/bundle.ts')).bundle))
program.command('season [年度]').description('各评估年度的状态；一个年度（项目/年份）的各步与可办事项').addOption(json()).action(run(async () => (await import('./verbs/season.ts')).season))
program.command('evaluate <年度>').description('一个年度的得分、名次与稳健性').addOption(json()).option('--draws <次数>', '抽样次数', '10000').action(run(async () => (await import('./verbs/season.ts')).evaluateSeason))
program.command('decide <年度>').description('按规则提出每个小镇的结果；不加 --confirm 不写入').addOption(json()).option('--confirm', '办理下一步：拟办、复核、审定').option('--as <账户>', '由哪个账户办理').action(run(async () => (await import('./verbs/season.ts')).decide))
program.command('explain <年度> <小镇>').description('一个小镇的依据：结果、条文、规则、事实、数字').addOption(json()).option('--why-not <结果>', '为什么不是这个结果').action(run(async () => (await import('./verbs/season.ts')).explain))
program.command('letters <年度>').description('警告函、评估结果反馈、自愿退出通知的草稿（Word、PDF）；不写入登记簿').addOption(json()).requiredOption('--out <目录>', '写到哪里').requiredOption('--deadline <日期>', '警告函：整改情况报送期限').requiredOption('--review-by <日期>', '反馈：申请复核的期限').action(run(async () => (await import('./verbs/letters.ts')).letters))
program.command('replay <年度>').description('假如适用另一版规则（编号或草案文件）或设定：逐镇比较；不写入').addOption(json()).option('--rules <规则>', '规则的编号，或草案文件').option('--set <设定=值>', '改动的设定，可重复', (value: string, all: string[] = []) => [...all, value]).option('--explain', '列出改后的依据').action(run(async () => (await import('./verbs/replay.ts')).replay))
program.command('score <指标体系> <数据>').description('按指标体系给数据打分（YAML/JSON；XLSX/CSV/JSON）；不用数据库').addOption(json()).option('--explain <小镇>', '逐项列出一个小镇的计算').option('--sheets <目录>', '每个小镇写出评分表（XLSX、PDF）').option('--year <年度>', '评分表上的年度').option('--demo', '评分表标明“演示数据”').action(run(async () => (await import('./verbs/score.ts')).score))
program.command('robustness <指标体系> <数据>').description('每个判断有多稳：换权重、方法、数据重算').addOption(json()).option('--draws <次数>', '抽样次数，或 auto：抽到判断的区间不跨档为止', '10000').option('--seed <种子>', '随机种子', '20240101').option('--threads <个数>', '线程数；0 为不另开线程').option('--weights <办法>', '权重怎样抽取：box:误差、dirichlet:变异系数、simplex（任意权重）、judgements:σ（判断矩阵的误差）、experts（去掉一位专家）；不填按指标体系').option('--data-error <比例>', '没有写误差的指标，数值的相对误差').option('--aggregations <方法>', '另外抽取的合成方法，逗号分隔：geometric、harmonic、min、waspas、mpi').option('--last <数据>', '上一年的数据：两年判断同时成立的支持度').option('--sensitivity', '名次变动来自权重、方法、数据各多少').action(run(async () => (await import('./verbs/robustness.ts')).robustness))
program.command('vectors <文件夹>').description('用公开的数值算例核对评估方法').action(run(async () => (await import('./verbs/vectors.ts')).vectors))
program.command('policy').description('政策').command('check [项目]').description('证明一个项目的全部文件没有遗漏、矛盾和落空的引用，并核对用例；不用数据库').addOption(json()).option('--in <目录>', '政策所在目录；不填为随附的 policies').action(run(async () => (await import('./verbs/policy.ts')).check))
program.command('bench [名称]').description('测量性能').addOption(json()).action(run(async () => (await import('./verbs/bench.ts')).bench))
const account = program.command('account').description('账户')
account.command('invite <姓名>').description('建立账户并授予角色，得到一次性链接；已有的用户名另发链接').requiredOption('--role <角色>', '如 province-handler、prefecture、county、auditor').option('--scope <代码>', '所辖市州、县的代码；建设主体写小镇编号，可用逗号分隔').option('--username <用户名>', '不填取姓名的拼音').addOption(json()).action(run(async () => (await import('./verbs/account.ts')).invite))
account.command('list').description('账户清单').addOption(json()).action(run(async () => (await import('./verbs/account.ts')).list))
program.command('generate').description('重新生成随代码提交的文件').option('--check', '只检查是否最新').action(run(async () => (await import('./verbs/generate.ts')).generate))

inChinese(program)
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof Refusal) {
    console.error(messageOf(error.problem))
    if (process.argv.includes('--json')) console.log(JSON.stringify({ problem: error.problem, message: error.message }))
    process.exitCode = 1
  } else throw error
}
