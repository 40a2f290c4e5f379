// Figures as the workbench prints them. No digit that was not measured.

export function count(value: number): string {
  return value.toLocaleString('zh-CN')
}

/** Fixed decimals; an em dash where there is no value. */
export function fixed(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined || Number.isNaN(value) ? '—' : value.toFixed(decimals)
}

/** A share as percent. */
export function percent(share: number | null | undefined, decimals = 1): string {
  return share === null || share === undefined || Number.isNaN(share) ? '—' : `${(share * 100).toFixed(decimals)}%`
}

export function seconds(value: number): string {
  return value < 1 ? '不到 1 秒' : value < 90 ? ` ${Math.round(value)} 秒` : ` ${Math.round(value / 60)} 分钟`
}
