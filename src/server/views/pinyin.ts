// Names are sorted by how they are read. The database cannot do it (its collations read 长春 as zhǎng chūn), so the
// key is made here and stored.
import { customPinyin, pinyin } from 'pinyin-pro'

// Place names whose reading a dictionary gets wrong.
customPinyin({ 长春: 'cháng chūn', 长白: 'cháng bái', 长岭: 'cháng lǐng', 珲春: 'hún chūn', 桦甸: 'huà diàn', 乾安: 'qián ān', 洮南: 'táo nán', 柳河: 'liǔ hé', 大安: 'dà ān' })

/** `chang2 chun1 …`: sorts by syllable, then tone. */
export function sortKey(name: string): string {
  return pinyin(name, { toneType: 'num', nonZh: 'consecutive', v: true })
}
