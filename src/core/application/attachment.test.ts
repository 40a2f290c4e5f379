import { describe, expect, it } from 'vitest'
import { attachmentsIn } from './attachment.ts'

const file = (name: string): object => ({ hash: `sha256:${'a'.repeat(64)}`, name, type: 'application/pdf', size: 3 })

describe('attachments in a content', () => {
  it('are found wherever a field holds them', () => {
    expect(attachmentsIn({ plan: file('方案.pdf'), proofs: [file('证明.pdf'), { inner: file('内.pdf') }], other: [1, 'x', null] }).map(one => one.name)).toEqual(['方案.pdf', '证明.pdf', '内.pdf'])
  })
  it('are none where nothing looks like one', () => {
    expect(attachmentsIn({ hash: 'sha256:1', name: 'x' })).toEqual([])
  })
})
