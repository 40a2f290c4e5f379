import { z } from 'zod'

export const PlainDateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
