import { createTheme, type CSSVariablesResolver } from '@mantine/core';

export const theme = createTheme({
  fontFamily: "'Pretendard Variable', Pretendard, -apple-system, 'Apple SD Gothic Neo', 'Noto Sans KR', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans Mono CJK KR', monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { md: '1.6' },
  primaryColor: 'indigo',
  // white on these shades reaches 4.5:1
  primaryShade: { light: 7, dark: 8 },
  defaultRadius: 'md',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
  },
});

/** Mantine's own greys for secondary text stay below 4.5:1 on our surfaces. */
export const resolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c2026',
    '--mantine-color-dimmed': '#565e68',
    '--mantine-color-placeholder': '#656d77',
    '--mantine-color-error': '#b3261e',
  },
  dark: {
    '--mantine-color-body': '#1d2025',
    '--mantine-color-text': '#e4e7eb',
    '--mantine-color-dimmed': '#a5acb6',
    '--mantine-color-placeholder': '#9aa1ab',
    '--mantine-color-error': '#ff9d96',
  },
});
