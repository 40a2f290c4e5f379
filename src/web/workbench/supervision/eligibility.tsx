// Whether a town may ask for money: every condition, met or not, why, and by which article.
import { Mark } from '../../site/ui/marks.tsx'
import type { Views } from './data.ts'

export function EligibilityList({ conditions }: { conditions: Views['supports']['eligibility'] }) {
  const unmet = conditions.filter(({ met }) => !met).length
  return (
    <div className="eligibility">
      <p><b>{unmet ? `现在不能申请：${unmet} 条没有达到` : '各条都达到，可以申请'}</b></p>
      <ul>{conditions.map(({ id, label, met, why, article }) => <li key={id} className={met ? 'met' : 'unmet'}><span className="marked"><Mark code={met ? 'listed' : 'error'} />{met ? '达到' : '没有达到'}</span><span><b>{label}</b>{why === label ? null : why}</span><small>{article}</small></li>)}</ul>
    </div>
  )
}
