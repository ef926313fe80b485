import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useSettings } from './store.ts';

/** Gives the kit the theme of the settings, for as long as the page lives: commands change it without the kit. */
export function useTheme(): void {
  const theme = useSettings((state) => state.theme);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (colorScheme !== theme) setColorScheme(theme);
  }, [theme, colorScheme, setColorScheme]);
}
