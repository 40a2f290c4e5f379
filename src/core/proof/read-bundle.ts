// A bundle from JSON of unknown origin: its shape, or what is wrong with it and where.
import { z } from 'zod'
import { Bundle } from './bundle.ts'
import type { Difference } from './difference.ts'

/** An explanation is some ten levels deep; what is deeper is no bundle, and would only exhaust the stack. */
const deepest = 60
const format = Bundle.shape.format.value

export function readBundle(value: unknown): { ok: true; bundle: Bundle } | { ok: false; differences: Difference[] } {
  const fault = (where: string, message: string): Difference => ({ code: 'format', where, message })
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== format) return { ok: false, differences: [fault('format', `不是年度材料包：没有写明格式“${format}”`)] }
  if (isDeeper(value, deepest)) return { ok: false, differences: [fault('', `材料嵌套超过 ${deepest} 层，不是年度材料包`)] }
  const read = Bundle.safeParse(value, { error: z.locales.zhCN().localeError })
  // As it was read and not as it was parsed: what is hashed is what stands in the file.
  if (read.success) return { ok: true, bundle: value as Bundle }
  return { ok: false, differences: read.error.issues.slice(0, 20).map(({ path, code, message }) => {
    const where = path.join('.')
    return fault(where, `${where}：${code === 'invalid_type' && message.endsWith('undefined') ? '缺少这一项' : message}`)
  }) }
}

function isDeeper(value: unknown, levels: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= levels; depth += 1) {
    level = level.flatMap(item => (typeof item === 'object' && item !== null ? Object.values(item) : []))
    if (!level.length) return false
  }
  return true
}
