// The workbench in the browser.
import './styles/workbench.css'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { router } from './app/router.tsx'

createRoot(document.getElementById('workbench') as HTMLElement).render(<RouterProvider router={router} />)
