import { describe, expect, it } from 'vitest'
import { downloadAddress, readTownsView, townsInput, townsParams } from './towns-view.ts'
import { address, withQuery } from '../address.ts'

const read = (query: string) => readTownsView(new URLSearchParams(query))

describe('the list page’s address', () => {
  it('without anything shows what is listed, by place', () => {
    expect(townsInput(read(''), 100)).toEqual({ status: ['listed'], sort: 'place', page: 1, size: 100 })
  })

  it('takes repeated and comma-separated choices alike', () => {
    expect(read('grade=basic&grade=excellent').filters.grade).toEqual(['basic', 'excellent'])
    expect(read('grade=basic,excellent').filters.grade).toEqual(['basic', 'excellent'])
  })

  it('status=all asks for every status', () => {
    expect(townsInput(read('status=all'), 100)).not.toHaveProperty('status')
  })

  it('survives nonsense', () => {
    expect(read('sort=drop&page=-3&hide=name,since,x')).toMatchObject({ sort: 'place', page: 1, hidden: ['since'] })
    expect(read('page=2.9').page).toBe(2)
  })

  it('read and written again is the same view', () => {
    const view = read('q=梅花鹿&prefecture=a,b&type=建制镇&status=all&sort=-grade&page=3&hide=since')
    const again = readTownsView(new URLSearchParams(withQuery('/towns', townsParams(view)).split('?')[1]))
    expect(again).toEqual(view)
  })

  it('a download holds the filters and the day, not the page', () => {
    expect(downloadAddress('csv', read('grade=basic&page=2'), { valid: '2024-12-15', known: null })).toBe('/api/public/towns.csv?grade=basic&status=listed&valid=2024-12-15')
  })
})

describe('addresses', () => {
  it('keep the time machine and leave out what is empty', () => {
    expect(address('/towns', { valid: '2019-06-01', known: null }, { q: '', batch: [] })).toBe('/towns?valid=2019-06-01')
  })
})
