import { describe, expect, it } from 'vitest'
import { industriesFrom } from './industry.ts'

const { of } = industriesFrom({ 茶业: ['白茶', '茶'], 旅游: ['茶旅', '古镇'], 教育: ['教育'], 研学: ['营地教育'] })

describe('industry from a name', () => {
  it.each([
    ['云溪市北坡白茶小镇', ['茶业']],
    ['云溪市古镇白茶小镇', ['茶业', '旅游']],
    ['云溪市北坡茶旅小镇', ['旅游']],
    ['云溪市营地教育小镇', ['研学']],
    ['云溪市营地教育与教育小镇', ['教育', '研学']],
    ['云溪市石桥小镇', []],
  ])('%s → %j', (name, industries) => {
    expect(of(name)).toEqual(industries)
  })
})
