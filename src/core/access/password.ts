// What a password must be, by the profile in access.yaml; and how long to wait after failures.
import { type Problem, problem } from '../base/problem.ts'
import type { PasswordProfile, Throttle } from './policy.ts'

/** Why a password will not do; null where it does. `near` holds words it must not contain: user name, name, the product. */
export function passwordProblem(password: string, { minimum, maximum, kinds }: PasswordProfile, near: readonly string[]): Problem | null {
  const characters = [...password.normalize('NFKC')]
  const plain = password.normalize('NFKC').toLowerCase()
  const word = near.find(other => other.length >= 3 && plain.includes(other.toLowerCase()))
  const why = characters.length < minimum ? `要 ${minimum} 个字符以上，现在 ${characters.length} 个`
    : characters.length > maximum ? `不能超过 ${maximum} 个字符`
    : kindsOf(characters) < kinds ? `大写、小写、数字、符号至少要有 ${kinds} 种`
    : new Set(characters).size < 5 ? '重复的字符太多'
    : isRun(characters) ? '是连续的字符'
    : common.some(other => plain.replaceAll(/[^a-z]/g, '') === other || plain.startsWith(other) && characters.length - other.length < 6) ? '太常见，容易被猜到'
    : word ? `不要包含“${word}”`
    : null
  return why ? problem('password.weak', { why }) : null
}

/** The rule in words, for the page that asks for a password. */
export function passwordRule({ minimum, kinds, expiresAfter, former }: PasswordProfile): string {
  return [`${minimum} 个字符以上`, ...(kinds > 1 ? [`大写、小写、数字、符号至少 ${kinds} 种`] : ['可以是一句话']), '不含用户名和姓名', ...(expiresAfter ? [`每 ${expiresAfter} 天更换`] : []), ...(former ? [`不同于前 ${former} 个`] : [])].join('，')
}

/** Seconds still to wait when the last of so many failures was `elapsed` seconds ago; never more than `longest`. */
export function waitAfter({ free, first, factor, longest, forget }: Throttle, failures: number, elapsed: number): number {
  if (elapsed >= forget * 60 || failures <= free) return 0
  return Math.max(0, Math.ceil(Math.min(longest, first * factor ** (failures - free - 1)) - elapsed))
}

function kindsOf(characters: readonly string[]): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter(kind => characters.some(character => kind.test(character))).length
}

/** 123456…, abcdef…, and their reverse. */
function isRun(characters: readonly string[]): boolean {
  const codes = characters.map(character => character.codePointAt(0) as number)
  return [1, -1].some(step => codes.every((code, index) => index === 0 || code - (codes[index - 1] as number) === step))
}

const common = ['password', 'passw', 'qwertyuiop', 'qwerty', 'asdfghjkl', 'iloveyou', 'admin', 'administrator', 'welcome', 'letmein', 'woaini', 'zhenpu', 'changeme', 'woaizhongguo']
