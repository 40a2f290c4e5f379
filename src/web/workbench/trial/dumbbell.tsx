// Where a rank moves to when the weights err: 5 % to 95 % of the draws, on the scale of all ranks.
import type { UnitRobustness } from '#core/evaluation/robustness/robustness.ts'

const at = (rank: number, most: number): string => `${(1.5 + (97 * (rank - 1)) / Math.max(1, most - 1)).toFixed(2)}%`

export function Dumbbell({ rank, most }: { rank: UnitRobustness['rank']; most: number }) {
  if (!rank) return <>—</>
  const [low, high] = [Math.round(rank.p5), Math.round(rank.p95)]
  return (
    <span className="dumbbell">
      <svg height="20" role="img" aria-label={`名次 ${low} 到 ${high}，现在 ${rank.official}`}>
        <line className="reach" x1={at(rank.p5, most)} x2={at(rank.p95, most)} y1="10" y2="10" />
        <circle cx={at(rank.p5, most)} cy="10" r="3.5" /><circle cx={at(rank.p95, most)} cy="10" r="3.5" />
        <line className="now" x1={at(rank.official, most)} x2={at(rank.official, most)} y1="3" y2="17" />
      </svg>
      <span className="n">{low}–{high}</span>
    </span>
  )
}

export function RankAxis({ most }: { most: number }) {
  const ticks = most < 4 ? [1, most] : [1, Math.round(most / 2), most]
  return <svg className="rank-axis" height="12" aria-hidden="true">{ticks.map((tick, i) => <text key={tick} x={at(tick, most)} y="10" textAnchor={i === 0 ? 'start' : i === ticks.length - 1 ? 'end' : 'middle'}>{tick}</text>)}</svg>
}
