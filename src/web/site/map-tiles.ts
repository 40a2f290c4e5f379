// Where a place stands on the drawn tile map: column and row of its tile. A drawing, not a survey;
// a place without a tile is listed below the map.
export const tiles: Record<string, readonly [column: number, row: number]> = {
  220800: [0, 0], 220700: [1, 0],
  220381: [0, 1], 220100: [1, 1], 220200: [2, 1], 222400: [3, 1],
  220300: [0, 2], 220400: [1, 2], 220581: [2, 2], cbs: [3, 2],
  220500: [1, 3], 220600: [2, 3],
}
