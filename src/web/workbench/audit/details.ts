// Details of a line, as one sentence: names of members in words, values as they are.

const words: Readonly<Record<string, string>> = {
  method: '方式', why: '原因', account: '账户', username: '用户名', name: '名称', organisation: '单位', role: '角色', post: '任职', from: '自', to: '至', until: '至', towns: '小镇', town: '小镇', assigned: '指派', division: '区划', delegator: '代', hours: '小时',
  reason: '理由', expires: '有效至', before: '原', after: '改为', endpoint: '接口', permission: '权限', code: '代码', session: '登录', passkey: '通行密钥', label: '名称', kind: '种类', sameAs: '同一人', all: '全部', home: '所属市州', external: '统一身份认证标识', ties: '利害关系',
  emergency: '应急处置', log: '日志', lines: '条数', report: '举报', parent: '上级', season: '年度', id: '编号', person: '经办', programme: '项目', year: '年度', grade: '等级', hashes: '内容摘要', batch: '批次', category: '类别', townType: '类型',
}

export function detailsOf(data: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(data).filter(([, value]) => value !== null && !(Array.isArray(value) && !value.length))
  return given.map(([key, value]) => `${words[key] ?? key} ${printed(value)}`).join(' · ')
}

function printed(value: unknown): string {
  if (Array.isArray(value)) return value.map(one => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join('、')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
