// “这个名称在清单上吗？”: one field, one button, an address as the answer.
import { paths } from '../address.ts'
import { useSite } from './site-context.ts'

export function VerifyBox({ name = '', large = false }: { name?: string; large?: boolean }) {
  const { time } = useSite()
  return (
    <form className={large ? 'verify large' : 'verify'} action={paths.verify} method="get" role="search" aria-label="名称核验">
      <label htmlFor="verify-name">这个名称在清单上吗？</label>
      <div className="field">
        <input id="verify-name" type="search" name="name" defaultValue={name} required maxLength={100} placeholder="如 梅花鹿小镇" autoComplete="off" data-suggest />
        {time.valid ? <input type="hidden" name="valid" value={time.valid} /> : null}
        {time.known ? <input type="hidden" name="known" value={time.known} /> : null}
        <button>核验</button>
      </div>
    </form>
  )
}
