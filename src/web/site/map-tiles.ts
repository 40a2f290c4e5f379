// Where a place stands on the drawn tile maps 示意图: column and row of its tile. A drawing, not a survey;
// a place without a tile is listed below the map.

export type TilePlace = readonly [column: number, row: number]

/** One tile for each group of the lists: the prefectures, and the places the lists set apart. */
export const tiles: Record<string, TilePlace> = {
  220800: [0, 0], 220700: [1, 0],
  220381: [0, 1], 220100: [1, 1], 220200: [2, 1], 222400: [3, 1],
  220300: [0, 2], 220400: [1, 2], 220581: [2, 2], cbs: [3, 2],
  220500: [1, 3], 220600: [2, 3],
}

/**
 * One tile for each county, north up. A prefecture's code is its 市区: the urban districts share that tile,
 * and so do its towns whose names tell no district.
 */
export const countyTiles: Record<string, TilePlace> = {
  220821: [1, 0],
  220881: [0, 1], 220800: [1, 1], 220882: [2, 1], 220700: [3, 1], 220781: [4, 1],
  220822: [1, 2], 220723: [2, 2], 220721: [3, 2], 220183: [4, 2], 220182: [5, 2],
  220722: [2, 3], 220122: [3, 3], 220100: [4, 3], 220113: [5, 3], 220283: [6, 3],
  220382: [2, 4], 220184: [3, 4], 220381: [3, 4], 220112: [4, 4], 220273: [5, 4], 220200: [6, 4], 220281: [7, 4], 222424: [9, 4],
  220322: [2, 5], 220323: [3, 5], 220284: [4, 5], 220221: [5, 5], 220282: [6, 5], 222403: [7, 5], 222426: [8, 5], 222401: [9, 5], 222402: [10, 5], 222404: [11, 5],
  220300: [2, 6], 220422: [3, 6], 220421: [4, 6], 220523: [5, 6], 220622: [6, 6], 220621: [7, 6], cbs: [8, 6], 222405: [9, 6], ylt: [10, 6],
  220400: [3, 7], 220581: [4, 7], 220524: [5, 7], 220605: [6, 7], 220681: [7, 7], 220623: [8, 7], 222406: [9, 7],
  220521: [4, 8], 220500: [5, 8], 220600: [6, 8],
  220582: [5, 9],
}

/** A town's tile on the county map, from its codes; null where neither has one. */
export function countyTileOf({ division, prefecture }: { division: string | null; prefecture: string | null }): TilePlace | null {
  return countyTiles[division ?? ''] ?? countyTiles[prefecture ?? ''] ?? null
}
