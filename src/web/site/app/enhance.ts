// Makes the plain pages feel instant. Everything here is an addition: without it every link and form still works.
import '../styles/site.css'
import { rememberColumns } from './columns.ts'
import { copyRows } from './copy.ts'
import { moveInTable, openSearch } from './keys.ts'
import { closeMenus } from './menus.ts'
import { slide } from './rail.ts'
import { suggest } from './suggest.ts'
import { swapLinksAndForms } from './swap.ts'

document.documentElement.classList.add('scripted')
swapLinksAndForms()
rememberColumns()
suggest()
slide()
copyRows()
moveInTable()
openSearch()
closeMenus()
