import { z } from 'zod'
import { parsePlainDate } from './plain-date.ts'

export const PlainDateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '应是日期，写成 2024-12-16').refine(text => parsePlainDate(text).ok, '没有这一天')
