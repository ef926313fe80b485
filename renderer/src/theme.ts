import {
  ActionIcon,
  Autocomplete,
  Badge,
  Button,
  Checkbox,
  createTheme,
  defaultVariantColorsResolver,
  Menu,
  Modal,
  MultiSelect,
  Notification,
  PasswordInput,
  Popover,
  SegmentedControl,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';
import { textPill } from './components/text-pill.tsx';
import { kitTexts } from './texts/kit.ts';

/** What the colours of the kit mean here, by the names of the palette. */
const tones: ReadonlyMap<string, string> = new Map([
  ['red', 'error'],
  ['orange', 'warn'],
  ['yellow', 'warn'],
  ['green', 'ok'],
  ['teal', 'ok'],
  ['blue', 'info'],
]);

/** Tinted parts take the tints of the palette, so that a notice looks the same wherever it stands. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if (input.variant === 'filled' && input.color === 'red')
    return { ...colors, background: 'var(--danger)', hover: 'var(--danger-hover)' };
  const tone = tones.get(input.color ?? '');
  if (input.variant !== 'light' || tone === undefined) return colors;
  const tint = `var(--${tone}-bg)`;
  const hover = `color-mix(in srgb, var(--${tone}) 14%, ${tint})`;
  return { ...colors, background: tint, hover, color: `var(--${tone})` };
};

/** The list of choices scrolls by itself: the kit's scroll area in it is a region that no key reaches. */
const scrollingOptions = {
  withScrollArea: false,
  styles: { options: { maxHeight: 220, overflowY: 'auto' } },
} as const;

/** Density and colours of an IDE: 12 px text, 24–28 px controls, panel greys instead of the kit's dark tuple. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, Menlo, Consolas, monospace",
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  fontWeights: { medium: '500', bold: '600' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '14px' }, h3: { fontSize: '12px' } },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  primaryColor: 'indigo',
  variantColorResolver,
  primaryShade: { light: 7, dark: 7 },
  colors: {
    dark: [
      '#d9dce2',
      '#bcc1ca',
      '#a3aab5',
      '#7d8592',
      '#3d4149',
      '#33363d',
      '#26282e',
      '#1b1c20',
      '#17181b',
      '#121316',
    ],
  },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'sm' } }),
    Badge: Badge.extend({ defaultProps: { size: 'sm', radius: 'sm', variant: 'light', tt: 'none', fw: 500 } }),
    Button: Button.extend({ defaultProps: { size: 'compact-md', fz: 'sm' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'xs' } }),
    Autocomplete: Autocomplete.extend({ defaultProps: { ...scrollingOptions } }),
    MultiSelect: MultiSelect.extend({ defaultProps: { ...scrollingOptions } }),
    Select: Select.extend({
      defaultProps: { size: 'xs', allowDeselect: false, checkIconPosition: 'right', ...scrollingOptions },
    }),
    TagsInput: TagsInput.extend({ defaultProps: { size: 'xs', renderPill: textPill, ...scrollingOptions } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', withItemsBorders: false } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': kitTexts.dismiss } } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md' } }),
    Modal: Modal.extend({
      defaultProps: {
        closeButtonProps: { 'aria-label': kitTexts.close, size: 'sm' },
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: { duration: 0 },
        yOffset: '7vh',
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 350,
        withArrow: true,
        fz: 'xs',
        multiline: true,
        maw: 360,
        withinPortal: false,
        floatingStrategy: 'fixed',
      },
    }),
  },
});
