// Our tokens on the component library, light and dark; the same values as styles/tokens.css.
import { theme, type ThemeConfig } from 'antd'
import { useSyncExternalStore } from 'react'

const light = { ink: '#1f2328', quiet: '#57606a', line: '#d8dee4', paper: '#ffffff', wash: '#f6f8fa', brand: '#1c5d99', red: '#b3261e', amber: '#b07908', green: '#0b7a4b' }
const dark = { ink: '#e7eaee', quiet: '#a5adb8', line: '#343b44', paper: '#14171b', wash: '#1b2026', brand: '#86b9e8', red: '#f29a92', amber: '#e0ad4a', green: '#5cc796' }

const night = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)')

export function useTheme(): ThemeConfig {
  const isDark = useSyncExternalStore(tell => {
    night?.addEventListener('change', tell)
    return () => night?.removeEventListener('change', tell)
  }, () => night?.matches ?? false)
  const colours = isDark ? dark : light
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colours.brand, colorInfo: colours.brand, colorLink: colours.brand, colorError: colours.red, colorWarning: colours.amber, colorSuccess: colours.green,
      colorText: colours.ink, colorTextSecondary: colours.quiet, colorTextTertiary: colours.quiet, colorTextDescription: colours.quiet, colorTextPlaceholder: colours.quiet, colorBorder: colours.line, colorBorderSecondary: colours.line,
      colorBgContainer: colours.paper, colorBgElevated: colours.paper, colorBgLayout: colours.wash, ...(isDark ? { colorTextLightSolid: colours.paper } : {}),
      fontFamily: '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif', fontSize: 14, borderRadius: 4, controlHeight: 30, wireframe: false,
      boxShadowSecondary: '0 8px 28px rgb(31 35 40 / .14)', motionDurationMid: '0.12s', motionDurationSlow: '0.16s',
    },
    components: { Tabs: { horizontalMargin: '0', titleFontSize: 14, horizontalItemGutter: 24 }, Segmented: { trackBg: isDark ? dark.line : '#eaeef2' }, Button: { primaryShadow: 'none', defaultShadow: 'none' }, Drawer: { paddingLG: 20 } },
  }
}
