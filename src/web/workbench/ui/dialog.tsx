// A dialog: what it asks stands in it, its buttons too. The page behind is not held still, which would need styles that
// the page's policy forbids.
import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { useReturnFocus } from './use-return-focus.ts'

type Props = { title: ReactNode; width?: number; onClose: () => void; /** a click beside it does not close it, which would lose what was typed */ firm?: boolean; children: ReactNode }

export function Dialog({ title, width = 520, onClose, firm = true, children }: Props) {
  useReturnFocus()
  return <Modal open title={title} width={width} footer={null} onCancel={onClose} scrollLock={false} mask={{ closable: !firm }} destroyOnHidden className="dialog">{children}</Modal>
}
