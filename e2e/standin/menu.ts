interface ItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly submenu?: readonly ItemOptions[];
  readonly click?: () => void;
}

/** Electron's MenuItem; items with a role are the platform's and do nothing here. */
class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly submenu: Menu | undefined;
  private readonly options: ItemOptions;

  constructor(options: ItemOptions) {
    this.options = options;
    this.id = options.id;
    this.label = options.label ?? options.role ?? '';
    this.submenu = options.submenu && Menu.buildFromTemplate(options.submenu);
  }

  click(): void {
    if (this.options.click === undefined) throw new Error(`electron stand-in: ${this.label} cannot be clicked`);
    this.options.click();
  }
}

/** Electron's Menu: what a test can look up and click. */
export class Menu {
  private static application: Menu | null = null;
  readonly items: readonly MenuItem[];

  private constructor(items: readonly MenuItem[]) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly ItemOptions[]): Menu {
    return new Menu(template.map((options) => new MenuItem(options)));
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.application;
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}
