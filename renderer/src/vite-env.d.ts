/// <reference types="vite/client" />

// The package declares its types for the barrel only; importing the barrel would load every icon in development.
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { Icon } from '@tabler/icons-react';

  const icon: Icon;
  export default icon;
}
