import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The teal of the documents; shade 8 carries white text, shade 3 is the accent on dark pages. */
const teal: MantineColorsTuple = ['#eef7f5', '#d9ece9', '#b3d9d4', '#7fc4bc', '#4fa79e', '#2f8b82', '#1c746c', '#0f625d', '#0b5351', '#07403e'];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 6 },
  colors: { teal },
  fontFamily: '"Noto Sans", system-ui, sans-serif',
  headings: { fontFamily: '"Noto Sans", system-ui, sans-serif', fontWeight: '600', sizes: { h1: { fontSize: '1.75rem', lineHeight: '1.25' }, h2: { fontSize: '1.125rem', lineHeight: '1.4' } } },
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: { Anchor: { defaultProps: { underline: 'always' } } },
});

/** Dimmed text that keeps a contrast of 4.5 to 1 on both backgrounds. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-error': '#a6261b', '--mantine-color-dimmed': '#59636e', '--mantine-color-anchor': '#0b5351', '--kongsi-tint': '#f0f5f4', '--kongsi-line': '#d9dee3', '--kongsi-good': '#0b5351', '--kongsi-bad': '#a6261b', '--kongsi-page': '#f7f9f9' },
  dark: { '--mantine-color-error': '#ff9b8f', '--mantine-color-dimmed': '#a9b4bf', '--mantine-color-anchor': '#7fc4bc', '--kongsi-tint': '#1f2a31', '--kongsi-line': '#37424d', '--kongsi-good': '#7fc4bc', '--kongsi-bad': '#ff9b8f', '--kongsi-page': '#14191d', '--mantine-color-body': '#181e23' },
});
