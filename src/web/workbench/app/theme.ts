// Our tokens on the component library, light and dark; the same values as styles/tokens.css.
import { theme, type ThemeConfig } from 'antd'
import { useSyncExternalStore } from 'react'

const light = { ink: '#1f2328', quiet: '#57606a', line: '#d8dee4', paper: '#ffffff', wash: '#f6f8fa', brand: '#1c5d99', red: '#b3261e', amber: '#b07908', green: '#0b7a4b', redWash: '#fdf3f2', redLine: '#eec5c1', amberWash: '#fdf7ea', amberLine: '#e6d3a8', greenWash: '#eef7f2', greenLine: '#b5d9c8', brandWash: '#eef4fa', brandLine: '#c1d6ea' }
const dark = { ink: '#e7eaee', quiet: '#a5adb8', line: '#343b44', paper: '#14171b', wash: '#1b2026', brand: '#86b9e8', red: '#f29a92', amber: '#e0ad4a', green: '#5cc796', redWash: '#2b1c1b', redLine: '#5c3733', amberWash: '#2a2418', amberLine: '#55472a', greenWash: '#17261f', greenLine: '#2f4f40', brandWash: '#1a2733', brandLine: '#31495f' }

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
      colorErrorBg: colours.redWash, colorErrorBorder: colours.redLine, colorWarningBg: colours.amberWash, colorWarningBorder: colours.amberLine, colorSuccessBg: colours.greenWash, colorSuccessBorder: colours.greenLine, colorInfoBg: colours.brandWash, colorInfoBorder: colours.brandLine,
      fontFamily: '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif', fontSize: 14, borderRadius: 4, controlHeight: 30, wireframe: false,
      boxShadowSecondary: '0 8px 28px rgb(31 35 40 / .14)', motionDurationMid: '0.12s', motionDurationSlow: '0.16s',
    },
    components: { Tabs: { horizontalMargin: '0', titleFontSize: 14, horizontalItemGutter: 24 }, Segmented: { trackBg: isDark ? dark.line : '#eaeef2' }, Button: { primaryShadow: 'none', defaultShadow: 'none' }, Drawer: { paddingLG: 20 } },
  }
}
